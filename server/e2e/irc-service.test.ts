import { afterEach, describe, expect, test } from 'vitest'
import { type IrcHouse, type IrcHouseOptions, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
const open = async (options: IrcHouseOptions = {}): Promise<IrcHouse> => {
  house = await openIrcHouse({ ...options, settings: { LIMITS_THROTTLE: 'false', ...options.settings } })
  return house
}
afterEach(() => house?.close())

describe('the house as somebody to talk to', () => {
  test('it answers help, and what it does not know, in NOTICEs of its own', async () => {
    const gus = await (await open()).enter('gus')
    await gus.script(`
      > PRIVMSG samband :help
      = :Samband!service@irc.test NOTICE gus :I am the house itself.*
      < :Samband!service@irc.test NOTICE gus :register PASSWORD *
      > PRIVMSG Samband :constructor
      < :Samband!service@irc.test NOTICE gus :I do not know "constructor".*
      > PRIVMSG NickServ :whoami
      = :NickServ!service@irc.test NOTICE gus :You are gus, a guest.
      > NOTICE Samband :help
      > PING :nothing more
      = * PONG irc.test :nothing more
    `)
  })

  test('register makes an account of the nick, which is logged in at once and opens every other way in', async () => {
    const { core, enter } = await open()
    const gus = await enter('gus')
    await gus.script(`
      > JOIN #lobby
      < * 366 *
      > PRIVMSG Samband :register short
      = * NOTICE gus :Choose a better password*
      > PRIVMSG Samband :register
      = * NOTICE gus :Say: register PASSWORD
      > PRIVMSG Samband :register correct horse battery
      < * 900 gus gus!~u@user/gus gus :*
      = * NOTICE gus :Welcome, gus*
      > PRIVMSG Samband :whoami
      = * NOTICE gus :You are gus, a member here.
      > PRIVMSG Samband :register another password
      = * NOTICE gus :You are logged in already
      > NAMES #lobby
      = * 353 gus = #lobby :gus
    `)
    const session = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    const account = await core.accounts.signIn({ session, name: 'gus', password: 'correct horse battery' })
    expect(account).toMatchObject({ name: 'gus', role: 'member', state: 'active' })
  })

  test('where a moderator lets people in, registering says that one waits', async () => {
    const gus = await (await open({ settings: { REGISTRATION_MODE: 'approve' } })).enter('gus')
    await gus.script('> PRIVMSG Samband :register good password', '= * NOTICE gus :*let it in.')
  })

  test('where an invite is needed, its code stands behind the password', async () => {
    const { core, console, enter } = await open({ settings: { REGISTRATION_MODE: 'invite' } })
    const gus = await enter('gus')
    await gus.script('> PRIVMSG Samband :register good password WRONG', '= * NOTICE gus :*invite*')
    const member = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    await core.accounts.add({ session: console, name: 'host', password: 'password of host' })
    await core.accounts.signIn({ session: member, name: 'host', password: 'password of host' })
    const code = await core.accounts.invite({ session: member })
    await gus.script(
      `> PRIVMSG Samband :register good password ${code}`,
      '< * 900 gus * gus :*',
      '= * NOTICE gus :Welcome*',
    )
  })

  test('identify logs in by password, to the account of the nick or to another', async () => {
    const { enter, addAccount } = await open()
    await addAccount('anna')
    const gus = await enter('gus')
    await gus.script(`
      > PRIVMSG Samband :identify anna wrong
      = * NOTICE gus :That name and password do not fit
      > PRIVMSG Samband :identify
      = * NOTICE gus :Say: identify*
      > PRIVMSG Samband :IDENTIFY anna password of anna
      = :gus!~u@guest/* NICK anna
      = :irc.test 396 anna user/anna :*
      = :irc.test 900 anna anna!~u@user/anna anna :*
      = * NOTICE anna :You are logged in as anna.
      > NICK gus
      = :irc.test 447 anna gus :*
    `)
  })

  test('CLAIM and claim make a sysop of the first one who has the code, once', async () => {
    const opened = await open()
    await opened.addAccount('anna')
    const code = opened.house.claimCode ?? ''
    const gus = await opened.enter('gus')
    await gus.script(`> CLAIM ${code}`, '= * NOTICE gus :Log in to an account first*')
    const anna = await opened.enter('x', { account: 'anna' })
    await anna.script(`
      > CLAIM NOT-THE-CODE
      < * NOTICE anna :That code does not fit*
      > PRIVMSG Samband :claim ${code}
      = * NOTICE anna :The house is yours, anna*
      > MODE anna
      = * 221 anna +o
      > CLAIM ${code}
      = * NOTICE anna :That code does not fit, or was used already
      > CLAIM
      = * 461 anna CLAIM :*
    `)
  })
})
