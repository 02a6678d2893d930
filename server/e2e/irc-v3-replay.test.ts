// What a client gets that comes back: ids that are the same live and in history, what happened besides the talk, and
// replay for clients that cannot ask.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  for (const name of ['anna', 'ola']) await house.addAccount(name)
})
afterEach(() => house.close())

const CAPS =
  'batch draft/chathistory draft/event-playback draft/message-redaction message-tags server-time echo-message'

/** The ids of lines by their command and what follows it. */
const idsOf = (client: Conversation): Map<string, string> =>
  new Map(
    client.lines.flatMap((line) => {
      const [, msgid, body] = /^@\S*msgid=([^; ]+)\S* :\S+ ([A-Z]+ .*)$/.exec(line) ?? []
      return msgid === undefined || body === undefined ? [] : [[body, msgid] as const]
    }),
  )

const historyOf = async (client: Conversation, channel: string): Promise<Map<string, string>> => {
  client.lines.length = 0
  client.forget()
  await client.script(`> CHATHISTORY LATEST ${channel} * 50`, `< * BATCH +* chathistory ${channel}`, '< * BATCH -*')
  return idsOf(client)
}

test('joins, modes, topics, kicks, nicks and quits carry the id that their row in the history has', async () => {
  const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
  await anna.script('> JOIN #past,#other', '< * 366 anna #other *')
  const gus = await house.enter('gus')
  await gus.script('> JOIN #past,#other', '< * 366 gus #other *', '> NICK gustav', '< * NICK gustav')
  await anna.script('> MODE #past +mv-n gustav', '< * MODE *', '> MODE #past +k secret', '< * MODE #past +k *')
  await anna.script('> TOPIC #past :what was', '< * TOPIC *')
  await gus.script('> PART #past :bye', '< * PART *', '> JOIN #past secret', '< * 366 *')
  await anna.script('> KICK #past gustav :enough', '< * KICK *')
  await gus.script('> JOIN #past secret', '< * 366 *', '> QUIT :sleep')
  await anna.expect('* QUIT *')
  const live = idsOf(anna)
  for (const channel of ['#past', '#other']) {
    const kept = await historyOf(anna, channel)
    const shown = [...kept.keys()]
    if (channel === '#past') {
      expect(shown).toEqual([
        ...['JOIN #past', 'NICK gustav', 'MODE #past +mv-n gustav', 'MODE #past +k *', 'TOPIC #past :what was'],
        ...['PART #past :bye', 'KICK #past gustav :enough', 'QUIT :Quit: sleep'],
      ])
    } else expect(shown).toEqual(['JOIN #other', 'NICK gustav', 'QUIT :Quit: sleep'])
    for (const [body, msgid] of kept) {
      if (body.startsWith('MODE #past +k')) continue
      expect([body, live.get(body)]).toEqual([body, msgid])
    }
  }
  const id = live.get('QUIT :Quit: sleep')
  await anna.script(`> CHATHISTORY BEFORE #other msgid=${id} 1`, '< * NICK gustav', '< * BATCH -*')
})

test('a line taken back is told as REDACT where it happened, also to who asks for the newest; its text to nobody', async () => {
  const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
  await anna.script('> JOIN #past', '< * 366 *', '> PRIVMSG #past :oops', '< * PRIVMSG #past :oops')
  const id = idsOf(anna).get('PRIVMSG #past :oops')
  await anna.script('> PRIVMSG #past :later', '< * PRIVMSG #past :later')
  const later = idsOf(anna).get('PRIVMSG #past :later')
  anna.send(`REDACT #past ${id} :typo`)
  const told = /[;@]msgid=([^; ]+)/.exec(await anna.expect(`* REDACT #past ${id} :typo`))?.[1]
  await anna.script(
    `> CHATHISTORY AFTER #past msgid=${later} 5`,
    '< * BATCH +*',
    `= @batch=*;time=*;msgid=${told}* :anna!~u@user/anna REDACT #past ${id} :typo`,
    '= * BATCH -*',
    '> CHATHISTORY LATEST #past * 2',
    '< * BATCH +*',
    '= * PRIVMSG #past :later',
    `= * REDACT #past ${id} :typo`,
    '= * BATCH -*',
  )
  const ola = await house.enter('ola', { account: 'ola', caps: 'batch draft/chathistory server-time' })
  await ola.script(
    '> JOIN #past',
    '< * 366 *',
    '> CHATHISTORY LATEST #past * 5',
    '< * BATCH +*',
    '= * PRIVMSG #past :later',
    '= :irc.test BATCH -*',
  )
})

test('in an auditorium those who are not seen come, go, are away and change their name unnoticed, later too', async () => {
  const [anna, ola] = [
    await house.enter('anna', { account: 'anna', caps: `${CAPS} away-notify setname` }),
    await house.enter('ola', { account: 'ola', caps: `${CAPS} away-notify setname` }),
  ]
  const gus = await house.enter('gus', { caps: `${CAPS} away-notify setname` })
  await anna.script('> JOIN #hall', '< * 366 *', '> MODE #hall +u', '< * MODE #hall +u')
  await ola.script('> JOIN #hall', '< * 366 *')
  await gus.script('> JOIN #hall', '< * 366 *')
  await ola.script('> AWAY :tea', '< * 306 *', '> SETNAME :Ola Nordmann', '< * SETNAME *')
  await anna.script('< *:ola!* AWAY :tea', '< *:ola!* SETNAME :Ola Nordmann')
  await ola.script('> QUIT :gone')
  await anna.expect('*:ola!* QUIT *')
  await gus.script('> PING :now', '< * PONG * :now')
  expect(gus.lines.filter((line) => line.includes(':ola!'))).toEqual([])
  expect([...(await historyOf(anna, '#hall')).keys()]).toEqual(['JOIN #hall', 'MODE #hall +u'])
})

describe('a client that cannot ask', () => {
  const plain = 'batch server-time'

  test('is given what was said, also privately, while its account stayed without it; others say nothing new', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: plain })
    await anna.script('> JOIN #tea', '< * 366 *', '> PRIVMSG NickServ :set always-on on', '< * NOTICE *')
    const ola = await house.enter('ola', { account: 'ola' })
    await ola.script('> JOIN #tea', '< * 366 *', '> PRIVMSG #tea :before', '> PING :x', '< * PONG *')
    await anna.script('< * PRIVMSG #tea :before', '> QUIT')
    await anna.ended()
    await ola.script('> PRIVMSG #tea :meanwhile', '> PRIVMSG anna :for you', '< * 301 *')
    const back = await house.enter('anna', { account: 'anna', caps: plain })
    await back.script('< * JOIN #tea', '< * 366 *', '< * BATCH +* chathistory #tea')
    await back.script('= *time=* :ola!* PRIVMSG #tea :meanwhile', '= * BATCH -*')
    await back.script('< * BATCH +* chathistory ola', '= *time=* :ola!* PRIVMSG anna :for you', '= * BATCH -*')
    expect(back.lines.some((line) => line.endsWith(':before'))).toBe(false)
    const asks = await house.enter('anna', { account: 'anna', caps: `${plain} draft/chathistory` })
    await asks.script('< * 366 *', '> PING :x', '< * PONG *')
    expect(asks.lines.some((line) => line.includes('meanwhile'))).toBe(false)
  })

  test('gets what it missed itself though another client of the account was there', async () => {
    const enterAs = async (device: string): Promise<Conversation> => {
      const client = await house.connect()
      client.send('PASS anna:password of anna', 'CAP LS 302', `CAP REQ :${plain}`, 'NICK anna')
      client.send(`USER ${device} 0 * :x`, 'CAP END')
      await client.expect('* 376 *')
      return client
    }
    const desk = await enterAs('desk')
    await desk.script('> JOIN #tea', '< * 366 *')
    const phone = await enterAs('phone')
    await phone.expect('* 366 *')
    await desk.script('> QUIT')
    await desk.ended()
    const ola = await house.enter('ola', { account: 'ola' })
    await ola.script('> JOIN #tea', '< * 366 *', '> PRIVMSG #tea :desk is not here')
    await phone.expect('* PRIVMSG #tea :desk is not here')
    const again = await enterAs('desk')
    await again.script('< * 366 *', '< * BATCH +*', '= *time=* PRIVMSG #tea :desk is not here')
  })
})

describe('znc.in/playback', () => {
  const caps = 'batch server-time znc.in/playback znc.in/self-message'

  test('plays channels and conversations from a moment on, and nothing by itself', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: 'server-time echo-message message-tags' })
    await anna.script('> JOIN #tea', '< * 366 *', '> PRIVMSG #tea :one', '< * :one', '> PRIVMSG #tea :two', '< * :two')
    const ola = await house.enter('ola', { account: 'ola', caps })
    await ola.script('> JOIN #tea', '< * 366 *')
    await anna.script('> PRIVMSG ola :psst', '< * PRIVMSG ola :psst')
    await ola.script('< * PRIVMSG ola :psst', '> ZNC *playback PLAY * 0', '< * BATCH +* znc.in/playback #tea')
    await ola.script('= @batch=*;time=* PRIVMSG #tea :one', '= * PRIVMSG #tea :two', '= * BATCH -*')
    await ola.script('< * BATCH +* znc.in/playback anna', '= * PRIVMSG ola :psst', '= * BATCH -*')
    const [, at = ''] = /time=([^; ]+)/.exec(anna.lines.find((line) => line.endsWith(':one')) ?? '') ?? []
    const seconds = Date.parse(at) / 1000
    await ola.script(`> PRIVMSG *playback :PLAY #tea 0 ${seconds + 0.001}`, '< * BATCH *', '= * PRIVMSG #tea :one')
    await ola.script(
      `> PRIVMSG *playback :LIST #tea`,
      `< :[*]playback!* PRIVMSG ola :#tea ${seconds} *`.replace('[*]', '*'),
    )
    await ola.script('> PRIVMSG *playback :CLEAR #tea', '< * PRIVMSG ola :*nothing was thrown away')
    await ola.script('> ZNC *status help', '< * 401 *', '> ZNC *playback', '< * PRIVMSG ola :PLAY *')
    expect(ola.lines.filter((line) => line.includes('PRIVMSG #tea :one')).length).toBe(2)
  })
})
