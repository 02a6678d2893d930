import { afterEach, describe, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse, passwordOf } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
const open = async (): Promise<IrcHouse> => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  return house
}
afterEach(() => house?.close())

const anna = async () => {
  const opened = await open()
  await opened.addAccount('anna')
  return { ...opened, anna: await opened.enter('anna', { account: 'anna' }) }
}

describe('NickServ', () => {
  test('helps with every word that it lists, by PRIVMSG, NS and NICKSERV alike', async () => {
    const gus = await (await open()).enter('gus')
    await gus.script('> PRIVMSG NickServ :help', '< :NickServ!service@irc.test NOTICE gus :I am the house itself.*')
    await gus.expect('* NOTICE gus :To be logged in from the first moment*')
    const rows = gus.lines
      .filter((line) => / NOTICE gus :[a-z]+ .* {2}/.test(line))
      .map((line) => line.split(' :')[1] ?? '')
    expect(rows.length).toBeGreaterThan(10)
    const words = [...new Set(gus.lines.flatMap((line) => / NOTICE gus :([a-z]+) /.exec(line)?.[1] ?? []))]
    for (const word of words.filter((each) => each !== 'help')) {
      await gus.script(`> NS help ${word}`, `< :NickServ!service@irc.test NOTICE gus :${word}*`)
      await gus.expect(`* NOTICE gus :*`)
    }
    await gus.script('> NICKSERV help nothing', '< * NOTICE gus :I do not know "nothing".*')
  })

  test('logout leaves a guest behind, who may log in again', async () => {
    const { anna: client } = await anna()
    await client.script(`
      > NS logout
      < :anna!~u@user/anna NICK guest-*
      < * NOTICE guest-* :You are logged out, and a guest from now on: guest-*
      > NS logout
      < * NOTICE guest-* :Log in to an account first*
      > NS identify anna ${passwordOf('anna')}
      < :guest-* NICK anna
      < * NOTICE anna :You are logged in as anna.
    `)
  })

  test('sessions lists every face, and ghost ends all but the one that asks', async () => {
    const { anna: first, enter, core } = await anna()
    const second = await enter('anna', { account: 'anna' })
    const ssh = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    await core.accounts.signIn({ session: ssh, name: 'anna', password: passwordOf('anna') })
    await first.script(`
      > NS sessions
      < * NOTICE anna :irc, since * UTC, active now (this one)
      = * NOTICE anna :irc, since * UTC, active now
      = * NOTICE anna :ssh, secure, since * UTC, active now
      > NS ghost
      < * NOTICE anna :Your other sessions have been ended: 2.
      > NS ghost
      < * NOTICE anna :You have no other sessions.
    `)
    await second.expect('ERROR :Closing link: ended by yourself elsewhere')
  })

  test('set changes password and display name; what it does not know, it tells how to say', async () => {
    const { anna: client, core } = await anna()
    await client.script(`
      > NS set display Anna of the North
      < * NOTICE anna :You are shown as Anna of the North.
      > NS info
      < * NOTICE anna :anna (Anna of the North), a member
      > NS set colour blue
      < * NOTICE anna :Say: set *
      > NS set password wrong another
      < * NOTICE anna :*
    `)
    await core.accounts.add({ session: (house as IrcHouse).console, name: 'bo', password: 'oneword-password' })
    const bo = await (house as IrcHouse).connect()
    await bo.script('> PASS bo:oneword-password', '> NICK bo', '> USER bo 0 * :bo', '< * 376 *')
    await bo.script('> NS set password oneword-password a new one', '< * NOTICE bo :Your password is changed*')
    const ssh = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    await expect(core.accounts.signIn({ session: ssh, name: 'bo', password: 'a new one' })).resolves.toBeTruthy()
  })

  test('client certificates are added, listed and taken back', async () => {
    const { anna: client } = await anna()
    const fingerprint = 'ab'.repeat(32)
    await client.script(
      '> NS cert list',
      '< * NOTICE anna :No certificate opens your account.',
      '> NS cert add',
      '< * NOTICE anna :You came without a client certificate*',
      '> NS cert add nonsense',
      '< * NOTICE anna :*',
      `> NS cert add ${fingerprint}`,
      `< * NOTICE anna :The certificate ${fingerprint} opens your account*`,
      '> NS cert list',
      `< * NOTICE anna :${fingerprint}, added *`,
      `> NS cert del ${fingerprint}`,
      '< * NOTICE anna :That certificate no longer opens*',
      '> NS cert list',
      '< * NOTICE anna :No certificate opens your account.',
    )
  })

  test('app passwords are made, listed and taken back; an invitation is given', async () => {
    const { anna: client, enter } = await anna()
    await client.script('> NS app add my phone')
    const line = await client.expect('* NOTICE anna :The password for my phone is *')
    const secret = line.split(' is ').at(-1) ?? ''
    const phone = await (house as IrcHouse).connect()
    await phone.script(`> PASS anna:${secret}`, '> NICK anna', '> USER anna 0 * :anna', '< * 001 anna *')
    await client.script('> NS app list', '< * NOTICE anna :* my phone, made *')
    const id = client.lines.at(-1)?.split(' :')[1]?.split(' ')[0] ?? ''
    await client.script(`> NS app del ${id}`, '< * NOTICE anna :That password no longer*', '> NS app del 999')
    await client.script('< * NOTICE anna :There is no such thing', '> NS app', '< * NOTICE anna :Say: app add *')
    await client.script('> NS invite', '< * NOTICE anna :Whoever gives this code*')
    const gus = await enter('gus')
    await gus.script(
      '> NS info anna',
      '< * NOTICE gus :anna is a member here, on since *',
      '> NS info gus',
      '< * guest.',
    )
    await gus.script(
      '> NS sessions',
      '< * NOTICE gus :Log in*',
      '> NS info',
      '< * :Log in*',
      '> NS ghost',
      '< * :Log in*',
    )
  })
})

test('a message of several lines to a service is several words, each answered', async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  const anna = await house.enter('anna', { account: 'anna', caps: 'batch draft/multiline' })
  await anna.script(
    ...['> JOIN #den', '< * 366 *', '> BATCH +1 draft/multiline ChanServ'],
    ...[
      '> @batch=1 PRIVMSG ChanServ :register #den',
      '> @batch=1 PRIVMSG ChanServ :set #den topiclock on',
      '> BATCH -1',
    ],
    ...['< :ChanServ!* NOTICE anna :#den is yours*', '< :ChanServ!* NOTICE anna :Topic: set by the owner*'],
    ...['> BATCH +2 draft/multiline NickServ', '> @batch=2 PRIVMSG NickServ :whoami', '> BATCH -2'],
    ...['< :NickServ!* NOTICE anna :You are anna*'],
  )
})
