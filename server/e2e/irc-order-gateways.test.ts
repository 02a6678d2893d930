import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { connect as secureOver } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
const open = async (addresses: readonly string[] = ['127.0.0.1']): Promise<IrcHouse> => {
  const listen = { host: '127.0.0.1', port: 0 }
  house = await openIrcHouse({
    settings: { LIMITS_THROTTLE: 'false' },
    gateway: { gateways: { addresses, password: 'gate' }, tls: { listen, ...makeCertificate('irc.test') } },
  })
  return house
}
afterEach(() => house?.close())

/** The cloaked host that a guest gets: it follows from the address alone. */
const hostOf = async (client: Conversation, nick: string): Promise<string> => {
  client.send(`NICK ${nick}`, `USER ${nick} 0 * :x`)
  const welcome = await client.expect(`* 001 ${nick} :*`)
  return welcome.split('@').at(-1) ?? ''
}

describe('a configured gateway', () => {
  test('says whom it carries by PROXY or WEBIRC, and bans go by that address', async () => {
    const { connect, core, console } = await open()
    const [own, proxied, webirc] = [await connect(), await connect(), await connect()]
    proxied.send('PROXY TCP4 203.0.113.9 127.0.0.1 1234 6667')
    webirc.send('WEBIRC gate web host.example 203.0.113.9 :secure')
    const hosts = [await hostOf(own, 'own'), await hostOf(proxied, 'proxied'), await hostOf(webirc, 'webirc')]
    expect(hosts[1]).toBe(hosts[2])
    expect(hosts[0]).not.toBe(hosts[1])
    await webirc.script('> MODE webirc', '< * 221 webirc +Z')
    await core.moderation.ban({ session: console, target: '203.0.113.0/24', reason: 'noise', until: null })
    await proxied.expect('ERROR :Closing link: banned: noise')
    await own.script('> PING :here', '< * PONG * :here')
    const again = await connect()
    again.send('PROXY TCP4 203.0.113.77 127.0.0.1 1 2')
    await again.script('= :irc.test 465 * :You are banned from this house: noise', '= ERROR *')
  })

  test('is hung up on when the password is wrong or the header malformed', async () => {
    const { connect } = await open()
    for (const line of ['WEBIRC wrong web host 203.0.113.9', 'PROXY TCP4 nobody 127.0.0.1 1 2']) {
      const client = await connect()
      client.send(line)
      await client.ended()
      expect(client.lines).toEqual([])
    }
  })

  test('anybody else who says so is not believed', async () => {
    const { connect } = await open(['192.0.2.1'])
    const [plain, liar] = [await connect(), await connect()]
    liar.send('PROXY TCP4 203.0.113.9 127.0.0.1 1234 6667', 'WEBIRC gate web host 203.0.113.9')
    await liar.script('< * 421 * PROXY :*', '< * FAIL WEBIRC NOT_A_GATEWAY :*')
    expect(await hostOf(liar, 'liar')).toBe(await hostOf(plain, 'plain'))
  })

  test.each([
    ['v1', Buffer.from('PROXY TCP4 203.0.113.9 127.0.0.1 1234 6697\r\n')],
    [
      'v2',
      Buffer.concat([
        Buffer.from('\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c', 'latin1'),
        Buffer.from([203, 0, 113, 9, 127, 0, 0, 1, 4, 210, 26, 41]),
      ]),
    ],
  ])('may say it by PROXY %s before the TLS handshake', async (_, heading) => {
    const { gateway, connect } = await open()
    const plain = await connect()
    plain.send('PROXY TCP4 203.0.113.9 127.0.0.1 1 2')
    const raw = dial({ port: gateway.tlsPort, host: '127.0.0.1' })
    await once(raw, 'connect')
    raw.write(heading)
    const secure = secureOver({ socket: raw, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    const client = new Conversation(secure, 5000)
    expect(await hostOf(client, 'secured')).toBe(await hostOf(plain, 'plain'))
    await client.script('> MODE secured', '< * 221 secured +Z')
  })

  test('who is none cannot say it before the TLS handshake either', async () => {
    const { gateway } = await open(['192.0.2.1'])
    const raw = dial({ port: gateway.tlsPort, host: '127.0.0.1' })
    await once(raw, 'connect')
    raw.write('PROXY TCP4 203.0.113.9 127.0.0.1 1234 6697\r\n')
    const secure = secureOver({ socket: raw, rejectUnauthorized: false })
    await expect(once(secure, 'secureConnect')).rejects.toThrow()
  })

  test('WEBIRC after registration is 462', async () => {
    const { enter } = await open(['192.0.2.1'])
    const gus = await enter('gus')
    await gus.script('> WEBIRC gate web host 203.0.113.9', '= * 462 gus :*')
  })
})
