import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
})
afterEach(() => house.close())

const settled = async (irc: Conversation): Promise<readonly string[]> => {
  const from = irc.lines.length - irc.unseen().length
  irc.send('PING :settled')
  await irc.expect('*PONG irc.test :settled')
  return irc.lines.slice(from, -1)
}

describe('away', () => {
  test('it is said, taken back, shown to who asks or writes, and told to channel mates who want to know', async () => {
    const gus = await house.enter('gus', { caps: 'away-notify' })
    const eva = await house.enter('eva', { caps: 'away-notify' })
    const bob = await house.enter('bob')
    for (const each of [gus, eva, bob]) await each.script('> JOIN #away-room', '< * 366 *')
    await gus.script('> AWAY :at lunch', '< :irc.test 306 gus :*')
    await eva.script(`
      < :gus!~u@guest/* AWAY :at lunch
      > PRIVMSG gus :there?
      = :irc.test 301 eva gus :at lunch
      > WHOIS gus
      < :irc.test 301 eva gus :at lunch
      < * 318 *
      > WHO gus
      = :irc.test 352 eva * ~u guest/* irc.test gus G :0 gus
      = * 315 *
      > USERHOST gus
      = :irc.test 302 eva :gus=-~u@guest/*
      > NOTICE gus :quietly
      > AWAY
      = :irc.test 305 eva :*
    `)
    await gus.script('< *NOTICE*', '> AWAY', '= :irc.test 305 gus :*')
    await eva.script('= :gus!~u@guest/* AWAY')
    expect((await settled(bob)).filter((line) => line.includes('AWAY'))).toEqual([])
  })

  test('who joins while away is told as away right behind the JOIN', async () => {
    const gus = await house.enter('gus')
    const eva = await house.enter('eva', { caps: 'away-notify' })
    await eva.script('> JOIN #away-room', '< * 366 *')
    gus.send('AWAY :asleep', 'JOIN #away-room')
    await eva.script('= :gus!* JOIN #away-room', '= :gus!* AWAY :asleep')
  })

  test('a nick is away only while all its sessions are; the text is the one that was said last', async () => {
    const eva = await house.enter('eva', { caps: 'away-notify' })
    const one = await house.enter('anna', { account: 'anna' })
    await eva.script('> JOIN #away-room', '< * 366 *')
    await one.script('> JOIN #away-room', '< * 366 *', '> AWAY :one', '< * 306 *')
    await eva.script('< :anna!* AWAY :one')
    const other = await house.enter('anna', { account: 'anna' })
    await eva.script('= :anna!* AWAY')
    await other.script('> AWAY :other', '< * 306 *')
    await eva.script('= :anna!* AWAY :other')
    await other.close()
    await eva.script('= :anna!* AWAY :one')
  })

  test('with draft/pre-away a phone comes in without bringing its nick back', async () => {
    const eva = await house.enter('eva', { caps: 'away-notify' })
    const desk = await house.enter('anna', { account: 'anna' })
    await eva.script('> JOIN #away-room', '< * 366 *')
    await desk.script('> JOIN #away-room', '< * 366 *', '> AWAY :at lunch', '< * 306 *')
    await eva.script('< :anna!* AWAY :at lunch')
    const phone = await house.connect()
    await phone.script(`
      > AWAY :too early
      = :irc.test 451 * :*
      > CAP REQ draft/pre-away
      < * ACK *
      > AWAY *
      = :irc.test 306 * :*
      > PASS anna:password of anna
      > NICK anna
      > USER a 0 * :a
      > CAP END
      < * 376 *
    `)
    await desk.script('> QUIT')
    await eva.script('= :anna!* AWAY :Away')
  })

  test('AWAYLEN is told, and longer words are cut between characters', async () => {
    const gus = await house.enter('gus')
    expect(gus.lines.some((line) => line.includes(' AWAYLEN=200 '))).toBe(true)
    await gus.script(`> AWAY :${'å'.repeat(150)}`, '< * 306 *', '> WHOIS gus')
    await gus.script(`< :irc.test 301 gus gus :${'å'.repeat(100)}`)
  })
})

describe('names and bots', () => {
  test('SETNAME sets the display name of the account and is told with setname', async () => {
    const eva = await house.enter('eva', { caps: 'setname' })
    const anna = await house.enter('anna', { account: 'anna', caps: 'setname' })
    await eva.script('> JOIN #names', '< * 366 *')
    await anna.script(`
      > JOIN #names
      < * 366 *
      > SETNAME :Anna på Ås
      = :anna!~u@user/anna SETNAME :Anna på Ås
      > SETNAME : 
      = :irc.test FAIL SETNAME INVALID_REALNAME :*
      > SETNAME :${'x'.repeat(61)}
      = :irc.test FAIL SETNAME INVALID_REALNAME :*
    `)
    await eva.script(
      `
      < :anna!~u@user/anna SETNAME :Anna på Ås
      > SETNAME :Eva
      = :irc.test FAIL SETNAME CANNOT_CHANGE_REALNAME :*
      > WHOIS anna
      < * 311 eva anna ~u user/anna \\* :Anna på Ås
    `.replace('\\*', '*'),
    )
  })

  test('a bot says so by mode B: 335, a B in WHO, a tag on what it says', async () => {
    const bot = await house.enter('bot1')
    const eva = await house.enter('eva', { caps: 'message-tags' })
    await bot.script('> MODE bot1 +B', '= :bot1 MODE bot1 +B', '> MODE bot1', '= :irc.test 221 bot1 +B')
    expect(bot.lines.some((line) => line.includes(' BOT=B '))).toBe(true)
    bot.send('PRIVMSG eva :beep')
    await eva.script(`
      < @*bot* :bot1!* PRIVMSG eva :beep
      > WHOIS bot1
      < :irc.test 335 eva bot1 :*
      < * 318 *
      > WHO bot1
      = * bot1 HB :0 bot1
    `)
    await bot.script('> MODE bot1 -B', '< :bot1 MODE bot1 -B')
    await eva.script('< * 315 *', '> WHOIS bot1', '< * 318 *')
    expect(eva.lines.filter((line) => line.includes(' 335 '))).toHaveLength(1)
  })
})

describe('MONITOR', () => {
  test('watches nicks: who is here, who comes, who goes, who changes nick', async () => {
    const eva = await house.enter('eva')
    expect(eva.lines.some((line) => line.includes(' MONITOR=100 '))).toBe(true)
    const gus = await house.enter('gus')
    await eva.script(`
      > MONITOR + gus,GUS,olga,Samband
      = :irc.test 730 eva :gus!~u@guest/*,Samband!service@irc.test
      = :irc.test 731 eva :olga
      > MONITOR + gus
      > MONITOR L
      = :irc.test 732 eva :gus,olga,Samband
      = :irc.test 733 eva :*
    `)
    gus.send('NICK olga')
    await eva.script('= :irc.test 731 eva :gus', '= :irc.test 730 eva :olga!~u@guest/*')
    gus.send('NICK OLGA')
    await gus.script('< * NICK OLGA')
    gus.send('QUIT')
    await eva.script('= :irc.test 731 eva :OLGA')
    await eva.script(`
      > MONITOR - OLGA,nobody
      > MONITOR S
      = :irc.test 730 eva :Samband!service@irc.test
      = :irc.test 731 eva :gus
      > MONITOR C
      > MONITOR L
      = :irc.test 733 eva :*
      > MONITOR
      = :irc.test 461 eva MONITOR :*
      > MONITOR X
      = :irc.test 461 eva MONITOR :*
    `)
    const again = await house.enter('gus')
    expect(await settled(eva)).toEqual([])
    await again.close()
  })

  test('734 names the nicks that found no room, and long answers are split', async () => {
    const eva = await house.enter('eva')
    const nicks = Array.from({ length: 102 }, (_, index) => `somebody-${index}`)
    for (let at = 0; at < 102; at += 34) eva.send(`MONITOR + ${nicks.slice(at, at + 34).join(',')}`)
    await eva.script('< :irc.test 734 eva 100 somebody-100,somebody-101 :*', '> MONITOR L', '< * 733 *')
    const listed = eva.lines.filter((line) => line.includes(' 732 '))
    expect(listed.length).toBeGreaterThan(2)
    expect(listed.every((line) => Buffer.byteLength(line) <= 510)).toBe(true)
    expect(listed.map((line) => line.split(' :')[1]).join(',')).toBe(nicks.slice(0, 100).join(','))
  })

  test('extended-monitor tells what befalls someone, once only to who also meets them in a channel', async () => {
    const eva = await house.enter('eva', { caps: 'extended-monitor away-notify account-notify setname chghost' })
    const anna = await house.enter('anna', { account: 'anna' })
    await eva.script('> MONITOR + anna', '< * 730 *')
    await anna.script('> AWAY :out', '< * 306 *', '> SETNAME :A')
    await eva.script('= :anna!* AWAY :out', '= :anna!* SETNAME :A')
    await eva.script('> JOIN #met', '< * 366 *')
    await anna.script('> JOIN #met', '< * 366 *', '> AWAY', '< * 305 *')
    await eva.script('< :anna!* AWAY :out', '= :anna!* AWAY')
    expect(await settled(eva)).toEqual([])
    const gus = await house.enter('gus')
    await eva.script('> MONITOR + gus', '< * 730 *')
    gus.send('PRIVMSG NickServ :register a good password')
    await eva.script('< :gus!~u@guest/* CHGHOST ~u user/gus', '= :gus!* ACCOUNT gus')
  })
})
