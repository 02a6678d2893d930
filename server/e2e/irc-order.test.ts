import { afterEach, describe, expect, test } from 'vitest'
import { type IrcHouse, type IrcHouseOptions, openIrcHouse, passwordOf } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
const open = async (options: IrcHouseOptions = {}): Promise<IrcHouse> => {
  house = await openIrcHouse({ ...options, settings: { LIMITS_THROTTLE: 'false', ...options.settings } })
  return house
}
afterEach(() => house?.close())

/** A house with a sysop, a moderator, a member and a guest in it. */
const inhabited = async () => {
  const opened = await open()
  await opened.addAccount('sara', 'sysop')
  await opened.addAccount('mona', 'moderator')
  await opened.addAccount('mel')
  return {
    ...opened,
    sara: await opened.enter('sara', { account: 'sara' }),
    mona: await opened.enter('mona', { account: 'mona' }),
    mel: await opened.enter('mel', { account: 'mel' }),
    gus: await opened.enter('gus'),
  }
}

describe('OPER', () => {
  test('logs in with the credentials of an account whose role allows it', async () => {
    const { enter, addAccount } = await open()
    await addAccount('mona', 'moderator')
    const gus = await enter('gus')
    await gus.script(`
      > OPER mona wrong
      = :irc.test 464 gus :*
      > OPER mona ${passwordOf('mona')}
      < * 900 mona * mona :*
      < :mona MODE mona +ow
      = :irc.test 381 mona :You are now an IRC operator*
      > MODE mona
      = :irc.test 221 mona +wo
      > OPER mona
      = * 461 mona OPER :*
    `)
  })

  test('asks somebody who is logged in already for their own password, and refuses members and other accounts', async () => {
    const { mona, mel } = await inhabited()
    await mona.script(`
      > OPER mona wrong
      < * 464 mona :*
      > OPER sara ${passwordOf('sara')}
      < * 491 mona :You are logged in as mona*
      > OPER mona ${passwordOf('mona')}
      < * 381 mona :*
    `)
    await mel.script(`> OPER mel ${passwordOf('mel')}`, '< * 491 mel :*a member here*')
  })
})

describe('what the staff may do', () => {
  const acts = [
    ['KILL gus :go', 'moderator', ':irc.test NOTICE * :gus has been disconnected'],
    ['KLINE 1h bad!*@* :spam', 'moderator', '* NOTICE * :bad!\\*@\\* is banned for 1h'],
    ['DLINE 192.0.2.0/24', 'moderator', '* NOTICE * :192.0.2.0/24 is banned for good'],
    ['UBAN ADD 192.0.2.9 2d noise', 'moderator', '* NOTICE * :192.0.2.9 is banned for 2d'],
    ['UBAN LIST', 'moderator', '* NOTICE * :Nobody is banned from the house'],
    ['STATS k', 'moderator', '* 219 * k :*'],
    ['AUDIT', 'moderator', '* NOTICE * :*'],
    ['DEFCON 4 :a flood', 'sysop', '* NOTICE * :DEFCON 4: no new accounts are made'],
    ['REHASH', 'sysop', '* 382 * irc.test :*'],
  ] as const

  test.each(acts)('%s takes a %s', async (line, least, answer) => {
    const people = await inhabited()
    const order = ['gus', 'mel', 'mona', 'sara'] as const
    const able = least === 'sysop' ? ['sara'] : ['mona']
    for (const name of order) {
      if (name === 'sara' && least === 'moderator') continue
      people[name].send(line)
      const not = name === 'mona' ? ':irc.test 723 *' : ':irc.test 481 *'
      const expected = able.includes(name) ? answer.replaceAll('\\*', '*') : not
      expect(await people[name].expect(expected)).toContain(' ')
    }
  })

  test('KILL ends the connection with ERROR, and the log says who did it and why', async () => {
    const { mona, gus, sara } = await inhabited()
    await mona.script('> KILL gus :enough of this', '< * NOTICE mona :gus has been disconnected')
    await gus.expect('ERROR :Closing link: killed by mona: enough of this')
    await gus.ended()
    await sara.script('> AUDIT', '= * NOTICE sara :* mona: kill gus (enough of this)')
    await mona.script('> KILL sara', '< * 481 mona :*', '> KILL nobody', '< * 401 mona nobody :*')
  })

  test('WALLOPS reaches those who set +w, and only the staff may send it', async () => {
    const { mona, mel, gus } = await inhabited()
    await mel.script('> MODE mel +w', '= :mel MODE mel +w')
    await gus.script('> WALLOPS :hello', '= * 481 gus :*')
    await mona.script('> WALLOPS :The disk is full')
    await mel.script('= :mona!~u@user/mona WALLOPS :The disk is full')
    await gus.script('> PING :quiet', '= * PONG * :quiet')
  })
})

describe('bans', () => {
  test('a mask ends those it fits, keeps them out with 465 and ERROR, and is lifted again', async () => {
    const { mona, gus, connect, enter } = await inhabited()
    await mona.script('> UBAN gus!*@* 1h :flooding', '= * NOTICE mona :gus!*@* is banned for 1h')
    await gus.script('< :irc.test 465 gus :You are banned: flooding', '< ERROR :Closing link: banned: flooding')
    await gus.ended()
    const again = await connect()
    await again.script(
      '> NICK gus',
      '> USER gus 0 * :gus',
      '< :irc.test 465 * :You are banned from this house: flooding',
    )
    await again.expect('ERROR :Closing link: You are banned from this house: flooding')
    const other = await enter('other')
    await other.script('> NICK gus', '< * 465 other :You are banned*', '> PING :still', '= * PONG * :still')
    await mona.script('> UBAN LIST', '= * NOTICE mona :gus!*@* for *, by mona, because: flooding', '= * :1 ban(s)')
    await mona.script('> UNBAN gus!*@*', '= * NOTICE mona :gus!*@* is no longer banned')
    await mona.script('> UNBAN gus!*@*', '= * FAIL UNBAN NO_SUCH_THING :*')
    await other.script('> NICK gus', '< :other!* NICK gus')
  })

  test('an address is refused before a word is said; the console and standing staff are not', async () => {
    const { mona, mel, core, console } = await inhabited()
    await mona.script('> DLINE 127.0.0.0/8 :all of us', '< * NOTICE mona :127.0.0.0/8 is banned for good')
    await mel.expect('ERROR :Closing link: banned: all of us')
    const late = await (house as IrcHouse).connect()
    await late.script('= :irc.test 465 * :You are banned from this house: all of us')
    await late.expect('ERROR :Closing link: You are banned from this house: all of us')
    await late.ended()
    expect(await core.sessions.whoAmI({ session: console })).toMatchObject({ role: 'sysop' })
    await core.moderation.unban({ session: console, target: '127.0.0.0/8' })
    const back = await (house as IrcHouse).enter('back')
    expect(back.hasEnded).toBe(false)
  })

  test('an account is shut out on every face by the same command', async () => {
    const { mona, mel, core } = await inhabited()
    await mona.script('> UBAN mel 2d :rude', '= * NOTICE mona :mel is banned for 2d')
    await mel.script('< * 465 mel :You are banned: rude', '< ERROR *')
    const ssh = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    const login = core.accounts.signIn({ session: ssh, name: 'mel', password: passwordOf('mel') })
    await expect(login).rejects.toMatchObject({ code: 'account-banned' })
    await mona.script(
      '> STATS k',
      '= * 216 mona K mel :mel for 2d*',
      '< * 219 mona k :*',
      '> UNBAN mel',
      '= * NOTICE *',
    )
  })

  test.each(['*!*@*', '0.0.0.0/0', '::/0', 'a b', '!!'])('%s cannot be banned', async (target) => {
    const { mona } = await inhabited()
    await mona.script(`> UBAN ADD :${target}`, '= * FAIL UBAN INVALID_PARAMS :*')
  })
})

describe('DEFCON', () => {
  test('4 makes no accounts, 3 takes no guests, 2 sends them away, 1 takes the staff alone', async () => {
    const { sara, gus, connect } = await inhabited()
    const settle = async (level: number): Promise<void> => {
      await sara.script(`> DEFCON ${level} :drill`, `< * NOTICE sara :DEFCON ${level}:*`)
    }
    await settle(4)
    await gus.script('> PRIVMSG NickServ :register correct horse', '< * NOTICE gus :No new accounts*')
    await settle(3)
    const guest = await connect()
    await guest.script('> NICK late', '> USER x 0 * :x', '< * 465 * :The house takes no guests*', '< ERROR *')
    expect(gus.hasEnded).toBe(false)
    await settle(2)
    await gus.expect('ERROR :Closing link: the house takes no guests just now')
    await settle(1)
    const member = await connect()
    await member.script(`> PASS mel:${passwordOf('mel')}`, '> NICK mel', '> USER x 0 * :x', '< * 465 * :*its staff*')
    const staff = await connect()
    await staff.script(`> PASS mona:${passwordOf('mona')}`, '> NICK mona', '> USER x 0 * :x', '< * 001 mona *')
    await settle(5)
    await sara.script('> DEFCON', '= * NOTICE sara :DEFCON 5: the house is open as configured')
  })
})

test('LINKS names ourselves, STATS tells the uptime, and both end', async () => {
  const gus = await (await open()).enter('gus')
  await gus.script(`
    > LINKS
    = :irc.test 364 gus irc.test irc.test :0 Samband
    = :irc.test 365 gus * :End of /LINKS list.
    > STATS u
    = :irc.test 242 gus :Server Up 0 days 00:00:*
    = :irc.test 219 gus u :End of /STATS report
  `)
})
