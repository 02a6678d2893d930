import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
let gus: Conversation
let anna: Conversation
let boss: Conversation
beforeAll(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  await house.addAccount('boss', 'sysop')
  await house.core.accounts.setDisplayName({ session: await sessionOf('anna'), displayName: 'Anna Å' })
  gus = await house.enter('gus')
  anna = await house.enter('x', { account: 'anna' })
  boss = await house.enter('x', { account: 'boss' })
  await anna.script('> JOIN #lobby,#anna', '< * 366 anna #anna *')
  await gus.script('> JOIN #lobby', '< * 366 gus #lobby *')
})
afterAll(() => house.close())

const sessionOf = async (name: string) => {
  const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
  await house.core.accounts.signIn({ session, name, password: `password of ${name}` })
  return session
}

describe('WHOIS', () => {
  test('tells everything about a nick: name, channels, server, account, ways in, idle time', async () => {
    await gus.script(`
      > WHOIS anna
      = :irc.test 311 gus anna ~u user/anna * :Anna Å
      = :irc.test 319 gus anna :*#*
      = :irc.test 312 gus anna irc.test :Samband
      = :irc.test 330 gus anna anna :is logged in as
      = :irc.test 320 gus anna :is here by SSH and IRC
      = :irc.test 317 gus anna * * :seconds idle, signon time
      = :irc.test 318 gus anna :End of /WHOIS list.
    `)
  })

  test('names the sysop, says nothing of a secure line that is not there, and takes a server before the nick', async () => {
    await gus.script(`
      > WHOIS irc.test boss
      < :irc.test 313 gus boss :is a sysop of this house
      < :irc.test 318 gus boss :*
    `)
    expect(gus.lines.filter((line) => line.includes(' 671 '))).toEqual([])
  })

  test('a nick that is not here is 401, still ended by 318; none at all is 431', async () => {
    await gus.script(`
      > WHOIS nobody
      = :irc.test 401 gus nobody :No such nick
      = :irc.test 318 gus nobody :*
      > WHOIS
      = :irc.test 431 gus :*
      > WHOWAS nobody
      = :irc.test 406 gus nobody :*
      = :irc.test 369 gus nobody :*
    `)
  })

  test('the house itself can be asked about', async () => {
    await gus.script(`
      > WHOIS samband
      = :irc.test 311 gus Samband service irc.test * :*
      < :irc.test 318 gus samband :*
    `)
  })
})

describe('WHO', () => {
  test('lists the members of a channel with their flags', async () => {
    await gus.script(`
      > WHO #anna
      = :irc.test 352 gus #anna ~u user/anna irc.test anna H@ :0 Anna Å
      = :irc.test 315 gus #anna :*
      > WHO boss
      = :irc.test 352 gus * ~u user/boss irc.test boss H* :0 boss
      = :irc.test 315 gus boss :*
      > WHO *oss o
      < * boss H* *
      = :irc.test 315 gus *oss :*
      > WHO #nowhere
      = :irc.test 315 gus #nowhere :*
      > WHO nobody
      = :irc.test 315 gus nobody :*
    `)
  })

  test('WHOX sends the fields in its own order, whatever order was asked for', async () => {
    await gus.script(`
      > WHO #anna %racnt,42
      = :irc.test 354 gus 42 #anna anna anna :Anna Å
      = :irc.test 315 gus #anna :*
      > WHO gus %na
      = :irc.test 354 gus gus 0
      = :irc.test 315 gus gus :*
      > WHO gus %tcuihsnfdlaor,007
      = :irc.test 354 gus 007 * ~u 255.255.255.255 guest/* irc.test gus H 0 * 0 n/a :gus
      = :irc.test 315 gus gus :*
    `)
  })

  test('mode +i hides from masks those with whom one shares no channel, not from their name', async () => {
    const shy = await house.enter('shy')
    await shy.script('> MODE shy +i', '= :shy MODE shy +i', '> MODE shy', '= :irc.test 221 shy +i')
    await gus.script(`
      > WHO s*y
      = :irc.test 315 gus s*y :*
      > WHO shy
      = * 352 gus * shy H *
      = :irc.test 315 gus shy :*
    `)
    await shy.script('> JOIN #lobby', '< * 366 *')
    await gus.script('< :shy!* JOIN #lobby', '> WHO s*y', '= * 352 gus * shy H *')
    await shy.script('> MODE shy -i', '< :shy MODE shy -i', '> QUIT', '< ERROR *')
    await gus.expect(':shy!* QUIT *')
  })
})

describe('LIST and NAMES', () => {
  test('LIST shows name, size and topic of the channels one may see', async () => {
    await gus.script(`
      > LIST
      = :irc.test 321 gus Channel :Users  Name
      = :irc.test 322 gus #anna 1 :
      < :irc.test 322 gus #lobby 2 :Welcome*
      < :irc.test 323 gus :End of /LIST
    `)
  })

  test('LIST finds by name, mask and size', async () => {
    await gus.script(`
      > LIST #ANNA,#nowhere
      = * 321 *
      = * 322 gus #anna 1 :
      = * 323 *
      > LIST *obb*
      = * 321 *
      = * 322 gus #lobby *
      = * 323 *
      > LIST >1
      = * 321 *
      = * 322 gus #lobby *
      = * 323 *
      > LIST >0,!#lobby,C<5
      = * 321 *
      = * 322 gus #anna *
      = * 323 *
      > LIST C>5
      = * 321 *
      = * 323 *
    `)
  })

  test('NAMES of several channels ends each; an absent one gets its 366 alone', async () => {
    await gus.script(`
      > NAMES #lobby,#nowhere,#anna
      = * 353 gus = #lobby :anna gus
      = * 366 gus #lobby :*
      = * 366 gus #nowhere :*
      = * 353 gus = #anna :@anna
      = * 366 gus #anna :*
      > NAMES
      = * 366 gus * :*
    `)
  })
})

describe('MODE', () => {
  test('a channel tells its modes, its age and its empty list of bans', async () => {
    await gus.script(`
      > MODE #lobby
      = :irc.test 324 gus #lobby +Cnt
      = :irc.test 329 gus #lobby *
      > MODE #lobby b
      = :irc.test 368 gus #lobby :*
      > MODE #lobby +b
      = :irc.test 368 gus #lobby :*
      > MODE #nowhere
      = :irc.test 403 gus #nowhere :*
    `)
  })

  test('changes are refused with the numeric that fits', async () => {
    await gus.script(`
      > MODE #lobby +o anna
      = :irc.test 482 gus #lobby :*
      > MODE #anna -n
      = :irc.test 442 gus #anna :*
      > MODE #lobby +X
      = :irc.test 472 gus X :*
      > MODE #lobby +b *!*@*
      = :irc.test 482 gus #lobby :*
    `)
  })

  test("one's own modes are shown and set, those of others are not one's business", async () => {
    await gus.script(`
      > MODE gus
      = :irc.test 221 gus +
      > MODE gus +x
      = :irc.test 501 gus :*
      > MODE gus +o
      > MODE anna
      = :irc.test 502 gus :*
      > MODE nobody
      = :irc.test 401 gus nobody :*
      > MODE
      = :irc.test 461 gus MODE :*
    `)
    await boss.script('> MODE boss', '< :irc.test 221 boss +o')
  })
})

describe('the server about itself', () => {
  test('ISON and USERHOST find who is here', async () => {
    await gus.script(`
      > ISON ANNA nobody boss Samband
      = :irc.test 303 gus :anna boss Samband
      > ISON :gus nobody
      = :irc.test 303 gus :gus
      > USERHOST boss nobody anna
      = :irc.test 302 gus :boss*=+~u@user/boss anna=+~u@user/anna
    `)
  })

  test('VERSION, TIME, ADMIN, INFO, LUSERS and MOTD are answered', async () => {
    await gus.script(`
      > VERSION
      = :irc.test 351 gus samband-0 irc.test :Samband
      = :irc.test 005 *
      > TIME
      < :irc.test 391 gus irc.test :*
      > ADMIN
      = :irc.test 256 gus irc.test :*
      = :irc.test 257 gus :Samband
      = :irc.test 258 gus :Sysops here now: boss
      > INFO
      = :irc.test 371 gus :samband-0*
      < :irc.test 374 gus :*
      > LUSERS
      = :irc.test 251 gus :There are 3 users and 0 invisible on 1 servers
      = :irc.test 252 gus 1 :*
      = :irc.test 253 gus 0 :*
      = :irc.test 254 gus 6 :*
      = :irc.test 255 gus :*
      = :irc.test 265 gus 3 * :*
      = :irc.test 266 gus 3 * :*
      > MOTD
      = :irc.test 375 *
      = :irc.test 372 gus :- Be kind.
      = :irc.test 376 *
    `)
  })

  test('HELP has topics, and an unknown one is 524', async () => {
    await gus.script(`
      > HELP
      = :irc.test 704 gus index :Help
      < :irc.test 706 gus index :*
      > HELP Login
      = :irc.test 704 gus login :Logging in
      < :irc.test 706 gus login :*
      > HELP toString
      = :irc.test 524 gus toString :*
    `)
  })

  test('an unknown command is 421, parameters that are missing are 461, and an empty line is nothing', async () => {
    await gus.script(`
      > OPERSERV x
      = :irc.test 421 gus OPERSERV :*
      > JOIN
      = :irc.test 461 gus JOIN :*
      > 123abc
      = :irc.test 421 gus 123abc :*
      > PING
      = :irc.test 409 gus :*
    `)
    gus.sendRaw('\r\n\n  \r\n')
    await gus.script('> PING x', '= :irc.test PONG irc.test :x')
  })

  test('whatever a client writes as a name is quoted back as one word', async () => {
    await gus.script(`
      > JOIN :a b
      = :irc.test 403 gus a_b :*
      > WHOIS ::x
      = :irc.test 401 gus _x :*
      = :irc.test 318 gus _x :*
    `)
    gus.send(`WHOIS ${'x'.repeat(400)}`)
    expect(await gus.next()).toContain(` ${'x'.repeat(100)} `)
    await gus.next()
  })
})
