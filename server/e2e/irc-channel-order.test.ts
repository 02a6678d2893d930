import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
let anna: Conversation
let bert: Conversation

beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  await house.addAccount('bert')
  anna = await house.enter('x', { account: 'anna' })
  bert = await house.enter('x', { account: 'bert' })
  await anna.script('> JOIN #den', '< * 366 *')
  await bert.script('> JOIN #den', '< * 366 *')
  await anna.expect('* JOIN #den')
})
afterEach(() => house.close())

describe('KICK', () => {
  test('everybody sees it with its reason; who was put out is out, and may come back', async () => {
    await anna.script('> KICK #den bert :enough', '= :anna!~u@user/anna KICK #den bert :enough')
    await bert.script(`
      = :anna!~u@user/anna KICK #den bert :enough
      > PRIVMSG #den :?
      = :irc.test 404 bert #den :*
      > JOIN #den
      < * 366 bert #den *
    `)
    await anna.script('= :bert!* JOIN #den', '> KICK #den bert', '= :anna!* KICK #den bert :anna')
  })

  test('what may be wrong is told apart', async () => {
    const gus = await house.enter('gus')
    await gus.script(
      '> KICK #den bert',
      '= :irc.test 442 gus #den :*',
      '> KICK #nowhere bert',
      '= * 403 gus #nowhere :*',
    )
    await bert.script('> KICK #den anna', '= :irc.test 482 bert #den :*', '> KICK #den', '= * 461 bert KICK :*')
    await anna.script('> KICK #den nobody', '= :irc.test 401 anna nobody :*')
    await anna.script('> KICK #den gus', '= :irc.test 441 anna gus #den :*')
  })

  test('a list of nicks is taken one by one, and a reason past KICKLEN is cut between characters', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '< * 366 *')
    anna.send(`KICK #den gus,nobody,bert :${'å'.repeat(120)}`)
    await anna.script(`= :gus!* JOIN #den`, `= * KICK #den gus :${'å'.repeat(100)}`, '= * 401 anna nobody :*')
    await anna.expect('* KICK #den bert :*')
    const names = Array.from({ length: 11 }, (_, index) => `n${index}`).join(',')
    await anna.script(`> KICK #den ${names}`, '< :irc.test 407 anna n10 :*')
  })
})

describe('INVITE', () => {
  test('opens a channel that is by invitation, once', async () => {
    await anna.script('> MODE #den +i', '< * MODE #den +i')
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '= :irc.test 473 gus #den :*')
    await anna.script('> INVITE gus #den', '= :irc.test 341 anna gus #den')
    await gus.script(`
      = :anna!~u@user/anna INVITE gus #den
      > INVITE
      = :irc.test 336 gus #den
      = :irc.test 337 gus :*
      > JOIN #den
      < * 366 gus #den *
      > INVITE
      = :irc.test 337 gus :*
      > PART #den
      < * PART #den
      > JOIN #den
      = :irc.test 473 gus #den :*
    `)
  })

  test('what may be wrong is told apart', async () => {
    const gus = await house.enter('gus')
    await gus.script('> INVITE bert #den', '= :irc.test 442 gus #den :*')
    await gus.script('> INVITE bert #nowhere', '= :irc.test 403 gus #nowhere :*')
    await anna.script(`
      > INVITE bert #den
      = :irc.test 443 anna bert #den :*
      > INVITE nobody #den
      = :irc.test 401 anna nobody :*
      > INVITE nobody
      = :irc.test 461 anna INVITE :*
      > MODE #den +i
      < * MODE #den +i
    `)
    await bert.script('< * MODE #den +i', '> INVITE gus #den', '= :irc.test 482 bert #den :*')
  })

  test('those in the channel who ask for invite-notify hear of it', async () => {
    const cora = await house.enter('cora', { caps: 'invite-notify' })
    await cora.script('> JOIN #den', '< * 366 *')
    await house.enter('gus')
    anna.send('INVITE gus #den')
    await cora.expect(':anna!~u@user/anna INVITE gus #den')
  })
})

describe('coming in', () => {
  test('keys, limits, registered-only and bans each have their numeric', async () => {
    const gus = await house.enter('gus')
    await anna.script('> MODE #den +k sesame', '< * MODE #den +k *')
    await gus.script('> JOIN #den', '= :irc.test 475 gus #den :*', '> JOIN #den wrong', '= :irc.test 475 gus #den :*')
    await gus.script(
      '> JOIN #lobby,#den ,sesame',
      '< * 366 gus #lobby *',
      '< * 366 gus #den *',
      '> PART #den',
      '< * PART *',
    )
    await anna.script('> MODE #den -k+l * 2', '< * MODE #den -k+l * 2')
    await gus.script('> JOIN #den', '= :irc.test 471 gus #den :*')
    await anna.script('> MODE #den -l+R', '< * MODE #den -l+R')
    await gus.script('> JOIN #den', '= :irc.test 477 gus #den :*')
    await anna.script('> MODE #den -R+b *!*@guest/*', '< * MODE #den -R+b *!*@guest/*')
    await gus.script('> JOIN #den', '= :irc.test 474 gus #den :*')
    await anna.script('> MODE #den +e gus', '< * MODE #den +e gus!*@*')
    await gus.script('> JOIN #den', '< * 366 gus #den *')
  })

  test('a forward leads those who may not come in to another channel', async () => {
    await anna.script('> JOIN #den-overflow', '< * 366 anna #den-overflow *')
    await anna.script('> MODE #den +if #den-overflow', '< * MODE #den +if #den-overflow')
    const gus = await house.enter('gus')
    await gus.script(`
      > JOIN #den
      = :irc.test 470 gus #den #den-overflow :*
      = :gus!* JOIN #den-overflow
      < * 366 gus #den-overflow *
    `)
    await bert.script('> JOIN #other', '< * 366 bert #other *')
    await anna.script('> MODE #den +f #other', '< :irc.test 482 anna #den :*#other*')
  })

  test('an account can be banned by name, in both spellings, and silenced', async () => {
    await house.addAccount('cora')
    const cora = await house.enter('x', { account: 'cora' })
    await anna.script('> MODE #den +b $a:cora', '< * MODE #den +b ~account:cora')
    await cora.script('> JOIN #den', '< :irc.test 474 cora #den :*')
    await anna.script('> MODE #den -b ~a:CORA', '< * MODE #den -b ~account:cora')
    await cora.script('> JOIN #den', '< * 366 cora #den *')
    await anna.script('> MODE #den +b m:~account:cora', '< * MODE #den +b ~m:~account:cora')
    await cora.script('< * MODE #den +b *', '> PRIVMSG #den :hi', '< :irc.test 404 cora #den :*')
    await anna.script('> MODE #den +v cora', '< * +v cora')
    await cora.script('< * MODE #den +v cora', '> PRIVMSG #den :with a voice')
    await anna.expect('* PRIVMSG #den :with a voice')
  })

  test('one who was there and got banned falls silent', async () => {
    await anna.script('> MODE #den +b bert', '< * MODE #den +b bert!*@*')
    await bert.script('< * MODE #den +b *', '> PRIVMSG #den :hi', '< :irc.test 404 bert #den :*')
  })

  test('a channel that nobody owns begins anew when it was empty', async () => {
    const gus = await house.enter('gus')
    await gus.script(
      '> JOIN #loose',
      '< * MODE #loose +o gus',
      '< * 366 *',
      '> MODE #loose +k x',
      '< * +k x',
      '> PART #loose',
    )
    const other = await house.enter('other')
    await other.script(
      '> JOIN #loose',
      '< * MODE #loose +o other',
      '< * 366 *',
      '> MODE #loose',
      '< * 324 other #loose +nt',
    )
  })
})

describe('RENAME', () => {
  test('the channel goes on under another name, for those who know of it and those who do not', async () => {
    const cora = await house.enter('cora', { caps: 'draft/channel-rename' })
    await cora.script('> JOIN #den', '< * 366 *')
    await anna.script(`
      < :cora!* JOIN #den
      > RENAME #den #lair :better
      = :anna!* PART #den :better
      = :anna!* JOIN #lair
      < * 353 anna = #lair :@anna bert cora
    `)
    await cora.script('= :anna!* RENAME #den #lair :better', '> PRIVMSG #lair :still here')
    await bert.script(
      '< * JOIN #lair',
      '< :cora!* PRIVMSG #lair :still here',
      '> RENAME #lair #x',
      '< * 482 bert #lair :*',
    )
    await anna.script(`
      > RENAME #lair #lobby
      < :irc.test FAIL RENAME CHANNEL_NAME_IN_USE #lair #lobby :*
      > RENAME #lair bad
      < :irc.test FAIL RENAME CANNOT_RENAME #lair bad :*
      > RENAME #den #x
      < :irc.test 403 anna #den :*
    `)
  })
})

describe('staff', () => {
  test('a moderator of the house keeps order in any channel, and it is written down', async () => {
    await house.addAccount('mod', 'moderator')
    const mod = await house.enter('x', { account: 'mod' })
    mod.send('MODE #den +m')
    await anna.expect(':mod!* MODE #den +m')
    expect(house.house.store.reader("SELECT act, target FROM audit WHERE actor = 'mod'").all()).toEqual([
      { act: 'channel-modes', target: '#den' },
    ])
  })
})
