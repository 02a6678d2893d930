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

const FROM = ':ChanServ!service@irc.test NOTICE'

describe('ChanServ', () => {
  test('explains every word it knows, and says so of one it does not', async () => {
    await anna.script('> PRIVMSG ChanServ :help', `= ${FROM} anna :I keep order*`)
    const overview = await collect(anna)
    const words = overview.flatMap((line) => / :(\S+).* {2}· {2}/.exec(line)?.[1] ?? [])
    expect(words).toEqual(expect.arrayContaining(['register', 'drop', 'op', 'deop', 'akick', 'access', 'set', 'clear']))
    for (const word of words) await anna.script(`> CS help ${word}`, `< ${FROM} anna :${word}*`)
    await anna.script('> CHANSERV dance', `< ${FROM} anna :I do not know "dance"*`)
    await anna.script('> CS op', `< ${FROM} anna :Say: op #channel*`)
  })

  test('registers a channel: its owner comes back as owner', async () => {
    await bert.script('> CS register #den', `< ${FROM} bert :You're not a channel operator*`)
    await anna.script(`
      > CS register #den
      = :irc.test MODE #den +q anna
      = ${FROM} anna :#den is yours*
      > CS register #den
      = ${FROM} anna :It is so already*
      > PART #den
      < * PART #den
      > JOIN #den
      < :irc.test MODE #den +q anna
      < * 353 anna = #den :bert ~anna
      > CS info #den
      < ${FROM} anna :It belongs to anna*
      > CS list
      < ${FROM} anna :#den: owner
    `)
  })

  test('gives and takes prefixes, of oneself and of others', async () => {
    await anna.script('> CS voice #den bert', '= :anna!* MODE #den +v bert', `= ${FROM} anna :#den: +v bert`)
    await anna.script('> CS deop #den', '= :anna!* MODE #den -o anna', `= ${FROM} anna :#den: -o anna`)
    await anna.script('> CS op #den', '= :anna!* MODE #den +o anna', `= ${FROM} anna :#den: +o anna`)
    await anna.script('> CS op #den nobody', `= ${FROM} anna :nobody Nobody of that name is here: nobody`)
    await bert.script('> CS op #den', `< ${FROM} bert :bert You're not a channel operator*`)
  })

  test('keeps an access list that works on the next join', async () => {
    await anna.script('> CS register #den', `< ${FROM} *`)
    await anna.script(`
      > CS access #den add bert op
      = :irc.test MODE #den +o bert
      = ${FROM} anna :bert is operator in #den*
      > CS access #den list
      = ${FROM} anna :anna owns #den.
      = ${FROM} anna :bert is operator (given by anna*
      = ${FROM} anna :That is all.
    `)
    await bert.script('< * MODE #den +o bert', '> PART #den', '> JOIN #den', '< :irc.test MODE #den +o bert')
    await anna.expect('* MODE #den +o bert')
    await anna.script(
      '> CS access #den del bert',
      '< :irc.test MODE #den -o bert',
      `= ${FROM} anna :bert has no standing*`,
    )
    await anna.script('> CS access #den del bert', `= ${FROM} anna :There is nothing to change: bert`)
  })

  test('bans with a time and a reason, and puts out whoever it means', async () => {
    await anna.script('> CS akick #den add bert 2h be kinder', '= :anna!* MODE #den +b ~account:bert')
    await anna.expect(`:anna!* KICK #den bert :be kinder`)
    await bert.script('< * KICK #den bert :be kinder', '> JOIN #den', '= :irc.test 474 bert #den :*be kinder')
    await anna.script('> CS akick #den', `< ${FROM} anna :~account:bert (by anna, *, until *): be kinder`)
    await anna.script('> CS akick #den del bert', '= :anna!* MODE #den -b ~account:bert')
    await bert.script('> JOIN #den', '< * 366 bert #den *')
    await anna.script('> CS quiet #den bert', '< :anna!* MODE #den +b ~m:~account:bert')
    await bert.script('> PRIVMSG #den :hi', '< :irc.test 404 bert #den :*')
    await anna.script('> CS unquiet #den bert', '< :anna!* MODE #den -b ~m:~account:bert')
    await anna.script('> CS kick #den bert out with you', '< :anna!* KICK #den bert :out with you')
  })

  test('locks topic and modes, and settles who reads the past', async () => {
    await anna.script('> CS register #den', `< ${FROM} *`, '> CS op #den bert', `< ${FROM} *`)
    await anna.script(`
      > CS set #den topiclock on
      = ${FROM} anna :Topic: set by the owner and admins only; *
      > CS set #den modelock +s -k
      = :irc.test MODE #den +s
      = ${FROM} anna :*modes: locked to +s-k; *
      > MODE #den -s
      = :irc.test 742 anna #den s +s :*
      > CS set #den history none
      = ${FROM} anna :*nothing that is said is kept; no public log.
      > CS set #den colour blue
      = ${FROM} anna :Say: set #channel *
    `)
    await bert.script('> TOPIC #den :mine', '< :irc.test 482 bert #den :*locked*')
    await anna.script(
      '> CS topic #den ours now',
      '= :anna!* TOPIC #den :ours now',
      `= ${FROM} anna :The topic of #den is set.`,
    )
  })

  test('clears, hands over, drops', async () => {
    await anna.script('> CS register #den', `< ${FROM} *`, '> MODE #den +bims x', '< * MODE #den +bims x!*@*')
    await anna.script('> CS clear #den bans', '= :anna!* MODE #den -b x!*@*', `= ${FROM} anna :#den: -b x!*@*`)
    await anna.script('> CS clear #den modes', '= :anna!* MODE #den -ims', `= ${FROM} anna :#den: -ims`)
    await anna.script('> CS transfer #den bert', '= :irc.test MODE #den -q anna', '= :irc.test MODE #den +q bert')
    await anna.script(`= ${FROM} anna :#den belongs to bert now.`, '> CS drop #den #den', `= ${FROM} anna :You're not*`)
    await bert.script('> CS drop #den', `< ${FROM} bert :That gives #den up for good*`)
    await bert.script('> CS drop #den #den', `= ${FROM} bert :#den is registered no longer*`)
  })

  test('asks guests for an account', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #mine', '< * 366 *', '> CS register #mine', `= ${FROM} gus :Log in to an account first*`)
  })
})

/** What has come by now. */
const collect = async (irc: Conversation): Promise<readonly string[]> => {
  const from = irc.lines.length - irc.unseen().length
  irc.send('PING :settled')
  await irc.expect('*PONG irc.test :settled')
  return irc.lines.slice(from, -1)
}
