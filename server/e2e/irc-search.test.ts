// SEARCH as clients speak it, and the same in words for those who cannot.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

const CAPS = 'batch server-time message-tags echo-message soju.im/search'

let house: IrcHouse
let anna: Conversation
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  for (const name of ['anna', 'bert']) await house.addAccount(name)
  anna = await house.enter('anna', { caps: CAPS, account: 'anna' })
  await anna.script('> JOIN #tea', '< * 366 *')
})
afterEach(() => house.close())

/** Asks, and gives back `target text` of each line in the batch. */
const found = async (irc: Conversation, attributes: string): Promise<string[]> => {
  irc.send(`SEARCH ${attributes}`)
  const reference = /BATCH \+(\S+) soju\.im\/search$/.exec(await irc.expect('* BATCH +*'))?.[1] ?? ''
  const lines: string[] = []
  for (;;) {
    const line = await irc.next()
    if (line.endsWith(` BATCH -${reference}`)) return lines
    expect(line).toMatch(new RegExp(`^@batch=${reference};time=\\S+Z;msgid=\\S+ :|^@batch=${reference};`))
    lines.push(line.replace(/^.* (?:PRIVMSG|NOTICE) (\S+) :/, '$1 '))
  }
}

const say = async (irc: Conversation, target: string, text: string): Promise<string> => {
  irc.send(`PRIVMSG ${target} :${text}`)
  return /time=([^; ]+)/.exec(await irc.expect(`* PRIVMSG ${target} :${text}`))?.[1] ?? ''
}

test('lines come as a batch, oldest first, by words, channel, nick and time', async () => {
  await say(anna, '#tea', 'the teapot is hot')
  await new Promise((resolve) => setTimeout(resolve, 20))
  const time = await say(anna, '#tea', 'which teapot; the blue one?')
  const bert = await house.enter('bert', { caps: CAPS, account: 'bert' })
  await bert.script('> JOIN #tea', '< * 366 *')
  await say(bert, '#tea', 'teapot is a word')
  const all = ['#tea the teapot is hot', '#tea which teapot; the blue one?', '#tea teapot is a word']
  expect(await found(anna, 'text=teapot;in=#tea')).toEqual(all)
  expect(await found(anna, 'text=teapot')).toEqual(all)
  expect(await found(anna, ':text=blue\\steapot;in=#tea')).toEqual([all[1]])
  expect(await found(anna, 'from=bert;in=#tea')).toEqual([all[2]])
  expect(await found(anna, 'text=teapot;in=#tea;limit=2')).toEqual(all.slice(1))
  expect(await found(anna, `in=#tea;text=teapot;before=${time}`)).toEqual(all.slice(0, 2))
  expect(await found(anna, `in=#tea;text=teapot;after=${time}`)).toEqual(all.slice(1))
  expect(await found(anna, 'before=2010-01-01T00:00:00.000Z;in=#tea')).toEqual([])
})

test('private lines are found by the two, and lines that were taken back by nobody', async () => {
  const bert = await house.enter('bert', { caps: CAPS, account: 'bert' })
  await say(anna, 'bert', 'the key is under the mat')
  await bert.expect('* PRIVMSG bert :the key is under the mat')
  expect(await found(anna, 'text=mat')).toEqual(['bert the key is under the mat'])
  expect(await found(bert, 'in=anna;text=mat')).toEqual(['bert the key is under the mat'])
  const eve = await house.enter('eve', { caps: CAPS })
  expect(await found(eve, 'text=mat')).toEqual([])
  anna.send('PRIVMSG #tea :a slip')
  const id = /msgid=([^; ]+)/.exec(await anna.expect('* PRIVMSG #tea :a slip'))?.[1]
  anna.send(`REDACT #tea ${id}`)
  expect(await found(anna, 'text=slip')).toEqual([])
})

test('what cannot be read, and what may not be, is said in standard replies', async () => {
  await anna.script(
    ...['> SEARCH text=x;after=yesterday', '< * FAIL SEARCH INVALID_PARAMS after :*'],
    ...['> SEARCH text=x;limit=none', '< * FAIL SEARCH INVALID_PARAMS limit :*'],
    ...['> SEARCH in=#nowhere;text=x', '< * FAIL SEARCH INVALID_PARAMS :No such channel'],
    ...['> SEARCH text=***', '< * FAIL SEARCH INVALID_PARAMS :*'],
    ...['> SEARCH', '< * 461 anna SEARCH *'],
  )
})

test('a client without the capability asks HistServ, and gets lines and articles', async () => {
  await house.core.boards.add({ session: house.console, board: 'test.tea', description: '' })
  const session = { session: house.console, board: 'test.tea' }
  const raw =
    'From: Ola <o@x>\r\nSubject: Pots\r\nMessage-ID: <pots@x>\r\nDate: 1 Feb 1998 10:00 +0000\r\n\r\nA teapot!\r\n'
  await house.core.boards.import({ ...session, articles: [Buffer.from(raw)] })
  await house.house.indexing.catchUp()
  await say(anna, '#tea', 'the teapot is hot')
  const plain = await house.enter('plain')
  await plain.script(
    '> PRIVMSG HistServ :search teapot',
    '< :HistServ!* NOTICE plain :Said in channels and to you:',
    '< :HistServ!* NOTICE plain :20* #tea  <anna> the \x02teapot\x02 is hot',
    '< :HistServ!* NOTICE plain :Written on boards:',
    '< :HistServ!* NOTICE plain :1998-02-01 10:00  test.tea 1  \x02Pots\x02, Ola',
    '< :HistServ!* NOTICE plain :    A \x02teapot\x02!  news:pots@x',
    '> SEARCH coffee',
    '< :Samband!* NOTICE plain :Nothing here holds that: coffee',
    '> PRIVMSG Samband :search',
    '< :Samband!* NOTICE plain :Say: search WORDS',
  )
})
