import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { type Conversation, openConversation } from '../testing/conversation.ts'
import { type IrcHouse, type IrcHouseOptions, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
const open = async (options: IrcHouseOptions = {}): Promise<IrcHouse> => {
  house = await openIrcHouse(options)
  return house
}
const openFast = (options: IrcHouseOptions = {}) => open({ ...options, settings: { LIMITS_THROTTLE: 'false' } })
afterEach(() => house?.close())

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Milliseconds from a line of one to its arrival at the other. */
const talk = async (speaker: Conversation, hearer: Conversation, text: string): Promise<number> => {
  const started = performance.now()
  speaker.send(`PRIVMSG #lobby :${text}`)
  await hearer.expect(`* PRIVMSG #lobby :${text}`)
  return performance.now() - started
}

const pairIn = async ({ enter }: IrcHouse): Promise<[Conversation, Conversation]> => {
  const pair: [Conversation, Conversation] = [await enter('eva'), await enter('gus')]
  for (const each of pair) await each.script('> JOIN #lobby', '< * 366 *')
  return pair
}

describe('lines', () => {
  test('a line past 512 octets, or tags past 4096, is refused whole with 417', async () => {
    const gus = await (await openFast()).enter('gus')
    gus.send(`PING :${'x'.repeat(510 - 6)}`, `PING :${'x'.repeat(511 - 6)}`)
    await gus.script(`= :irc.test PONG irc.test :${'x'.repeat(510 - 25)}`, '= :irc.test 417 gus :*')
    gus.send(`@a=${'x'.repeat(4096 - 4)} PING :tags`, `@a=${'x'.repeat(4096 - 3)} PING :tags`)
    await gus.script('= * PONG irc.test :tags', '= :irc.test 417 gus :*')
    gus.send('x'.repeat(1_000_000), 'PING :after')
    await gus.script('= :irc.test 417 gus :*', '= * PONG irc.test :after')
  })

  test('octets that are no UTF-8 are refused by the name of the command, before the welcome too', async () => {
    const irc = await (await openFast()).connect()
    irc.sendRaw(Buffer.from('NICK \xe5sa\r\n', 'latin1'))
    await irc.script('= :irc.test FAIL NICK INVALID_UTF8 :*', '> NICK gus', '> USER x 0 * :x', '< * 376 *')
    irc.sendRaw(Buffer.from('PRIVMSG gus :caf\xe9\r\n\xff\xfe\r\n', 'latin1'))
    await irc.script('= :irc.test FAIL PRIVMSG INVALID_UTF8 :*', '= :irc.test FAIL * INVALID_UTF8 :*')
  })

  test('a line with a NUL or a stray CR is answered, not carried out', async () => {
    const gus = await (await openFast()).enter('gus')
    gus.sendRaw('PRIVMSG gus :a\0b\r\nPRIVMSG gus :a\rb\r\nPING x\r\n')
    await gus.script('= :irc.test 400 gus * :*', '= :irc.test 421 gus *', '= * PONG irc.test :x')
  })

  test('many lines at once are answered in order, however many', async () => {
    const gus = await (await openFast()).enter('gus')
    const count = 20_000
    gus.send(...Array.from({ length: count }, (_, index) => `PING :${index}`))
    await gus.expect(`* PONG irc.test :${count - 1}`)
    const pongs = gus.lines.filter((line) => line.includes(' PONG ')).map((line) => Number(line.split(':').at(-1)))
    expect(pongs).toEqual(Array.from({ length: count }, (_, index) => index))
  })
})

describe('pace', () => {
  test('after a burst of ten, lines are taken two a second', async () => {
    const [eva, gus] = await pairIn(await open())
    const started = performance.now()
    eva.send(...Array.from({ length: 12 }, (_, index) => `PRIVMSG #lobby :line ${index}`))
    await gus.expect('* :line 7')
    expect(performance.now() - started).toBeLessThan(400)
    await gus.expect('* :line 11')
    expect(performance.now() - started).toBeGreaterThan(900)
  })

  test('more waiting lines than RecvQ holds end the connection with ERROR', async () => {
    const [eva, gus] = await pairIn(await open())
    eva.send(...Array.from({ length: 200 }, () => `PRIVMSG #lobby :${'x'.repeat(100)}`))
    await eva.expect('ERROR :Closing link: Excess flood')
    await eva.ended()
    await gus.expect(':eva!* QUIT :Excess flood')
  })

  test('a login that takes its time holds nobody else up', async () => {
    const { connect, enter, addAccount } = await openFast()
    await addAccount('anna')
    const order: string[] = []
    const [slow, quick] = [await connect(), await enter('gus')]
    const base64 = Buffer.from('\0anna\0password of anna').toString('base64')
    await slow.script('> AUTHENTICATE PLAIN', '= AUTHENTICATE +')
    slow.send(`AUTHENTICATE ${base64}`, 'PING :behind the login')
    quick.send('PING :x')
    await Promise.all([
      slow.expect('* 903 *').then(() => order.push('login')),
      quick.expect('* PONG irc.test :x').then(() => order.push('other')),
    ])
    expect(order).toEqual(['other', 'login'])
    expect(await slow.next()).toBe(':irc.test PONG irc.test :behind the login')
  })
})

describe('connections', () => {
  test('whoever does not register in time, or falls silent for too long, is closed; whoever answers stays', async () => {
    const timings = { registration: 150, idle: 200, pong: 200, sweep: 20 }
    const { connect, enter } = await openFast({ gateway: { timings } })
    const idle = await connect()
    await idle.expect('ERROR :Closing link: Registration timed out')
    await idle.ended()
    const [gone, here] = [await enter('gone'), await enter('awake')]
    for (const each of [gone, here]) await each.script('> JOIN #lobby', '< * 366 *')
    await here.expect('PING :irc.test')
    here.send('PONG :irc.test')
    await gone.script('< PING :irc.test', '< ERROR :Closing link: Ping timeout: * seconds')
    await gone.ended()
    here.send('PONG :irc.test')
    await here.expect(':gone!* QUIT :Ping timeout: *')
    expect(here.hasEnded).toBe(false)
  })

  test('a client that hangs up halfway or without a word is seen to leave', async () => {
    const [eva, gus] = await pairIn(await openFast())
    eva.socket.end()
    await gus.expect(':eva!* QUIT :Connection closed')
    const later = await (house as IrcHouse).enter('later')
    await later.script('> JOIN #lobby', '< * 366 *')
    later.sendRaw('PRIVMSG #lobby :half a li')
    later.socket.resetAndDestroy()
    await gus.expect(':later!* QUIT :Connection closed')
    expect(gus.lines.filter((line) => line.includes('half a li'))).toEqual([])
  })

  test('connections that never register make room for newcomers, and those who talk are not held up', async () => {
    const opened = await open()
    const [eva, gus] = await pairIn(opened)
    const idlers = await Promise.all(Array.from({ length: 230 }, () => opened.connect()))
    await Promise.all(idlers.slice(0, 30).map((each) => each.ended()))
    expect(idlers[0]?.lines).toEqual(['ERROR :Closing link: Too many connections are waiting to log in'])
    expect(idlers.slice(30).filter((each) => each.hasEnded)).toEqual([])
    for (let line = 0; line < 5; line += 1) expect(await talk(eva, gus, `line ${line}`)).toBeLessThan(250)
    const newcomer = await opened.enter('newcomer')
    await newcomer.script('> PING x', '= * PONG *')
    for (const each of idlers) each.socket.destroy()
  })

  test('garbage harms nobody but its sender', async () => {
    const opened = await open()
    const [eva, gus] = await pairIn(opened)
    const clientHello = Buffer.from('16030100f8010000f40303', 'hex')
    let seed = 42
    const noise = Buffer.from(
      Array.from({ length: 200_000 }, () => {
        seed = (seed * 1103515245 + 12345) % 2147483648
        return seed >> 16
      }),
    )
    const senders = await Promise.all(Array.from({ length: 5 }, () => opened.connect()))
    for (const each of senders) each.sendRaw(Buffer.concat([clientHello, noise]))
    const registered = await opened.enter('noisy')
    registered.sendRaw(noise)
    expect(await talk(eva, gus, 'still here')).toBeLessThan(500)
    await Promise.all([registered, ...senders].map((each) => each.ended()))
    expect(await talk(gus, eva, 'and still')).toBeLessThan(250)
  })

  test('a client that never reads is dropped at SendQ, and the others hear every line', {
    timeout: 60_000,
  }, async () => {
    const opened = await openFast()
    const [eva, gus] = await pairIn(opened)
    const deaf = await opened.enter('deaf')
    await deaf.script('> JOIN #lobby', '< * 366 *')
    await gus.expect(':deaf!* JOIN #lobby')
    deaf.socket.pause()
    const text = 'x'.repeat(370)
    let sent = 0
    while (!gus.lines.some((line) => line.endsWith('QUIT :SendQ exceeded')) && sent < 100_000) {
      eva.send(...Array.from({ length: 500 }, (_, index) => `PRIVMSG #lobby :${sent + index} ${text}`))
      sent += 500
      await gus.expect(`* PRIVMSG #lobby :${sent - 1} ${text}`)
    }
    await gus.script('> PING x', '< * PONG *')
    expect(gus.lines.filter((line) => line.includes(' QUIT '))).toEqual([
      expect.stringMatching(/^:deaf!\S+ QUIT :SendQ exceeded$/),
    ])
    expect(gus.lines.filter((line) => line.includes(' PRIVMSG '))).toHaveLength(sent)
    deaf.socket.resume()
    await deaf.ended()
  })

  test('a listing longer than SendQ arrives whole', async () => {
    const { core, enter } = await openFast()
    const guest = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    await core.sessions.enterAsGuest({ session: guest })
    const names = Array.from({ length: 6000 }, (_, index) => `#channel-number-${index}`)
    await Promise.all(names.map((channel) => core.channels.join({ session: guest, channel })))
    const gus = await enter('gus')
    await gus.script('> LIST', '< * 323 *')
    const count = (await core.channels.list({ session: guest })).length
    expect(gus.lines.filter((line) => line.includes(' 322 '))).toHaveLength(count)
    await gus.script(`> WHOIS ${(await core.sessions.whoAmI({ session: guest })).nick}`, '< * 318 *')
    const named = gus.lines.filter((line) => line.includes(' 319 ')).flatMap((line) => line.match(/#\S+/g) ?? [])
    expect(named).toHaveLength(6000)
  })
})

describe('faults', () => {
  test('an exception closes its own session with ERROR and no other', async () => {
    const opened = await openFast({
      link: (link) => {
        const channels = new Proxy(link.core.channels, {
          get: (area, name) =>
            name === 'setTopic' ? () => Promise.reject(new TypeError('broken')) : Reflect.get(area, name),
        })
        return { ...link, core: { ...link.core, channels } }
      },
    })
    const [eva, gus] = await pairIn(opened)
    await eva.script(
      '> TOPIC #lobby :x',
      '> PING :never answered',
      '< ERROR :Closing link: Something broke on our side*',
    )
    await eva.ended()
    expect(eva.lines.at(-1)).toMatch(/^ERROR/)
    await gus.script('< :eva!* QUIT :Something broke*', '> PING x', '= * PONG *')
  })

  test('when the house closes, everybody is told why', async () => {
    const opened = await openFast()
    const [eva, waiting] = [await opened.enter('eva'), await opened.connect()]
    await opened.gateway.close('Samband is going down')
    for (const each of [eva, waiting]) {
      await each.expect('ERROR :Closing link: Samband is going down')
      await each.ended()
    }
    await expect(opened.connect()).rejects.toThrow('ECONNREFUSED')
  })

  test('a port that is taken is told to whoever starts the gateway', async () => {
    const { gateway } = await openFast()
    const second = openIrcHouse({ gateway: { listen: [{ host: '127.0.0.1', port: gateway.port }] } })
    await expect(second).rejects.toThrow('EADDRINUSE')
  })
})

describe('TLS', () => {
  test('the same is spoken over TLS, WHOIS and modes say so, and what is no TLS ends alone', async () => {
    const certificate = makeCertificate('irc.test')
    const opened = await openFast({ gateway: { tls: { listen: { host: '127.0.0.1', port: 0 }, ...certificate } } })
    const { tlsPort } = opened.gateway
    const clear = await openConversation({ port: tlsPort })
    clear.send('NICK x', 'USER x 0 * :x')
    const gus = await openConversation({ port: tlsPort, secure: true })
    await gus.script('> NICK gus', '> USER x 0 * :x', '< * 376 *', '> MODE gus', '= * 221 gus +Z')
    await gus.script('> WHOIS gus', '< :irc.test 671 gus gus :*')
    await clear.ended()
    await gus.script('> QUIT', '< ERROR *')
    await gus.ended()
    await pause(50)
    expect(await opened.core.sessions.online({ session: opened.console })).toEqual([])
  })
})
