// The small answers by which clients judge a server: each conversation is one of them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
})
afterEach(() => house.close())

describe('WHOIS', () => {
  test('319 shows each channel with all prefixes; secret ones to their members, an auditorium to those who see', async () => {
    const anna = await house.enter('anna')
    await anna.script(
      '> JOIN #open,#hidden,#hall',
      '< * 366 anna #hall *',
      '> MODE #open +v anna',
      '< * MODE #open +v *',
    )
    await anna.script('> MODE #hidden +s', '< * MODE *', '> MODE #hall +u', '< * MODE *')
    const gus = await house.enter('gus')
    await gus.script('> JOIN #hall', '< * 366 *', '> WHOIS anna', '< :irc.test 319 gus anna :@+#open @#hall')
    const eve = await house.enter('eve')
    await eve.script('> WHOIS gus', '< * 311 eve gus *', '= :irc.test 312 *')
    await anna.script('> WHOIS gus', '< :irc.test 319 anna gus :#hall')
  })

  test('378 and 379 tell oneself, and nobody else, where one comes from and which modes one has', async () => {
    const anna = await house.enter('anna')
    await anna.script('> MODE anna +iB', '< * MODE anna +iB', '> WHOIS anna')
    await anna.script(
      '< :irc.test 378 anna anna :is connecting from ~u@127.0.0.1',
      '= :irc.test 379 anna anna :is using modes +Bi',
    )
    const gus = await house.enter('gus')
    await gus.script('> WHOIS anna', '< * 318 *')
    expect(gus.lines.some((line) => / 37[89] /.test(line))).toBe(false)
  })
})

describe('WHOWAS', () => {
  test('tells of those who left and of former nicks, newest first, as many as asked for', async () => {
    await house.addAccount('anna')
    const gus = await house.enter('gus')
    await gus.script('> JOIN #tea', '< * 366 *')
    for (const reason of ['once', 'twice']) {
      const anna = await house.enter('anna', { account: 'anna' })
      await anna.script('> JOIN #tea', '< * 366 *', `> QUIT :${reason}`)
      await gus.expect(`* QUIT :Quit: ${reason}`)
    }
    await gus.script(
      '> WHOWAS anna',
      '= :irc.test 314 gus anna ~u user/anna * :anna',
      '= :irc.test 330 gus anna anna :*',
    )
    await gus.script('= :irc.test 312 gus anna irc.test :*', '= :irc.test 314 *', '< :irc.test 369 gus anna :*')
    await gus.script('> WHOWAS anna 1', '= * 314 *', '= * 330 *', '= * 312 *', '= * 369 *')
    await gus.script('> NICK gustav', '< * NICK gustav', '> WHOWAS gus', '= :irc.test 314 gustav gus ~u guest/* * :gus')
    await gus.script(
      '< * 369 *',
      '> WHOWAS nobody',
      '= :irc.test 406 gustav nobody :*',
      '= :irc.test 369 gustav nobody :*',
    )
  })
})

test('commands that name another server are answered 402; our own name and a mask that fits it are ours', async () => {
  const gus = await house.enter('gus')
  for (const command of ['VERSION', 'TIME', 'ADMIN', 'INFO', 'MOTD', 'STATS u', 'LUSERS *']) {
    await gus.script(`> ${command} elsewhere.example`, '= :irc.test 402 gus elsewhere.example :No such server')
  }
  await gus.script(
    '> TIME irc.test',
    '= :irc.test 391 *',
    '> TIME *.test',
    '= :irc.test 391 *',
    '> TIME gus',
    '= * 391 *',
  )
})

test('a name that no channel can have is 476, one that is merely not there is founded', async () => {
  const gus = await house.enter('gus')
  await gus.script(
    `> JOIN #${'x'.repeat(60)}`,
    '= :irc.test 476 gus *',
    '> JOIN #,nonsense',
    '= * 476 gus # :*',
    '= * 403 gus nonsense :*',
  )
})

test('396 tells of one’s host at the welcome and when an account changes it; 901 when one logs out', async () => {
  await house.addAccount('anna')
  const gus = await house.enter('gus')
  expect(gus.lines.some((line) => /^:irc\.test 396 gus guest\/\w+ :/.test(line))).toBe(true)
  await gus.script('> NS identify anna password of anna', '< :irc.test 396 anna user/anna :*', '< * 900 anna *')
  await gus.script('> NS logout', '< :irc.test 901 guest-* guest-*!~u@guest/* :You are now logged out')
})

describe('user modes', () => {
  test('R hears nothing private from guests, and they are told why', async () => {
    await house.addAccount('anna')
    await house.addAccount('ola')
    const anna = await house.enter('anna', { account: 'anna' })
    const ola = await house.enter('ola', { account: 'ola' })
    const gus = await house.enter('gus')
    await anna.script('> MODE anna +R', '= :anna MODE anna +R', '> MODE anna', '= * 221 anna +R')
    await gus.script(
      '> PRIVMSG anna :buy this',
      '= :irc.test 477 gus anna :*',
      '> NOTICE anna :buy',
      '> PING :x',
      '= * PONG *',
    )
    await ola.script('> PRIVMSG anna :hello')
    await anna.script('= :ola!* PRIVMSG anna :hello', '> MODE anna -R', '= :anna MODE anna -R')
    await gus.script('> PRIVMSG anna :sorry')
    await anna.script('= :gus!* PRIVMSG anna :sorry')
  })

  test('s tells the staff what the staff does, until they are no longer of it', async () => {
    await house.addAccount('mona', 'moderator')
    await house.addAccount('sara', 'sysop')
    const mona = await house.enter('mona', { account: 'mona' })
    const sara = await house.enter('sara', { account: 'sara' })
    const gus = await house.enter('gus')
    await gus.script('> MODE gus +s', '= :irc.test 481 gus :*')
    await mona.script('> MODE mona +s', '= :mona MODE mona +s')
    await sara.script('> UBAN 192.0.2.9 1d :noise', '< * NOTICE sara :*')
    await mona.script('= :irc.test NOTICE mona :*** sara: ban 192.0.2.9 (noise (until *')
    await house.core.accounts.setRole({ session: house.console, name: 'mona', role: 'member' })
    await mona.script('> PING :settled', '< * PONG * :settled')
    await sara.script('> UNBAN 192.0.2.9', '< * NOTICE sara :*')
    await mona.script('> PING :quiet', '= * PONG * :quiet')
  })
})

test('a ban whose time is up is taken off, and the members are told', async () => {
  await house.addAccount('anna')
  const anna = await house.enter('anna', { account: 'anna' })
  await anna.script('> JOIN #tea', '< * 366 *')
  const until = Date.now() + 300
  const changes = [{ sign: '+' as const, letter: 'b', param: 'bad!*@*', until, reason: '' }]
  const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
  await house.core.accounts.signIn({ session, name: 'anna', password: 'password of anna' })
  await house.core.channels.setModes({ session, channel: '#tea', changes })
  await anna.script('< * MODE #tea +b bad!*@*', '< :irc.test MODE #tea -b bad!*@*', '> MODE #tea b', '= * 368 *')
})

test('the server’s password is asked for, and a part of it is none', async () => {
  await house.close()
  house = await openIrcHouse({ gateway: { password: 'open sesame' } })
  for (const [pass, numeric] of [
    ['open', '464'],
    ['open sesame!', '464'],
    ['open sesame', '001'],
  ]) {
    const gus = await house.connect()
    await gus.script(`> PASS :${pass}`, '> NICK gus', '> USER g 0 * :g', `< :irc.test ${numeric} *`)
    await gus.close()
  }
})

test('005 names what clients act on', async () => {
  const gus = await house.enter('gus')
  const tokens = gus.lines.filter((line) => line.includes(' 005 ')).join(' ')
  for (const token of [
    ...[
      'CASEMAPPING=',
      'CHANMODES=',
      'CHANTYPES=',
      'CHANLIMIT=#:100',
      'PREFIX=',
      'STATUSMSG=',
      'NICKLEN=',
      'CHANNELLEN=',
    ],
    ...['TOPICLEN=', 'AWAYLEN=', 'KICKLEN=', 'NAMELEN=', 'MODES=', 'MAXLIST=', 'EXCEPTS=', 'INVEX=', 'EXTBAN='],
    ...['ACCOUNTEXTBAN=', 'ELIST=', 'SAFELIST', 'TARGMAX=', 'MONITOR=', 'NETWORK=', 'WHOX', 'UTF8ONLY', 'BOT='],
    ...['CHATHISTORY=', 'MSGREFTYPES=', 'CLIENTTAGDENY=', 'LINELEN='],
  ]) {
    expect(tokens).toContain(` ${token}`)
  }
})

test('005 tells where the picture of the network is, when there is one, and the key of its pushes', async () => {
  const gus = await house.enter('gus')
  expect(gus.lines.join(' ')).not.toContain('draft/ICON')
  expect(gus.lines.join(' ')).toMatch(/ VAPID=B[\w-]{86} /)
  const pictured = await openIrcHouse({ gateway: { icon: 'https://irc.test/icon.svg?size=64' } })
  const ola = await pictured.enter('ola')
  expect(ola.lines.join(' ')).toContain(' draft/ICON=https://irc.test/icon.svg?size\\x3D64 ')
  await pictured.close()
})
