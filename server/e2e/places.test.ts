// A board and a channel as one place, over the wires: what is posted with a newsreader is announced to an IRC client;
// newcomers' links are held; a public log says so to whoever comes in.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Conversation, openConversation } from '../testing/conversation.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ settings: { LIMITS_THROTTLE: 'false', NEWCOMERS_LINES: '3' } })
  await world.addAccount('anna')
  await world.addAccount('bert')
})
afterEach(() => world.close())

const irc = async (name: string): Promise<Conversation> => {
  const client = await openConversation({ port: world.port('irc') })
  client.send(`PASS ${name}:${passwordOf(name)}`, 'CAP LS 302', 'CAP REQ :message-tags')
  client.send(`NICK ${name}`, `USER ${name} 0 * :${name}`, 'CAP END')
  await client.expect('* 376 *')
  return client
}

const post = async (name: string, newsgroup: string, subject: string): Promise<string> => {
  const news = await openConversation({ port: world.port('nntp') })
  await news.script('< 20* *', `> AUTHINFO USER ${name}`, '< 381 *', `> AUTHINFO PASS ${passwordOf(name)}`, '< 281 *')
  news.send('POST')
  await news.expect('340 *')
  news.send(`From: ${name} <${name}@example.org>`, `Newsgroups: ${newsgroup}`, `Subject: ${subject}`, '', 'Words.', '.')
  const answer = await news.expect('240 *')
  await news.script('> QUIT', '< 205 *')
  return /<[^>]+>/.exec(answer)?.[0] ?? ''
}

describe('a place', () => {
  test('announces in its channel what a newsreader posts to its board, with a tag that names the article', async () => {
    const anna = await irc('anna')
    await anna.script('> JOIN #lobby', '< * 366 *')
    const messageId = await post('bert', 'local.general', 'A walk on Sunday?')
    const line = await anna.expect('* NOTICE #lobby :New on local.general by bert: A walk on Sunday?*')
    expect(line).toContain(`+samband/article=${messageId}`)
    expect(line).toContain(`news:${messageId.slice(1, -1)}`)
  })

  test('is made and undone by the owner of a channel with a word to ChanServ', async () => {
    const anna = await irc('anna')
    const service = ':ChanServ!service@localhost NOTICE anna'
    await anna.script(`
      > JOIN #songs
      < * 366 *
      > CS register #songs
      < ${service} :#songs is yours*
      > CS place #songs
      < ${service} :#songs has no board*
      > CS place #songs samband.staff
      < ${service} :No such board
      > CS place #songs rec.music
      < ${service} :#songs announces new threads on rec.music from now on.
    `)
    await post('bert', 'rec.music', 'A song')
    await anna.script(
      '< * NOTICE #songs :New on rec.music*',
      '> CS place #songs off',
      `< ${service} :#songs stands by itself now.`,
    )
  })
})

test('a newcomer hears that a link waits, and is heard once an operator has said yes', async () => {
  const anna = await irc('anna')
  await anna.script('> JOIN #den', '< * 366 *')
  const bert = await irc('bert')
  await bert.script(
    '> JOIN #den',
    '< * 366 *',
    '> PRIVMSG #den :see http://example.org/',
    '< * 404 bert #den :You are new here*',
  )
  const notice = await anna.expect(':ChanServ!* NOTICE anna :Held *: bert to #den: see http://example.org/*')
  const handle = /Held (\d+)/.exec(notice)?.[1] ?? ''
  await bert.script(`> CS release ${handle}`, '< :ChanServ!* NOTICE bert :There is nothing to change*')
  await anna.script('> CS held', `< :ChanServ!* NOTICE anna :${handle}: bert *`)
  await anna.script(`> CS release ${handle}`, '< *:bert!* PRIVMSG #den :see http://example.org/')
  await anna.expect(':ChanServ!* NOTICE anna :bert is heard in #den*')
  await bert.script('> PRIVMSG #den :and http://example.org/2', '> PING here', '< * PONG *')
  await anna.expect('*:bert!* PRIVMSG #den :and http://example.org/2')
})

test('whoever comes into a channel with a public log is told so, and so are those who are there', async () => {
  const anna = await irc('anna')
  await anna.script('> JOIN #den', '< * 366 *', '> CS register #den', '< :ChanServ!* NOTICE anna :#den is yours*')
  await anna.script('> CS set #den publiclog on', '< * NOTICE #den :From now on everything said here may be read*')
  await anna.expect(':ChanServ!* NOTICE anna :*public log, since*')
  const bert = await irc('bert')
  await bert.script('> JOIN #den', '< * NOTICE #den :This channel has a public log*')
})

test('somebody on IRC hears a knock from another face', async () => {
  const anna = await irc('anna')
  const session = await world.core.sessions.open({ face: 'ssh', address: '192.0.2.1', secure: true })
  await world.core.accounts.signIn({ session, name: 'bert', password: passwordOf('bert') })
  await world.core.pages.page({ session, nick: 'anna', text: 'supper' })
  await anna.expect(':Samband!* NOTICE anna :bert knocks: supper')
})
