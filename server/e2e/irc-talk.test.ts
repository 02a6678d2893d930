import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

const TAGS = 'server-time message-tags account-tag'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  await house.addAccount('bert')
})
afterEach(() => house.close())

/** Everything that has come by now: whatever was caused before stands before the answer to a PING. */
const settled = async (irc: Conversation): Promise<readonly string[]> => {
  const from = irc.lines.length - irc.unseen().length
  irc.send('PING :settled')
  await irc.expect('*PONG irc.test :settled')
  return irc.lines.slice(from, -1)
}

describe('channels', () => {
  test('who joins gets topic and names; the others see the JOIN, the lines, the PART', async () => {
    const gus = await house.enter('gus')
    const eva = await house.enter('eva')
    await gus.script(`
      > JOIN #Lobby
      = :gus!~u@guest/* JOIN #lobby
      = :irc.test 332 gus #lobby :Welcome*
    `)
    await gus.script(`
      = :irc.test 333 gus #lobby Samband *
      = :irc.test 353 gus = #lobby :gus
      = :irc.test 366 gus #lobby :*
    `)
    await eva.script(`
      > JOIN #lobby
      < :irc.test 353 eva = #lobby :gus eva
      > PRIVMSG #LOBBY :hello there
    `)
    await gus.script('= :eva!~u@guest/* JOIN #lobby', '= :eva!~u@guest/* PRIVMSG #lobby :hello there')
    await eva.script(`
      > NOTICE #lobby :psst
      > PRIVMSG #lobby :\x01ACTION waves\x01
      > PART #lobby :tired
    `)
    await gus.script(`
      = :eva!* NOTICE #lobby :psst
      = :eva!* PRIVMSG #lobby :\x01ACTION waves\x01
      = :eva!* PART #lobby :tired
    `)
    await eva.script(`
      < :eva!* PART #lobby :tired
      > PRIVMSG #lobby :?
      = :irc.test 404 eva #lobby :*
    `)
    expect(eva.lines.filter((line) => line.includes(' PRIVMSG '))).toEqual([])
  })

  test('a line is the same on every face: what comes from elsewhere in the house is heard on IRC', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #lobby', '< * 366 *')
    const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
    await house.core.accounts.signIn({ session, name: 'anna', password: 'password of anna' })
    await house.core.channels.join({ session, channel: '#lobby' })
    await house.core.channels.say({ session, channel: '#lobby', text: 'from the BBS', kind: 'action' })
    await house.core.sessions.close({ session, reason: 'carrier lost' })
    await gus.script(`
      = :anna!~u@user/anna JOIN #lobby
      = :anna!~u@user/anna PRIVMSG #lobby :\x01ACTION from the BBS\x01
      = :anna!~u@user/anna QUIT :carrier lost
    `)
  })

  test('lists of channels are taken one by one, and JOIN 0 leaves all', async () => {
    const gus = await house.enter('gus')
    await gus.script(`
      > JOIN #lobby,bad,#tech
      < * JOIN #lobby
      < * 366 gus #lobby *
      = :irc.test 403 gus bad :No such channel
      = * JOIN #tech
      < * 366 gus #tech *
      > PART #tech,#help,#lobby
      = * PART #tech
      = :irc.test 442 gus #help :*
      = * PART #lobby
      > JOIN #lobby,#tech
      < * 366 gus #tech *
      > JOIN 0
      < * PART #lobby
      = * PART #tech
      > PART #nowhere
      = :irc.test 403 gus #nowhere :*
    `)
  })

  test('who founds a channel is its operator, which the others are told with the JOIN of the founder', async () => {
    const anna = await house.enter('x', { account: 'anna' })
    const gus = await house.enter('gus')
    await anna.script(`
      > JOIN #founded
      < * MODE #founded +o anna
      < * 353 anna = #founded :@anna
    `)
    await gus.script(`
      > JOIN #founded
      < * 353 gus = #founded :@anna gus
      > TOPIC #founded :mine
      < * 482 gus #founded :*
    `)
    await anna.script(`
      > TOPIC #founded :all things
      < :anna!~u@user/anna TOPIC #founded :all things
    `)
    await gus.script(`
      = :anna!* TOPIC #founded :all things
      > TOPIC #founded
      < * 332 gus #founded :all things
    `)
    await gus.expect('* 333 gus #founded anna *')
    await anna.script(`
      > PART #founded
      < * PART *
      > JOIN #founded
      < * MODE #founded +o anna
      > TOPIC #founded :
      < * TOPIC #founded :
    `)
    await gus.script(`
      = :anna!* PART #founded
      = :anna!* JOIN #founded
      = :irc.test MODE #founded +o anna
      < * TOPIC #founded :
      > TOPIC #founded
    `)
    await gus.script(`
      = :irc.test 331 gus #founded :*
      > PART #founded
      < *
      > TOPIC #founded :x
      = * 442 gus #founded :*
    `)
  })

  test('a topic past TOPICLEN is cut between characters', async () => {
    const anna = await house.enter('x', { account: 'anna' })
    await anna.script(`
      > JOIN #wordy
      < * 366 *
      > TOPIC #wordy :${'å'.repeat(200)}
      < * TOPIC #wordy :${'å'.repeat(150)}
    `)
  })
})

describe('messages', () => {
  test('a private line reaches the nick, and a missing nick is 401 while NOTICE stays silent', async () => {
    const [gus, eva] = [await house.enter('gus'), await house.enter('eva')]
    await gus.script(`
      > PRIVMSG EVA :hi
      > NOTICE nobody :x
      > PRIVMSG nobody :x
      = :irc.test 401 gus nobody :*
    `)
    await eva.script('= :gus!~u@guest/* PRIVMSG eva :hi', '> NOTICE gus :yo')
    await gus.script('= :eva!* NOTICE gus :yo')
  })

  test('several targets are served up to the limit; no target is 411, no text 412', async () => {
    const [gus, eva] = [await house.enter('gus'), await house.enter('eva')]
    await gus.script(`
      > PRIVMSG eva,nobody,eva,eva,eva :many
      = * 401 gus nobody :*
      = :irc.test 407 gus eva :*
    `)
    for (let copies = 0; copies < 3; copies += 1) await eva.script('= :gus!* PRIVMSG eva :many')
    await gus.script(`
      > PRIVMSG
      = * 411 gus :*
      > PRIVMSG eva
      = * 412 gus :*
      > PRIVMSG eva :
      = * 412 gus :*
    `)
    await gus.script(`
      > PRIVMSG eva :\x20\x20
      = * 412 gus :*
      > NOTICE
      > NOTICE eva
    `)
    expect(await settled(gus)).toEqual([])
  })

  test('CTCP other than ACTION goes to nicks as plain text, and nowhere else', async () => {
    const [gus, eva] = [await house.enter('gus'), await house.enter('eva')]
    await gus.script(`
      > PRIVMSG eva :\x01VERSION\x01
      > PRIVMSG eva :\x01action shrugs\x01
      > NOTICE eva :\x01VERSION x\x01
    `)
    await eva.script('= :gus!* PRIVMSG eva :CTCP VERSION', '= :gus!* PRIVMSG eva :\x01ACTION shrugs\x01')
    await gus.script(`
      > JOIN #lobby
      < * 366 *
      > PRIVMSG #lobby :\x01PING 1\x01
      = * 404 gus #lobby :*
    `)
    expect(await settled(eva)).toEqual([])
  })

  test('a line longer than the house keeps is sent as several, and each fits 512 octets with its prefix', async () => {
    const [gus, eva] = [await house.enter('abcdefghijklmnopqrst'), await house.enter('eva')]
    const channel = `#${'c'.repeat(39)}`
    for (const each of [gus, eva]) await each.script(`> JOIN ${channel}`, '< * 366 *')
    const text = 'å'.repeat(190)
    await gus.script(`> PRIVMSG ${channel} :\x01ACTION ${text}\x01`, `> PRIVMSG ${channel} :${'word '.repeat(90)}`)
    await eva.expect(`* PRIVMSG ${channel} :\x01ACTION ${text}\x01`)
    const pieces = [await eva.next(), await eva.next()]
    expect(pieces.join(' ').match(/word/g)).toHaveLength(90)
    for (const line of eva.lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510)
  })

  test('formatting codes pass, other control characters do not', async () => {
    const [gus, eva] = [await house.enter('gus'), await house.enter('eva')]
    await gus.script('> PRIVMSG eva :\x02bold\x0f \x0304red\x03 \x1b[31mesc\x07 \x9b1mc1')
    expect(await eva.next()).toMatch(/ PRIVMSG eva :\x02bold\x0f \x0304red\x03 esc c1$/)
  })
})

describe('capability shapes', () => {
  test('each receiver gets the tags it asked for, of one and the same message', async () => {
    const [bare, timed, full] = [
      await house.enter('bare'),
      await house.enter('timed', { caps: 'server-time' }),
      await house.enter('full', { caps: TAGS }),
    ]
    const anna = await house.enter('x', { account: 'anna', caps: `${TAGS} echo-message` })
    for (const each of [bare, timed, full, anna]) await each.script('> JOIN #shapes', '< * 366 *')
    for (const each of [bare, timed, full]) await each.expect('*anna!* JOIN #shapes')
    anna.send('PRIVMSG #shapes :one')
    const echo = await anna.expect('*PRIVMSG*')
    expect(echo).toMatch(
      /^@time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z;msgid=\w+;account=anna :anna!~u@user\/anna PRIVMSG #shapes :one$/,
    )
    expect(await full.next()).toBe(echo)
    expect(await timed.next()).toBe(echo.replace(/;msgid=\w+;account=anna/, ''))
    expect(await bare.next()).toBe(':anna!~u@user/anna PRIVMSG #shapes :one')
  })

  test('extended-join tells account and name, userhost-in-names the whole prefix, chghost and account-notify a login', async () => {
    const caps = 'extended-join userhost-in-names chghost account-notify multi-prefix'
    const knowing = await house.enter('knowing', { caps })
    const bare = await house.enter('bare')
    for (const each of [knowing, bare]) await each.script('> JOIN #news', '< * 366 *')
    await knowing.expect('* JOIN #news * :bare')
    await knowing.script(`
      > NAMES #news
      < * 353 knowing = #news :@knowing!~u@guest/* bare!~u@guest/*
      < * 366 *
    `)
    const later = await house.enter('later')
    await later.script(`
      > JOIN #news
      < * 366 *
      > PRIVMSG Samband :identify bert password of bert
      < * 900 bert *
    `)
    await knowing.script('= :later!* JOIN #news * :later', '= :later!~u@guest/* NICK bert')
    await knowing.script('= :bert!~u@guest/* CHGHOST ~u user/bert', '= :bert!~u@user/bert ACCOUNT bert')
    await bare.script('= :later!* JOIN #news', '= :later!~u@guest/* NICK bert')
    expect(await settled(bare)).toEqual([])
  })

  test('with echo-message a private line comes back, and to oneself it comes twice', async () => {
    const [gus, eva] = [await house.enter('gus', { caps: 'echo-message' }), await house.enter('eva')]
    await gus.script(`
      > PRIVMSG eva :hi
      = :gus!* PRIVMSG eva :hi
      > PRIVMSG gus :me
      = :gus!* PRIVMSG gus :me
    `)
    await gus.script('= :gus!* PRIVMSG gus :me')
    await eva.script(`
      = :gus!* PRIVMSG eva :hi
      > PRIVMSG eva :me
      = :eva!* PRIVMSG eva :me
    `)
    expect(await settled(eva)).toEqual([])
    expect(await settled(gus)).toEqual([])
  })

  test('of client-only tags those are carried that CLIENTTAGDENY lets pass', async () => {
    const [gus, eva] = [await house.enter('gus', { caps: TAGS }), await house.enter('eva', { caps: TAGS })]
    await gus.script('> @+typing=active TAGMSG eva', '> @+x=y PRIVMSG eva :hi')
    expect(await eva.next()).toMatch(/^@time=[^;]+;msgid=\w+;\+typing=active :gus!\S+ TAGMSG eva$/)
    expect(await eva.next()).toMatch(/^@time=[^;]+;msgid=\w+ :gus!\S+ PRIVMSG eva :hi$/)
  })
})

describe('several sessions of one account', () => {
  test('a second one finds itself in the channels of the first, and all hear the same', async () => {
    const first = await house.enter('x', { account: 'anna' })
    await first.script('> JOIN #lobby,#tech', '< * 366 anna #tech *')
    const second = await house.enter('y', { account: 'anna' })
    await second.script(`
      < :anna!~u@user/anna JOIN #lobby
      < * 332 anna #lobby *
      < * 353 anna = #lobby :anna
    `)
    await second.script(`
      < * JOIN #tech
      < * 366 anna #tech *
      > JOIN #help
      < * 366 anna #help *
    `)
    await first.script(`
      = :anna!~u@user/anna JOIN #help
      < * 366 anna #help *
      > PRIVMSG #lobby :one
      > PART #tech
    `)
    await second.script('= :anna!~u@user/anna PRIVMSG #lobby :one', '= :anna!~u@user/anna PART #tech')
    const gus = await house.enter('gus')
    await gus.script(`
      > JOIN #lobby
      < * 366 *
      > PRIVMSG anna :hello
      > PRIVMSG #lobby :two
    `)
    for (const each of [first, second])
      await each.script('< :gus!* PRIVMSG anna :hello', '= :gus!* PRIVMSG #lobby :two')
    await first.script('> PRIVMSG gus :hello yourself')
    await second.script('= :anna!~u@user/anna PRIVMSG gus :hello yourself')
    await gus.script('= :anna!* PRIVMSG gus :hello yourself')
    await second.close()
    expect(await settled(gus)).toEqual([])
    await first.script('> QUIT :bye', '< ERROR *')
    await gus.script('= :anna!~u@user/anna QUIT :Quit: bye')
  })

  test('a guest who logs in to an account that is here already is led over to its channels', async () => {
    const anna = await house.enter('x', { account: 'anna' })
    await anna.script('> JOIN #lobby,#tech', '< * 366 anna #tech *')
    const guest = await house.enter('passerby')
    await guest.script('> JOIN #lobby,#help', '< * 366 passerby #help *')
    await anna.expect(':passerby!* JOIN #lobby')
    await guest.script(`
      > PRIVMSG Samband :identify anna password of anna
      = :passerby!~u@guest/* NICK anna
      = :anna!* PART #help *
      = :anna!~u@user/anna JOIN #tech
    `)
    await guest.script(`
      < * NOTICE anna :You are logged in as anna.
      < * 353 anna = #lobby :anna
      < * 353 anna = #tech :anna
      = * 366 anna #tech *
    `)
    await anna.script('= :passerby!* QUIT :signed in', '> PRIVMSG #tech :together')
    await guest.script('= :anna!~u@user/anna PRIVMSG #tech :together')
  })

  test('a guest changes its nick, in letter case too, and channel mates see it once', async () => {
    const [gus, eva] = [await house.enter('gus'), await house.enter('eva')]
    for (const each of [gus, eva]) await each.script('> JOIN #lobby,#tech', '< * 366 * #tech *')
    await gus.script(`
      < :eva!* JOIN #tech
      > NICK Gus
      = :gus!~u@guest/* NICK Gus
      > NICK Gus
      > NICK eva
      = * 433 Gus eva :*
    `)
    await gus.script(`
      > NICK gustav
      = :Gus!* NICK gustav
      > NICK anna
      = * 433 gustav anna :*
      = * NOTICE gustav :anna belongs*
    `)
    await eva.script('= :gus!* NICK Gus', '= :Gus!* NICK gustav')
  })
})
