import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { constants, createDeflateRaw, createInflateRaw, deflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { Conversation, openConversation } from '../testing/conversation.ts'
import { type NntpHouse, type NntpHouseOptions, openNntpHouse, passwordOf } from '../testing/nntp-house.ts'

let house: NntpHouse | undefined
const open = async (options: NntpHouseOptions = {}): Promise<NntpHouse> => {
  house = await openNntpHouse(options)
  return house
}
afterEach(async () => {
  await house?.close()
  house = undefined
})

const capabilitiesOf = async (conversation: Conversation): Promise<string[]> => {
  await conversation.script('> CAPABILITIES', '= 101 *')
  const lines: string[] = []
  for (let line = await conversation.next(); line !== '.'; line = await conversation.next()) lines.push(line)
  return lines
}

const plain = (name: string): string => Buffer.from(`\0${name}\0${passwordOf(name)}`).toString('base64')

/** TLS over a conversation's socket, once STARTTLS was answered. */
const upgrade = async (conversation: Conversation): Promise<Conversation> => {
  const socket: TLSSocket = connectTls({ socket: conversation.socket, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  return new Conversation(socket, 5000)
}

describe('logging in', () => {
  test('with USER and PASS in any letter case, and what was wrong', async () => {
    const { addAccount, connect, core, console } = await open()
    for (const name of ['anna', 'mallory']) await addAccount(name)
    const reader = await connect()
    await reader.script(
      ...['> AUTHINFO PASS early', '= 482 *', '> AUTHINFO', '= 501 *', '> AUTHINFO USER', '= 501 *'],
      ...['> AUTHINFO GENERIC x', '= 501 *', '> AUTHINFO USER anna', '= 381 *', '> AUTHINFO PASS wrong', '= 481 *'],
      ...['> AUTHINFO PASS again', '= 482 *', '> authinfo user ANNA', '= 381 *'],
      ...[`> authinfo pass ${passwordOf('anna')}`, '= 281 Welcome, anna', '> AUTHINFO USER anna', '= 502 *'],
    )
    await core.accounts.ban({ session: console, name: 'mallory', reason: 'noise', until: null })
    const banned = await connect()
    await banned.script('> AUTHINFO USER mallory', '= 381 *', `> AUTHINFO PASS ${passwordOf('mallory')}`)
    await banned.script('= 481 This account is banned: noise')
    await core.accounts.ban({ session: console, name: 'anna', reason: 'noise', until: null })
    await reader.script('= 400 banned: noise')
    await reader.ended()
  })

  test('with SASL PLAIN, at once or asked for, and what was wrong', async () => {
    const { addAccount, connect } = await open()
    await addAccount('anna')
    const reader = await connect()
    await reader.script(
      ...[
        '> AUTHINFO SASL CRAM-MD5',
        '= 503 *',
        '> AUTHINFO SASL PLAIN !',
        '= 504 *',
        '> AUTHINFO SASL PLAIN =',
        '= 482 *',
      ],
      ...['> AUTHINFO SASL PLAIN', '= 383 =', '> *', '= 481 *', `> AUTHINFO SASL PLAIN ${plain('nobody')}`, '= 481 *'],
      ...[`> AUTHINFO SASL PLAIN ${Buffer.from('boss\0anna\0x').toString('base64')}`, '= 481 *'],
      ...['> AUTHINFO SASL plain', '= 383 =', `> ${plain('anna')}`, '= 281 Welcome, anna'],
    )
    const quick = await connect()
    await quick.script(`> AUTHINFO SASL PLAIN ${plain('anna')}`, '= 281 *')
  })

  test('too many wrong passwords are slowed down', async () => {
    const { addAccount, connect } = await open()
    await addAccount('anna')
    const reader = await connect()
    for (let time = 0; time < 10; time += 1) {
      await reader.script('> AUTHINFO USER anna', '= 381 *', '> AUTHINFO PASS wrong', '= 481 That name and password*')
    }
    await reader.script(
      '> AUTHINFO USER anna',
      '= 381 *',
      '> AUTHINFO PASS wrong',
      '= 481 Too many tries; try again in * s',
    )
  })

  test('is asked for everywhere in a house without guests', async () => {
    const { fill, connect, logIn } = await open({ settings: { REGISTRATION_GUESTS: 'none' } })
    await fill('test.a', 2)
    const stranger = await connect()
    for (const command of [
      'GROUP test.a',
      'LISTGROUP test.a',
      'LIST',
      'LIST COUNTS',
      'ARTICLE <1@test>',
      'NEWNEWS * 20000101 000000',
      'XGTITLE *',
    ]) {
      await stranger.script(`> ${command}`, '= 480 *')
    }
    const anna = await logIn('anna')
    await anna.script('> GROUP test.a', '= 211 2 1 2 *')
  })
})

describe('capabilities', () => {
  test('are true to the state', async () => {
    const { connect, addAccount } = await open()
    await addAccount('anna')
    const clear = await connect()
    const offered = ['STARTTLS', 'AUTHINFO USER SASL', 'SASL SCRAM-SHA-256 PLAIN', 'COMPRESS DEFLATE']
    const state = async (conversation: Conversation): Promise<string[]> => {
      const lines = await capabilitiesOf(conversation)
      expect(lines.slice(0, 1)).toEqual(['VERSION 2'])
      expect(lines).toEqual(expect.arrayContaining(['READER', 'POST', 'OVER MSGID', 'HDR', 'NEWNEWS']))
      return lines.filter((line) => offered.includes(line))
    }
    expect(await state(clear)).toEqual(offered)
    await clear.script('> MODE READER', '= 200 *', `> AUTHINFO SASL PLAIN ${plain('anna')}`, '= 281 *')
    expect(await state(clear)).toEqual(['COMPRESS DEFLATE'])
    await clear.script('> STARTTLS', '= 502 *')
    const secure = await connect({ secure: true })
    expect(await state(secure)).toEqual(offered.slice(1))
    await secure.script('> STARTTLS', '= 502 *')
  })

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address

  test.runIf(outside !== undefined)('where a password would be heard by others, TLS comes first', async () => {
    const host = outside ?? ''
    const { addAccount, gateway } = await open({ gateway: { listen: [{ host, port: 0 }] } })
    await addAccount('anna')
    const clear = await openConversation({ port: gateway.port, host })
    await clear.script(
      '= 200 *',
      '> AUTHINFO USER anna',
      '= 483 *',
      `> AUTHINFO SASL PLAIN ${plain('anna')}`,
      '= 483 *',
    )
    const lines = await capabilitiesOf(clear)
    expect(lines).toContain('AUTHINFO')
    expect(lines.some((line) => line.startsWith('SASL'))).toBe(false)
    await clear.script('> STARTTLS', '= 382 *')
    const secure = await upgrade(clear)
    await secure.script(`> AUTHINFO SASL PLAIN ${plain('anna')}`, '= 281 *')
  })
})

describe('STARTTLS', () => {
  test('throws away what was sent ahead, forgets the group, and then all is as before', async () => {
    const { connect, fill, addAccount } = await open()
    await addAccount('anna')
    await fill('test.a', 2)
    const clear = await connect()
    await clear.script('> GROUP test.a', '= 211 *', '> AUTHINFO USER mallory', '= 381 *')
    clear.sendRaw('STARTTLS\r\nGROUP test.a\r\nPOST\r\n')
    await clear.script('= 382 *')
    const secure = await upgrade(clear)
    await secure.script(
      '> STAT',
      '= 412 *',
      '> AUTHINFO PASS x',
      '= 482 *',
      `> AUTHINFO SASL PLAIN ${plain('anna')}`,
      '= 281 *',
    )
    await secure.script('> GROUP test.a', '= 211 *', '> XOVER 1-', '= 224 *', '< .', '> QUIT', '= 205 *')
    await secure.ended()
  })

  test('without a certificate is not offered', async () => {
    const { connect } = await open({ withoutCertificate: true })
    const reader = await connect()
    expect(await capabilitiesOf(reader)).not.toContain('STARTTLS')
    await reader.script('> STARTTLS', '= 580 *', '> DATE', '= 111 *')
  })
})

/** Resolves when the other side has hung up, however rudely. */
const goneOf = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.on('error', () => {})
    socket.once('close', () => resolve())
  })

describe('COMPRESS DEFLATE', () => {
  const compressed = async (port: number, ...lines: string[]) => {
    const socket = connectSocket(port, '127.0.0.1')
    const chunks: Buffer[] = []
    const inflate = createInflateRaw()
    inflate.on('data', (chunk: Buffer) => chunks.push(chunk))
    const deflate = createDeflateRaw()
    deflate.on('data', (chunk: Buffer) => socket.write(chunk))
    let greeting = ''
    await new Promise<void>((resolve) => {
      const hear = (chunk: Buffer): void => {
        greeting += chunk.toString()
        if (!/206 .*\r\n/.test(greeting)) return
        socket.off('data', hear)
        resolve()
      }
      socket.on('data', hear)
      socket.write(lines.map((line) => `${line}\r\n`).join(''))
    })
    socket.on('data', (chunk: Buffer) => inflate.write(chunk))
    const say = (text: string): void => {
      deflate.write(text)
      deflate.flush(constants.Z_SYNC_FLUSH)
    }
    const until = async (pattern: RegExp): Promise<string> => {
      for (let tries = 0; tries < 500; tries += 1) {
        const text = Buffer.concat(chunks).toString('latin1')
        if (pattern.test(text)) return text
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error(`never came: ${pattern}`)
    }
    return { socket, say, until }
  }

  test('packs both directions, and login and TLS are over', async () => {
    const { gateway, fill } = await open()
    await fill('test.a', 2000)
    const { socket, say, until } = await compressed(gateway.port, 'COMPRESS DEFLATE')
    const before = socket.bytesRead
    say('CAPABILITIES\r\nCOMPRESS DEFLATE\r\nAUTHINFO USER x\r\nSTARTTLS\r\n')
    const said = await until(/\.\r\n502 .*\r\n502 .*\r\n502 .*\r\n/)
    for (const gone of ['STARTTLS\r\n', 'AUTHINFO', 'SASL', 'COMPRESS DEFLATE\r\n'])
      expect(said.split('\r\n.\r\n')[0]).not.toContain(gone)
    say('GROUP test.a\r\nOVER 1-\r\n')
    const all = await until(/\r\n2000\t.*\r\n\.\r\n$/)
    expect(socket.bytesRead - before).toBeLessThan(all.length / 4)
    say('QUIT\r\n')
    await until(/205 /)
    await once(socket, 'close')
  })

  test('a bomb, or no deflate at all, ends its own connection and no other', async () => {
    const { gateway, connect } = await open()
    const other = await connect()
    const bomb = await compressed(gateway.port, 'COMPRESS DEFLATE')
    bomb.socket.write(deflateRawSync(Buffer.alloc(200_000_000, 'x')))
    await goneOf(bomb.socket)
    const garbage = await compressed(gateway.port, 'COMPRESS DEFLATE')
    garbage.socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
    await goneOf(garbage.socket)
    await other.script('> DATE', '= 111 *', '> COMPRESS GZIP', '= 503 *')
  })
})
