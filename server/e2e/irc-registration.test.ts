import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse, passwordOf } from '../testing/irc-house.ts'

const plain = (name: string, password = passwordOf(name), authzid = ''): string =>
  Buffer.from(`${authzid}\0${name}\0${password}`).toString('base64')

let house: IrcHouse
beforeAll(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  await house.addAccount('bert')
})
afterAll(() => house.close())

describe('registering', () => {
  test('a guest is welcomed with the numerics 001 to 005, the counts and the message of the day', async () => {
    const irc = await house.connect()
    await irc.script(`
      > NICK gus
      > USER gus 0 * :Gus
      = :irc.test 001 gus :Welcome to Samband, gus!~u@guest/*
      = :irc.test 002 gus :*
      = :irc.test 003 gus :*
      = :irc.test 004 gus irc.test samband-0 BRiosZw CIMRUabefhiklmnoqstuv
      < :irc.test 005 gus * CASEMAPPING=ascii * :are supported*
      < :irc.test 251 gus :*
      < :irc.test 266 gus *
      = :irc.test 375 gus :*
      = :irc.test 372 gus :- Be kind.
      = :irc.test 376 gus :*
    `)
    await irc.close()
  })

  test('USER may come before NICK, in one packet or in single octets', async () => {
    const irc = await house.connect()
    for (const octet of Buffer.from('USER å 0 * :Åsa\r\nNICK piecemeal\n')) irc.sendRaw(Buffer.from([octet]))
    await irc.expect(':irc.test 001 piecemeal :*')
    await irc.close()
  })

  test('a nick in use leaves the connection usable for another one', async () => {
    const first = await house.enter('taken')
    const irc = await house.connect()
    await irc.script(`
      > NICK Taken
      > USER x 0 * :x
      < :irc.test 433 * Taken :Nickname is already in use
      > NICK
      < :irc.test 431 * :*
      > NICK untaken
      < :irc.test 001 untaken :*
    `)
    await Promise.all([first.close(), irc.close()])
  })

  test("an account's nick, and one that looks like it, is kept for its owner, who is told how to log in", async () => {
    const irc = await house.connect()
    await irc.script(`
      > NICK anna
      > USER x 0 * :x
      < :irc.test 433 * anna :*
      = :irc.test NOTICE * :anna belongs*PLAIN*anna:*
      > NICK 4nn@
      < :irc.test 432 * 4nn@ :*
      > NICK ANNA
      < :irc.test 433 * ANNA :*
      > NICK sysop
      < :irc.test 432 * sysop :*
      > NICK -x
      < :irc.test 432 * -x :*
      > NICK fine
      < :irc.test 001 fine :*
    `)
    await irc.close()
  })

  test('before the welcome only registration, PING and QUIT are answered', async () => {
    const irc = await house.connect()
    await irc.script(`
      > JOIN #lobby
      = :irc.test 451 * :*
      > BOGUS
      = :irc.test 421 * BOGUS :*
      > PING :a b
      = :irc.test PONG irc.test :a b
      > USER x
      = :irc.test 461 * USER :*
      > QUIT :changed my mind
      = ERROR :Closing link: Quit: changed my mind
    `)
    await irc.ended()
  })

  test('USER and PASS again are refused after the welcome', async () => {
    const irc = await house.enter('again')
    await irc.script(`
      > USER x 0 * :x
      < :irc.test 462 again :*
      > PASS x
      < :irc.test 462 again :*
    `)
    await irc.close()
  })
})

describe('capabilities', () => {
  test('LS holds the welcome until END, and shows values from version 302 on', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP LS 307
      < :irc.test CAP * LS *sasl=PLAIN*
      > NICK cap1
      > USER x 0 * :x
      > CAP LS
      < :irc.test CAP cap1 LS * sasl *
      > CAP LIST
      < :irc.test CAP cap1 LIST :cap-notify
      > CAP END
      = :irc.test 001 cap1 :*
    `)
    await irc.close()
  })

  test('a request is taken whole or not at all', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP REQ :server-time nonsense
      = :irc.test CAP * NAK :server-time nonsense
      > CAP LIST
      = :irc.test CAP * LIST :
      > CAP REQ :server-time  -echo-message
      = :irc.test CAP * ACK :server-time  -echo-message
      > CAP REQ server-time
      = :irc.test CAP * ACK :server-time
      > CAP LIST
      = :irc.test CAP * LIST :server-time
      > CAP REQ :-server-time
      = :irc.test CAP * ACK :-server-time
      > CAP LIST
      = :irc.test CAP * LIST :
    `)
    await irc.close()
  })

  test('version 302 implies cap-notify, which then cannot be dropped', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP LS 302
      < :irc.test CAP * LS :*
      > CAP REQ :-cap-notify
      = :irc.test CAP * NAK :-cap-notify
    `)
    await irc.close()
  })

  test('CAP works after the welcome, where END means nothing; an unknown subcommand is 410', async () => {
    const irc = await house.enter('cap2')
    await irc.script(`
      > CAP END
      > CAP REQ :echo-message
      = :irc.test CAP cap2 ACK :echo-message
      > CAP WHAT
      = :irc.test 410 cap2 WHAT :*
      > CAP
      = :irc.test 461 cap2 CAP :*
    `)
    await irc.close()
  })
})

describe('logging in', () => {
  test('SASL PLAIN gives the nick of the account, whatever nick was asked for', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP REQ :sasl
      > NICK an|na
      > USER x 0 * :x
      > AUTHENTICATE PLAIN
      < AUTHENTICATE +
      > AUTHENTICATE ${plain('anna')}
      = :irc.test 900 an|na an|na!~u@user/anna anna :You are now logged in as anna
      = :irc.test 903 an|na :*
      > CAP END
      = :an|na!~u@user/anna NICK anna
      = :irc.test 001 anna :*
      > NICK other
      < :irc.test 447 anna other :*
      > AUTHENTICATE PLAIN
      = AUTHENTICATE +
      > AUTHENTICATE *
      = :irc.test 906 anna :*
    `)
    await irc.close()
  })

  test('a wrong password is 904 and leaves room for another try', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP REQ :sasl
      > AUTHENTICATE PLAIN
      > AUTHENTICATE ${plain('anna', 'wrong')}
      < :irc.test 904 * :*
      > AUTHENTICATE PLAIN
      > AUTHENTICATE ${plain('nobody')}
      < :irc.test 904 * :*
      > AUTHENTICATE plain
      > AUTHENTICATE ${plain('ANNA', passwordOf('anna'))}
      < :irc.test 903 * :*
      > NICK x
      > USER x 0 * :x
      > CAP END
      < :irc.test 001 anna :*
    `)
    await irc.close()
  })

  test('what is no SASL PLAIN is told apart: mechanism 908, too long 905, aborted 906, unreadable 904', async () => {
    const irc = await house.connect()
    const chunk = 'A'.repeat(400)
    await irc.script(
      ...['> AUTHENTICATE EXTERNAL', '= :irc.test 908 * PLAIN,SCRAM-SHA-256 :*', '= :irc.test 904 * :*'],
      ...['> AUTHENTICATE PLAIN', '= AUTHENTICATE +', '> AUTHENTICATE *', '= :irc.test 906 * :*'],
      ...['> AUTHENTICATE PLAIN', '= AUTHENTICATE +', `> AUTHENTICATE ${'A'.repeat(401)}`, '= :irc.test 905 * :*'],
      ...['> AUTHENTICATE PLAIN', '= AUTHENTICATE +', '> AUTHENTICATE !!!', '= :irc.test 904 * :*'],
      ...[
        '> AUTHENTICATE PLAIN',
        '= AUTHENTICATE +',
        `> AUTHENTICATE ${plain('anna', 'x', 'bert')}`,
        '= :irc.test 904 * :*',
      ],
      ...['> AUTHENTICATE PLAIN', '= AUTHENTICATE +', ...Array<string>(7).fill(`> AUTHENTICATE ${chunk}`)],
      '= :irc.test 905 * :*',
    )
    await irc.close()
  })

  test('a long password comes in chunks of 400, closed by + when the last one is full', async () => {
    const password = 'long '.repeat(57) + 'x'.repeat(5)
    const exchange = plain('chunky', password)
    expect(exchange.length).toBe(400)
    await house.core.accounts.add({ session: house.console, name: 'chunky', password })
    const irc = await house.connect()
    await irc.script(`
      > AUTHENTICATE PLAIN
      = AUTHENTICATE +
      > AUTHENTICATE ${exchange}
      > AUTHENTICATE +
      = :irc.test 900 * *!~u@user/chunky chunky :*
      = :irc.test 903 * :*
    `)
    await irc.close()
  })

  test('an exchange left open when registration ends is aborted', async () => {
    const irc = await house.connect()
    await irc.script(`
      > CAP REQ :sasl
      > NICK halfway
      > USER x 0 * :x
      > AUTHENTICATE PLAIN
      > CAP END
      < :irc.test 906 halfway :*
      = :irc.test 001 halfway :*
    `)
    await irc.close()
  })

  test('PASS name:password logs in, with blanks in the password and without a colon before it', async () => {
    const irc = await house.connect()
    await irc.script(`
      > PASS bert:password of bert
      > NICK zzz
      > USER x 0 * :x
      < :irc.test 001 bert :*
    `)
    await irc.script(`
      = *
      = *
      = *
      < :irc.test NOTICE bert :You are bert here*
    `)
    await irc.close()
  })

  test('PASS with a wrong password closes the connection and says why', async () => {
    const irc = await house.connect()
    await irc.script(`
      > PASS bert:wrong
      > NICK zzz
      > USER x 0 * :x
      = :irc.test 464 zzz :*
      = ERROR :*do not fit
    `)
    await irc.ended()
  })

  test('a banned account is told so, and its live sessions are ended with the reason', async () => {
    await house.addAccount('rude')
    const live = await house.enter('rude', { account: 'rude' })
    await house.core.accounts.ban({ session: house.console, name: 'rude', reason: 'shouting', until: null })
    await live.expect('ERROR :Closing link: *')
    await live.ended()
    const irc = await house.connect()
    await irc.script(`
      > AUTHENTICATE PLAIN
      = *
      > AUTHENTICATE ${plain('rude')}
      = :irc.test 904 * :*banned: shouting
    `)
    await irc.close()
  })
})

describe('closed doors', () => {
  test('a server password is asked of everybody, and may carry the login behind it', async () => {
    const closed = await openIrcHouse({ gateway: { password: 'open:sesame' } })
    await closed.addAccount('anna')
    const without = await closed.connect()
    await without.script(`
      > NICK a
      > USER x 0 * :x
      = :irc.test 464 a :*PASS
      = ERROR :*
    `)
    await without.ended()
    const account = await closed.connect()
    await account.script(`
      > PASS anna:${passwordOf('anna')}
      > NICK a
      > USER x 0 * :x
      = :irc.test 464 a :*
    `)
    const guest = await closed.connect()
    await guest.script(`
      > PASS open:sesame
      > NICK guy
      > USER x 0 * :x
      = :irc.test 001 guy :*
    `)
    const both = await closed.connect()
    await both.script(`
      > PASS open:sesame:anna:password of anna
      > NICK q
      > USER x 0 * :x
      < :irc.test 001 anna :*
    `)
    const twice = await closed.connect()
    await twice.script(`
      > PASS open:sesame
      > PASS anna:password of anna
      > NICK q
      > USER x 0 * :x
      < * 001 anna :*
    `)
    await closed.close()
  })

  test('a house without guests says that an account is needed', async () => {
    const members = await openIrcHouse({ settings: { REGISTRATION_GUESTS: 'none' } })
    const irc = await members.connect()
    await irc.script(`
      > NICK guy
      > USER x 0 * :x
      = :irc.test 464 guy :Only people with an account*
      = ERROR :*
    `)
    await irc.ended()
    await members.close()
  })
})
