import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

const CAPS = 'batch server-time message-tags draft/chathistory echo-message'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  for (const name of ['anna', 'bert']) await house.addAccount(name)
})
afterEach(() => house.close())

/** Asks, and gives back the texts of the batch that comes. */
const asked = async (irc: Conversation, command: string): Promise<string[]> => {
  irc.send(command)
  const opening = await irc.expect('*BATCH +*')
  const reference = / BATCH \+(\S+)/.exec(opening)?.[1] ?? ''
  const texts: string[] = []
  for (;;) {
    const line = await irc.next()
    if (line.endsWith(` BATCH -${reference}`)) return texts
    texts.push(line.replace(/^@\S+ /, '').replace(/^:(\S+?)!\S+ /, '$1 '))
  }
}

const say = async (irc: Conversation, channel: string, ...texts: string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const text of texts) {
    irc.send(`PRIVMSG ${channel} :${text}`)
    ids.push(/msgid=([^; ]+)/.exec(await irc.expect(`* PRIVMSG ${channel} :${text}`))?.[1] ?? '')
  }
  return ids
}

const words = (...texts: string[]): string[] => texts.map((text) => `anna PRIVMSG #past :${text}`)

describe('CHATHISTORY', () => {
  test('by id: the newest, before, after, around, between', async () => {
    const anna = await house.enter('anna', { caps: CAPS, account: 'anna' })
    expect(anna.lines.some((line) => line.includes(' CHATHISTORY=100 '))).toBe(true)
    expect(anna.lines.some((line) => line.includes(' MSGREFTYPES=msgid,timestamp '))).toBe(true)
    await anna.script('> JOIN #past', '< * 366 *')
    const ids = await say(anna, '#past', 'a', 'b', 'c', 'd', 'e')
    expect(await asked(anna, 'CHATHISTORY LATEST #past * 2')).toEqual(words('d', 'e'))
    expect(await asked(anna, `CHATHISTORY LATEST #past msgid=${ids[1]} 100`)).toEqual(words('c', 'd', 'e'))
    expect(await asked(anna, `CHATHISTORY BEFORE #past msgid=${ids[3]} 2`)).toEqual(words('b', 'c'))
    expect(await asked(anna, `CHATHISTORY AFTER #past msgid=${ids[1]} 2`)).toEqual(words('c', 'd'))
    expect(await asked(anna, `CHATHISTORY AROUND #past msgid=${ids[2]} 3`)).toEqual(words('b', 'c', 'd'))
    expect(await asked(anna, `CHATHISTORY BETWEEN #past msgid=${ids[0]} msgid=${ids[4]} 9`)).toEqual(
      words('b', 'c', 'd'),
    )
    expect(await asked(anna, `CHATHISTORY BETWEEN #past msgid=${ids[4]} msgid=${ids[0]} 1`)).toEqual(words('d'))
  })

  test('by time: the millisecond that is named is left out', async () => {
    const anna = await house.enter('anna', { caps: CAPS, account: 'anna' })
    await anna.script('> JOIN #past', '< * 366 *')
    await say(anna, '#past', 'a')
    await new Promise((resolve) => setTimeout(resolve, 20))
    anna.send('PRIVMSG #past :b')
    const time = /time=([^; ]+)/.exec(await anna.expect('* PRIVMSG #past :b'))?.[1] ?? ''
    await new Promise((resolve) => setTimeout(resolve, 20))
    await say(anna, '#past', 'c')
    expect(await asked(anna, `CHATHISTORY BEFORE #past timestamp=${time} 9`)).toEqual(words('a'))
    expect(await asked(anna, `CHATHISTORY AFTER #past timestamp=${time} 9`)).toEqual(words('c'))
    expect(await asked(anna, `CHATHISTORY AROUND #past timestamp=${time} 3`)).toEqual(words('a', 'b', 'c'))
    const [before, after] = ['2020-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z']
    expect(await asked(anna, `CHATHISTORY BETWEEN #past timestamp=${before} timestamp=${after} 2`)).toEqual(
      words('a', 'b'),
    )
    expect(await asked(anna, `CHATHISTORY BETWEEN #past timestamp=${after} timestamp=${before} 2`)).toEqual(
      words('b', 'c'),
    )
  })

  test('a private conversation is history too, for both; TARGETS names where there is some', async () => {
    const anna = await house.enter('anna', { caps: CAPS, account: 'anna' })
    const bert = await house.enter('bert', { caps: CAPS, account: 'bert' })
    await anna.script('> JOIN #past', '< * 366 *')
    await say(anna, '#past', 'in the channel')
    anna.send('PRIVMSG bert :hello')
    await bert.script('< * PRIVMSG bert :hello', '> PRIVMSG anna :hi', '< * PRIVMSG anna :hi')
    expect(await asked(anna, 'CHATHISTORY LATEST bert * 5')).toEqual([
      'anna PRIVMSG bert :hello',
      'bert PRIVMSG anna :hi',
    ])
    expect(await asked(bert, 'CHATHISTORY LATEST anna * 5')).toEqual([
      'anna PRIVMSG bert :hello',
      'bert PRIVMSG anna :hi',
    ])
    const query = 'CHATHISTORY TARGETS timestamp=2100-01-01T00:00:00.000Z timestamp=2020-01-01T00:00:00.000Z 10'
    const targets = await asked(anna, query)
    expect(targets.map((line) => line.split(' ')[3])).toEqual(['#past', 'bert'])
    expect(targets[0]).toMatch(/ TARGETS #past \d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('with a label the batch carries it; what cannot be answered is a FAIL', async () => {
    const anna = await house.enter('anna', { caps: `${CAPS} labeled-response`, account: 'anna' })
    await anna.script('> JOIN #past', '< * 366 *')
    await anna.script(`
      > @label=h CHATHISTORY LATEST #past * 5
      = @label=h :irc.test BATCH +b1 chathistory #past
      = :irc.test BATCH -b1
      > CHATHISTORY
      = :irc.test 461 anna CHATHISTORY :*
      > CHATHISTORY SOON #past * 5
      = :irc.test FAIL CHATHISTORY INVALID_PARAMS SOON :*
      > CHATHISTORY LATEST #past *
      = :irc.test FAIL CHATHISTORY NEED_MORE_PARAMS LATEST :*
      > CHATHISTORY LATEST #past * none
      = :irc.test FAIL CHATHISTORY INVALID_PARAMS LATEST :*
      > CHATHISTORY BEFORE #past yesterday 5
      = :irc.test FAIL CHATHISTORY INVALID_PARAMS BEFORE yesterday :*
      > CHATHISTORY BEFORE #past msgid=nonsense 5
      = :irc.test FAIL CHATHISTORY MESSAGE_ERROR BEFORE #past :*
      > CHATHISTORY LATEST #nowhere * 5
      = :irc.test FAIL CHATHISTORY INVALID_TARGET LATEST #nowhere :*
      > CHATHISTORY LATEST nobody * 5
      = :irc.test FAIL CHATHISTORY INVALID_TARGET LATEST nobody :*
      > CHATHISTORY TARGETS msgid=a msgid=b 5
      = :irc.test FAIL CHATHISTORY INVALID_PARAMS TARGETS *
    `)
  })

  test('with event-playback comings, goings, nicks and topics come too; without it they do not', async () => {
    const anna = await house.enter('anna', { caps: `${CAPS} draft/event-playback`, account: 'anna' })
    const gus = await house.enter('gus', { caps: CAPS })
    await anna.script('> JOIN #past', '< * 366 *')
    await gus.script(
      '> JOIN #past',
      '< * 366 *',
      '> NICK gustav',
      '< * NICK gustav',
      '> PART #past :tired',
      '< * PART *',
    )
    await anna.script('> TOPIC #past :what was', '< * TOPIC *')
    await say(anna, '#past', 'a')
    expect(await asked(anna, 'CHATHISTORY LATEST #past * 9')).toEqual([
      ...['anna JOIN #past', 'gus JOIN #past', 'gus NICK gustav', 'gustav PART #past :tired'],
      ...['anna TOPIC #past :what was', 'anna PRIVMSG #past :a'],
    ])
    await gus.script('> JOIN #past', '< * 366 *')
    expect(await asked(gus, 'CHATHISTORY LATEST #past * 9')).toEqual(words('a'))
  })
})

describe('read markers', () => {
  const caps = 'draft/read-marker server-time'

  test('are kept for the account, told to its other clients, and never move back', async () => {
    const one = await house.enter('anna', { caps, account: 'anna' })
    const other = await house.enter('anna', { caps, account: 'anna' })
    await one.script(`
      > JOIN #past
      < *MARKREAD #past *
      = * 353 *
      < * 366 *
      > MARKREAD #past timestamp=2026-01-02T03:04:05.678Z
      = :irc.test MARKREAD #past timestamp=2026-01-02T03:04:05.678Z
      > MARKREAD #past timestamp=2026-01-01T03:04:05.678Z
      = :irc.test MARKREAD #past timestamp=2026-01-02T03:04:05.678Z
      > MARKREAD #past
      = :irc.test MARKREAD #past timestamp=2026-01-02T03:04:05.678Z
      > MARKREAD bert
      = :irc.test MARKREAD bert *
      > MARKREAD
      = :irc.test FAIL MARKREAD NEED_MORE_PARAMS :*
      > MARKREAD #past now
      = :irc.test FAIL MARKREAD INVALID_PARAMS #past now :*
      > MARKREAD #nowhere
      = :irc.test FAIL MARKREAD INVALID_TARGET #nowhere :*
    `)
    await other.script('< :irc.test MARKREAD #past timestamp=2026-01-02T03:04:05.678Z')
    const gus = await house.enter('gus', { caps })
    await gus.script(
      '> JOIN #past',
      '< * 366 *',
      '> MARKREAD #past',
      '< :irc.test FAIL MARKREAD ACCOUNT_REQUIRED #past :*',
    )
  })
})

describe('taking lines back', () => {
  const caps = `${CAPS} draft/message-redaction`

  test("one may take back one's own line, and who keeps order that of others; history shows it no more", async () => {
    const anna = await house.enter('anna', { caps, account: 'anna' })
    const bert = await house.enter('bert', { caps, account: 'bert' })
    const gus = await house.enter('gus', { caps: CAPS })
    for (const each of [anna, bert, gus]) await each.script('> JOIN #past', '< * 366 *')
    const [mine = ''] = await say(bert, '#past', 'oops')
    const [rude = ''] = await say(bert, '#past', 'rude')
    const [hers = ''] = await say(anna, '#past', 'fine')
    await bert.script(`
      > REDACT #past ${mine} :typo
      < *:bert!~u@user/bert REDACT #past ${mine} :typo
      > REDACT #past ${mine}
      < :irc.test FAIL REDACT UNKNOWN_MSGID #past ${mine} :*
      > REDACT #past ${hers}
      < :irc.test FAIL REDACT REDACT_FORBIDDEN #past ${hers} :*
      > REDACT #nowhere ${hers}
      < :irc.test FAIL REDACT INVALID_TARGET #nowhere :*
      > REDACT #past
      < :irc.test 461 bert REDACT :*
    `)
    await anna.script(`
      < * REDACT #past ${mine} :typo
      > REDACT #past ${rude}
      < *:anna!* REDACT #past ${rude}
    `)
    expect(await asked(anna, 'CHATHISTORY LATEST #past * 9')).toEqual(words('fine'))
    expect(gus.lines.filter((line) => line.includes('REDACT'))).toEqual([])
    const kept = await house.core.channels.history({ session: house.console, channel: '#past', limit: 10 })
    expect(kept.map(({ text, redacted }) => [text, redacted?.by])).toEqual([
      ['', 'bert'],
      ['', 'anna'],
      ['fine', undefined],
    ])
  })

  test('also in a private conversation, where it is told to both', async () => {
    const anna = await house.enter('anna', { caps, account: 'anna' })
    const bert = await house.enter('bert', { caps, account: 'bert' })
    anna.send('PRIVMSG bert :secret')
    const id = /msgid=([^; ]+)/.exec(await bert.expect('* PRIVMSG bert :secret'))?.[1] ?? ''
    await bert.script(`> REDACT anna ${id}`, `< :irc.test FAIL REDACT REDACT_FORBIDDEN anna ${id} :*`)
    await anna.script(`> REDACT bert ${id} :gone`, `< * REDACT bert ${id} :gone`)
    await bert.script(`< * REDACT bert ${id} :gone`)
    expect(await asked(bert, 'CHATHISTORY LATEST anna * 5')).toEqual([])
  })
})

describe('tags', () => {
  test('typing, replies and reactions are carried, other tags are not; reactions are kept', async () => {
    const anna = await house.enter('anna', { caps: `${CAPS} draft/event-playback`, account: 'anna' })
    const bert = await house.enter('bert', { caps: CAPS, account: 'bert' })
    const gus = await house.enter('gus', { caps: 'echo-message' })
    for (const each of [anna, bert, gus]) await each.script('> JOIN #past', '< * 366 *')
    const [id = ''] = await say(anna, '#past', 'hello')
    await bert.script(`
      > @+typing=active TAGMSG #past
      < @*+typing=active* :bert!~u@user/bert TAGMSG #past
      > @+example/tag=x TAGMSG #past
      > @+reply=${id};+example/tag=x PRIVMSG #past :yes
      < @*+reply=${id}* :bert!* PRIVMSG #past :yes
      > @+draft/react=👍;+reply=${id} TAGMSG #past
      < @*+draft/react=👍* TAGMSG #past
      > @+typing=active TAGMSG anna
      < @*+typing=active* TAGMSG anna
      > @+typing=active TAGMSG nobody
      < :irc.test 401 bert nobody :*
    `)
    await anna.script('< @*+typing=active* :bert!* TAGMSG #past', `< @*+reply=${id}* PRIVMSG #past :yes`)
    await anna.script('< @*+draft/react=👍* TAGMSG #past', '< @*+typing=active* TAGMSG anna')
    expect(anna.lines.some((line) => line.includes('example/tag'))).toBe(false)
    expect(gus.lines.some((line) => line.includes('TAGMSG'))).toBe(false)
    const past = await asked(anna, 'CHATHISTORY LATEST #past * 9')
    expect(past.slice(-3)).toEqual(['anna PRIVMSG #past :hello', 'bert TAGMSG #past', 'bert PRIVMSG #past :yes'])
    expect(anna.lines.findLast((line) => line.endsWith('TAGMSG #past'))).toContain(`+draft/react=👍;+draft/reply=${id}`)
    bert.send(`@+draft/unreact=👍;+reply=${id} TAGMSG #past`)
    await anna.expect('@*+draft/unreact=👍*')
    expect(await asked(anna, 'CHATHISTORY LATEST #past * 9')).not.toContain('bert TAGMSG #past')
  })

  test('CLIENTTAGDENY names them', async () => {
    const gus = await house.enter('gus')
    expect(gus.lines.some((line) => / CLIENTTAGDENY=\*,\S*-typing\S* /.test(line))).toBe(true)
  })
})

describe('messages of several lines', () => {
  const caps = `${CAPS} draft/multiline labeled-response`

  test('come as one batch to who knows it, line by line to the others, and are one message in history', async () => {
    const anna = await house.enter('anna', { caps, account: 'anna' })
    const bert = await house.enter('bert', { caps, account: 'bert' })
    const gus = await house.enter('gus', { caps: 'message-tags' })
    for (const each of [anna, bert, gus]) await each.script('> JOIN #past', '< * 366 *')
    await anna.script('< * JOIN #past', '< * JOIN #past')
    anna.send('@label=m BATCH +1 draft/multiline #past', '@batch=1 PRIVMSG #past :one', '@batch=1 PRIVMSG #past :')
    anna.send('@batch=1 PRIVMSG #past :two and ', '@batch=1;draft/multiline-concat PRIVMSG #past :a half', 'BATCH -1')
    const opening = await anna.next()
    expect(opening).toMatch(/^@label=m;time=\S+ :anna!~u@user\/anna BATCH \+(\S+) draft\/multiline #past$/)
    const id = /msgid=([^; ]+)/.exec(opening)?.[1] ?? ''
    await anna.script(`
      = @batch=m${id} :anna!* PRIVMSG #past :one
      = @batch=m${id} :anna!* PRIVMSG #past :
      = @batch=m${id} :anna!* PRIVMSG #past :two and a half
      = :anna!* BATCH -m${id}
    `)
    await bert.script(`< *msgid=${id}* BATCH +m${id} draft/multiline #past`, `< :anna!* BATCH -m${id}`)
    await gus.script(`< @msgid=${id} :anna!* PRIVMSG #past :one`, '= :anna!* PRIVMSG #past :two and a half')
    const past = await asked(bert, 'CHATHISTORY LATEST #past * 9')
    expect(past[0]).toContain('BATCH +m')
    const kept = await house.core.channels.history({ session: house.console, channel: '#past', limit: 10 })
    expect(kept.map(({ text }) => text)).toEqual(['one\n\ntwo and a half'])
  })

  test('what is wrong with a batch is told, and the batch is over', async () => {
    const anna = await house.enter('anna', { caps, account: 'anna' })
    expect(anna.lines.some((line) => line.includes('draft/multiline=max-bytes=4096,max-lines=32'))).toBe(true)
    await anna.script(`
      > JOIN #past
      < * 366 *
      > BATCH +1 draft/other #past
      = :irc.test FAIL BATCH MULTILINE_INVALID draft/other :*
      > BATCH -1
      = :irc.test FAIL BATCH MULTILINE_INVALID -1 :*
      > BATCH +1 draft/multiline #past
      > @batch=1 PRIVMSG #other :x
      = :irc.test FAIL BATCH MULTILINE_INVALID_TARGET #past #other :*
      > BATCH +2 draft/multiline #past
      > @batch=2 JOIN #other
      = :irc.test FAIL BATCH MULTILINE_INVALID JOIN :*
      > BATCH +3 draft/multiline #past
      > @batch=3 PRIVMSG #past :
      > BATCH -3
      = :irc.test FAIL BATCH MULTILINE_INVALID :*
    `)
    anna.send('BATCH +4 draft/multiline #past', ...Array.from({ length: 33 }, () => '@batch=4 PRIVMSG #past :x'))
    await anna.expect(':irc.test FAIL BATCH MULTILINE_MAX_LINES 32 :*')
    anna.send('BATCH +5 draft/multiline #past')
    anna.send(...Array.from({ length: 14 }, () => `@batch=5 PRIVMSG #past :${'x'.repeat(400)}`))
    await anna.expect(':irc.test FAIL BATCH MULTILINE_MAX_BYTES 4096 :*')
  })
})

describe('coming back', () => {
  test('who cannot ask for history gets what was said meanwhile, with its time; who can ask does not', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #past', '< * 366 *')
    const first = await house.enter('anna', { caps: 'server-time', account: 'anna' })
    await first.script('> JOIN #past', '< * 366 *', '> QUIT')
    await gus.script('< :anna!* QUIT *', '> PRIVMSG #past :meanwhile', '> PRIVMSG #past :and this')
    const again = await house.enter('anna', { caps: 'server-time batch', account: 'anna' })
    await again.script(`
      > JOIN #past
      < * 366 *
      = :irc.test BATCH +b1 chathistory #past
      = @batch=b1;time=* :gus!* PRIVMSG #past :meanwhile
      = @batch=b1;time=* :gus!* PRIVMSG #past :and this
      = :irc.test BATCH -b1
      > QUIT
    `)
    await again.ended()
    await gus.script('> PRIVMSG #past :later')
    const able = await house.enter('anna', { caps: CAPS, account: 'anna' })
    await able.script('> JOIN #past', '< * 366 *', '> PING :x', '= * PONG *')
  })
})
