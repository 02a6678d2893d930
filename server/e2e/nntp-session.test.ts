import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
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

/** Resolves when the other side has hung up, however rudely. */
const goneOf = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.on('error', () => {})
    socket.once('close', () => resolve())
  })

describe('what newsreaders say', () => {
  const today = new Date().toISOString().slice(2, 10).replaceAll('-', '')
  const logIn = `> AUTHINFO USER anna
                 = 381 *
                 > AUTHINFO PASS ${passwordOf('anna')}
                 = 281 *`
  /** A command that a block answers. */
  const block = (command: string, status: string): string => `> ${command}\n= ${status}\n< .`

  test.each([
    [
      'tin',
      [
        ...[block('CAPABILITIES', '101 *'), '> MODE READER', '= 200 *', block('CAPABILITIES', '101 *'), logIn],
        ...[block('CAPABILITIES', '101 *'), block('LIST MOTD', '215 *'), block('LIST OVERVIEW.FMT', '215 *')],
        ...[
          block('LIST COUNTS', '215 *'),
          block(`NEWGROUPS ${today} 000000`, '231 *'),
          block('LIST NEWSGROUPS', '215 *'),
        ],
        ...[block('LISTGROUP test.a', '211 60 1 60 *'), block('OVER 1-60', '224 *'), block('ARTICLE 1', '220 1 *')],
        ...['> QUIT', '= 205 *'],
      ],
    ],
    [
      'slrn',
      [
        ...['> MODE READER', '= 200 *', logIn, '> XOVER', '= 412 *', '> XHDR Path', '= 412 *'],
        ...[block('LIST OVERVIEW.FMT', '215 *'), block(`NEWGROUPS ${today} 000000 GMT`, '231 *')],
        ...['> GROUP test.a', '= 211 *', '> GROUP test.a', '= 211 *', block('XOVER 1-60', '224 *')],
        ...[block('ARTICLE 52', '220 52 *'), block('HEAD <4@test>', '221 0 <4@test>')],
        ...['> XPAT Message-ID 1- <5@test>', '= 221 *', '= 5 <5@test>', '= .', '> QUIT', '= 205 *'],
      ],
    ],
    [
      'Thunderbird',
      [
        ...[
          '> MODE READER',
          '= 200 *',
          '> GROUP club.inner',
          '= 480 *',
          logIn.replace('USER', 'user').replace('PASS', 'pass'),
        ],
        ...['> GROUP club.inner', '= 211 *', '> GROUP test.a', '= 211 60 1 60 test.a', block('XOVER 1-60', '224 *')],
        ...[block('ARTICLE 60', '220 60 *'), block('ARTICLE 59', '220 59 *'), block('LIST', '215 *')],
        ...['> XHDR List-Id 1-2', '= 221 *', '= 1 (none)', '= 2 (none)', '= .', '> GROUP test.a', '= 211 *'],
      ],
    ],
    [
      'pan',
      [
        ...['> MODE READER', '= 200 *', logIn, block('LIST', '215 *'), block('LIST NEWSGROUPS', '215 *')],
        ...[block('HELP', '100 *'), '> XFEATURE COMPRESS GZIP', '= 500 *', '> GROUP test.a', '= 211 *'],
        ...['> XZVER 1-2', '= 500 *', block('XOVER 1-60', '224 *'), block('ARTICLE <3@test>', '220 0 *')],
        ...['> QUIT', '= 205 *'],
      ],
    ],
  ])('%s is served', async (_, script) => {
    const { fill, addAccount, connect, core, console } = await open()
    await fill('test.a', 60)
    await core.boards.add({ session: console, board: 'club.inner', description: '', readRole: 'member' })
    await addAccount('anna')
    const reader = await connect()
    await reader.script(...script)
    await reader.close()
  })
})

describe('lines', () => {
  test('are 512 octets at most, arguments 497, without a NUL; an empty one says nothing', async () => {
    const { connect } = await open()
    const reader = await connect()
    reader.send('', '  ', `DATE ${'x '.repeat(252)}x`, `DATE ${'x '.repeat(253)}`, `STAT ${'x'.repeat(498)}`)
    await reader.script('= 501 Syntax: DATE', '= 501 That line is longer*', '= 501 An argument*', '> BOGUS', '= 500 *')
    reader.sendRaw('STAT a\0b\r\nDATE\nDATE\r\n')
    await reader.script('= 501 *NUL', '= 111 *', '= 111 *')
    reader.send('x'.repeat(500_000), 'DATE')
    await reader.script('= 501 *', '= 111 *')
  })

  test('many at once are answered in order, cut anywhere', async () => {
    const { connect, fill } = await open()
    await fill('test.a', 50)
    const reader = await connect()
    await reader.script('> GROUP test.a', '= 211 *')
    const wire = Buffer.from(Array.from({ length: 5000 }, (_, index) => `STAT ${(index % 50) + 1}\r\n`).join(''))
    for (let at = 0; at < wire.length; at += 997) reader.sendRaw(wire.subarray(at, at + 997))
    await reader.expect('223 50 *')
    for (let seen = 1; seen < 100; seen += 1) await reader.expect('223 50 *')
    const numbers = reader.lines.slice(2).map((line) => Number(line.split(' ')[1]))
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, index) => (index % 50) + 1))
  })

  test('that ask for very much leave other readers their turn', { timeout: 60_000 }, async () => {
    const { connect, fill } = await open()
    await fill('test.a', 600)
    const [greedy, modest] = [await connect(), await connect()]
    for (const reader of [greedy, modest]) await reader.script('> GROUP test.a', '= 211 *')
    greedy.send(...Array.from({ length: 60 }, () => 'OVER 1-'))
    await greedy.expect('224 *')
    for (let number = 1; number <= 10; number += 1) await modest.script(`> STAT ${number}`, `= 223 ${number} *`)
    expect(greedy.lines.filter((line) => line === '.').length).toBeLessThan(60)
    for (let seen = 0; seen < 60; seen += 1) await greedy.expect('.')
    expect(greedy.lines.filter((line) => /^\d+\t/.test(line))).toHaveLength(60 * 600)
  })

  test('that are no commands, thirty in a row, end the connection', async () => {
    const { connect } = await open()
    const browser = await connect()
    browser.send('GET / HTTP/1.1', ...Array.from({ length: 40 }, (_, index) => `X-Header-${index}: y`))
    await browser.expect('400 This is a news server*')
    await browser.ended()
  })

  test('of ten thousand random sessions’ noise leave the house standing', { timeout: 60_000 }, async () => {
    const { connect, fill, logIn } = await open({ settings: { LIMITS_THROTTLE: 'false' } })
    await fill('test.a', 5)
    const word = fc.oneof(
      fc.constantFrom(
        'GROUP',
        'LISTGROUP',
        'ARTICLE',
        'XOVER',
        'OVER',
        'HDR',
        'XHDR',
        'XPAT',
        'LIST',
        'NEWNEWS',
        'STAT',
      ),
      fc.constantFrom('NEXT', 'LAST', 'NEWGROUPS', 'XGTITLE', 'MODE', 'CAPABILITIES', 'DATE', 'HELP', 'IHAVE', 'CHECK'),
      fc.constantFrom(
        'test.a',
        '1-',
        '1-3',
        '<1@test>',
        'Subject',
        '*',
        'ACTIVE',
        'READER',
        '20200101',
        '000000',
        'GMT',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, '')),
    )
    const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
    const samples = fc.sample(line, { numRuns: 10_000, seed: 7 })
    for (let at = 0; at < samples.length; at += 500) {
      const each = at % 1000 === 0 ? await connect() : await logIn('anna')
      // A real command now and then, so that it is not taken for another protocol.
      each.send(
        ...samples.slice(at, at + 500).flatMap((text, index) => (index % 10 === 0 ? [text, 'DATE'] : [text])),
        'QUIT',
      )
      await each.expect('205 *')
      expect(each.lines.filter((said) => said.startsWith('400 '))).toEqual([])
    }
  })
})

describe('connections', () => {
  test('that are silent for long are told so', async () => {
    const { connect, fill } = await open({ gateway: { timings: { greeting: 150, idle: 400, sweep: 20 } } })
    await fill('test.a', 1)
    const [silent, reader] = [await connect(), await connect()]
    await reader.script('> GROUP test.a', '= 211 *')
    await silent.expect('400 You have been silent*')
    await silent.ended()
    expect(reader.hasEnded).toBe(false)
    await reader.expect('400 *')
  })

  test('that never ask for anything make room for newcomers; readers stay', async () => {
    const { connect, fill } = await open()
    await fill('test.a', 1)
    const reader = await connect()
    await reader.script('> GROUP test.a', '= 211 *')
    const idlers: Conversation[] = []
    for (let count = 0; count < 205; count += 1) idlers.push(await connect())
    await idlers[0]?.expect('400 Too many connections*')
    await reader.script('> STAT', '= 223 *')
    expect(idlers.at(-1)?.hasEnded).toBe(false)
    for (const each of idlers) each.socket.destroy()
  })

  test('of one that never reads are waited for, and hold nobody up', async () => {
    const { connect, fill } = await open()
    await fill('test.a', 3000)
    const deaf = await connect()
    deaf.socket.pause()
    deaf.send('GROUP test.a', ...Array.from({ length: 300 }, () => 'OVER 1-'))
    const reader = await connect()
    await reader.script('> GROUP test.a', '= 211 *')
    const memory = process.memoryUsage().rss
    for (let round = 0; round < 20; round += 1) {
      const started = performance.now()
      await reader.script('> STAT 2000', '= 223 *')
      expect(performance.now() - started).toBeLessThan(250)
    }
    expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000)
    // Once it reads again, it gets all of it.
    deaf.socket.resume()
    for (let time = 0; time < 300; time += 1) await deaf.expect('3000\t*')
  })

  test('that break off in the middle of anything do no harm', async () => {
    const { logIn, connect, gateway, fill } = await open()
    await fill('test.a', 100)
    const half = await logIn('anna')
    await half.script('> POST', '= 340 *')
    half.sendRaw('From: a@b\r\nSubj')
    half.socket.resetAndDestroy()
    const listing = await connect()
    listing.send('GROUP test.a', 'OVER 1-', 'OVER 1-')
    listing.socket.resetAndDestroy()
    const handshake = connectSocket(gateway.tlsPort, '127.0.0.1')
    await once(handshake, 'connect')
    handshake.write('not a handshake\r\n')
    await goneOf(handshake)
    const reader = await connect()
    await reader.script('> GROUP test.a', '= 211 100 1 100 *')
  })

  test('where something breaks inside, only that one ends', async () => {
    const { connect } = await open({
      link: (link) => ({
        ...link,
        core: { ...link.core, news: { ...link.core.news, groups: () => Promise.reject(new TypeError('broken')) } },
      }),
    })
    const [unlucky, other] = [await connect(), await connect()]
    await unlucky.script('> LIST', '= 400 Something broke on our side*')
    await unlucky.ended()
    await other.script('> DATE', '= 111 *')
  })

  test('are told when the house closes', async () => {
    const { connect, gateway } = await open()
    const reader = await connect()
    await gateway.close('Samband is going down')
    await reader.script('= 400 Samband is going down')
    await reader.ended()
  })
})
