// Every word of NickServ and ChanServ, in one conversation where it does what it says and one where it will not.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHANNEL_WORDS } from '../gateways/irc/chanserv/chanserv.ts'
import { ACCOUNT_WORDS } from '../gateways/irc/nickserv/account-words.ts'
import { LOGIN_WORDS } from '../gateways/irc/nickserv/login-words.ts'
import { SEARCH_WORDS } from '../gateways/irc/nickserv/search-words.ts'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

/** `[who, says, hears]`, one after the other; `*` stands for anything. */
type Steps = readonly (readonly [who: string, says: string, hears: string])[]
interface Row {
  readonly works: Steps
  readonly fails: Steps
}

const giving = (word: string, letter: string): Record<string, Row> => ({
  [word]: {
    works: [['anna', `CS ${word} #den bert`, `#den: +${letter} bert`]],
    fails: [['gus', `CS ${word} #den bert`, "You're not on that channel"]],
  },
  [`de${word}`]: {
    works: [['anna', `CS de${word} #den bert`, `#den: -${letter} bert`]],
    fails: [['gus', `CS de${word} #den anna`, "You're not on that channel"]],
  },
})

/** anna has founded #den, #spare and #gone; bert is in #den; gus is a guest; mod keeps order. In this order. */
const CHANSERV: Readonly<Record<string, Row>> = {
  register: {
    works: [
      ...(['#den', '#spare', '#gone'] as const).map(
        (name) => ['anna', `CS register ${name}`, `${name} is yours*`] as const,
      ),
    ],
    fails: [['gus', 'CS register #den', 'Log in to an account first*']],
  },
  ...{ ...giving('owner', 'q'), ...giving('admin', 'a'), ...giving('op', 'o') },
  ...{ ...giving('halfop', 'h'), ...giving('voice', 'v') },
  info: {
    works: [['gus', 'CS info #den', 'It belongs to anna*']],
    fails: [['gus', 'CS info #nowhere', 'No such channel']],
  },
  list: { works: [['anna', 'CS list', '#den: owner']], fails: [['gus', 'CS list', 'Log in to an account first*']] },
  access: {
    works: [
      ['anna', 'CS access #den add bert voice', 'bert is voice in #den*'],
      ['anna', 'CS access #den', 'bert is voice (given by anna*'],
      ['anna', 'CS access #den del bert', 'bert has no standing*'],
    ],
    fails: [
      ['anna', 'CS access #den add nobody op', 'There is no such account: nobody'],
      ['anna', 'CS access #den add bert king', 'Say: access #channel *'],
      ['bert', 'CS access #den add bert op', "You're not a channel operator*"],
    ],
  },
  set: {
    works: [['anna', 'CS set #den history members', 'Topic: *only those in the channel*']],
    fails: [
      ['bert', 'CS set #den history none', "You're not a channel operator*"],
      ['anna', 'CS set #den history sometimes', 'Say: set #channel *'],
    ],
  },
  rename: {
    works: [['anna', 'CS rename #spare #other', '#spare is called #other now.']],
    fails: [
      ['bert', 'CS rename #den #cave', "You're not a channel operator*"],
      ['anna', 'CS rename #den', 'Say: rename #channel *'],
    ],
  },
  transfer: {
    works: [['anna', 'CS transfer #other bert', '#other belongs to bert now.']],
    fails: [['anna', 'CS transfer #den nobody', 'There is no such account: nobody']],
  },
  drop: {
    works: [['anna', 'CS drop #gone #gone', '#gone is registered no longer*']],
    fails: [
      ['anna', 'CS drop #den', 'That gives #den up for good*'],
      ['bert', 'CS drop #den #den', "You're not a channel operator*"],
    ],
  },
  topic: {
    works: [['anna', 'CS topic #den ours', 'The topic of #den is set.']],
    fails: [['gus', 'CS topic #nowhere x', 'No such channel']],
  },
  place: {
    works: [['anna', 'CS place #den', '#den has no board*']],
    fails: [['anna', 'CS place #den no.such.board', 'No such board']],
  },
  quiet: {
    works: [['anna', 'CS quiet #den bert 1h hush', '#den: +b ~m:~account:bert']],
    fails: [['bert', 'CS quiet #den anna', "*You're not a channel operator*"]],
  },
  unquiet: {
    works: [['anna', 'CS unquiet #den bert', '#den: -b ~m:~account:bert']],
    fails: [['bert', 'CS unquiet #den bert', "*You're not a channel operator*"]],
  },
  ban: {
    works: [['anna', 'CS ban #den nick!*@* 30m', '#den: +b nick!*@*']],
    fails: [['bert', 'CS ban #den anna', "*You're not a channel operator*"]],
  },
  unban: {
    works: [['anna', 'CS unban #den nick!*@*', '#den: -b nick!*@*']],
    fails: [['anna', 'CS unban #den', 'Say: unban #channel NAME']],
  },
  akick: {
    works: [['anna', 'CS akick #den', 'Nobody is banned from #den.']],
    fails: [['anna', 'CS akick #den sing', 'Say: akick #channel *']],
  },
  invite: {
    works: [['anna', 'CS invite #den gus', 'gus is invited to #den.']],
    fails: [['anna', 'CS invite #den nobody', 'Nobody of that name is here: nobody']],
  },
  clear: {
    works: [['anna', 'CS clear #den bans', 'There is nothing to clear.']],
    fails: [['anna', 'CS clear #den everything', 'Say: clear #channel *']],
  },
  kick: {
    works: [['anna', 'CS kick #den bert out', 'bert is out of #den.']],
    fails: [['anna', 'CS kick #den gus', 'Not in the channel: gus']],
  },
  // Lines that are held, released and dropped: places.test.ts and the hold service's own tests.
  held: {
    works: [['mod', 'CS held', 'No line waits for you.']],
    fails: [['gus', 'CS held', '*']],
  },
  release: {
    works: [],
    fails: [
      ['mod', 'CS release nothing', 'There is nothing to change*'],
      ['mod', 'CS release', 'Say: release NUMBER'],
    ],
  },
  discard: {
    works: [],
    fails: [
      ['mod', 'CS discard nothing', 'There is nothing to change*'],
      ['mod', 'CS discard', 'Say: discard NUMBER'],
    ],
  },
}

const NICKSERV: Readonly<Record<string, Row>> = {
  register: {
    works: [['rita', 'NS register a-good-password', 'Welcome, rita: the account is yours*']],
    fails: [['gus', 'NS register short', '*']],
  },
  whoami: {
    works: [['anna', 'NS whoami', 'You are anna, a member here.']],
    fails: [['gus', 'NS whoami', 'You are gus, a guest.']],
  },
  info: { works: [['anna', 'NS info gus', 'gus is a guest.']], fails: [['anna', 'NS info nobody', 'No such nick']] },
  sessions: { works: [['anna', 'NS sessions', 'irc, since *(this one)']], fails: [['gus', 'NS sessions', '*']] },
  ghost: {
    works: [['anna', 'NS ghost', 'You have no other sessions.']],
    fails: [['gus', 'NS ghost', 'Log in to an account first*']],
  },
  set: {
    works: [
      ['anna', 'NS set display Anna', 'You are shown as Anna.'],
      ['anna', 'NS set always-on off', 'You leave your channels*'],
    ],
    fails: [
      ['anna', 'NS set password wrong a-new-password', '*assword*'],
      ['gus', 'NS set display G', 'Log in to an account first*'],
    ],
  },
  app: {
    works: [['anna', 'NS app add phone', 'The password for phone is *']],
    fails: [
      ['anna', 'NS app del 999', 'There is no such thing'],
      ['gus', 'NS app list', 'Log in to an account first*'],
    ],
  },
  cert: {
    works: [['anna', `NS cert add ${'ab'.repeat(32)}`, 'The certificate *']],
    fails: [
      ['anna', 'NS cert add', 'You came without*'],
      ['gus', 'NS cert list', 'Log in to an account first*'],
    ],
  },
  invite: {
    works: [['mod', 'NS invite', 'Whoever gives this code*']],
    fails: [['gus', 'NS invite', 'Log in to an account first*']],
  },
  search: {
    works: [['anna', 'NS search unheard-of', 'Nothing here holds that: unheard-of']],
    fails: [['anna', 'NS search', 'Say: search WORDS']],
  },
  claim: { works: [['anna', 'NS claim', 'Say: claim CODE.*']], fails: [['anna', 'NS claim AAAA-BBBB', '*']] },
  logout: {
    works: [['rita', 'NS logout', 'You are logged out, and a guest*']],
    fails: [['gus', 'NS logout', 'Log in to an account first*']],
  },
  identify: {
    works: [['rita', 'NS identify rita a-good-password', 'You are logged in as rita.']],
    fails: [['gus', 'NS identify anna wrong', '*assword*']],
  },
  regain: {
    works: [['gus', 'NS regain bo password of bo', 'You are logged in as bo.']],
    fails: [['bert', 'NS regain', 'Say: regain NAME PASSWORD']],
  },
}

let house: IrcHouse
const cast = new Map<string, Conversation>()
const troubles = new Map<string, string>()

const play = async (steps: Steps): Promise<void> => {
  for (const [who, says, hears] of steps) {
    await cast.get(who)?.script(`> ${says}`, `< *Serv!service@irc.test NOTICE * :${hears}`)
  }
}

beforeAll(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  for (const name of ['anna', 'bert', 'bo']) await house.addAccount(name)
  await house.addAccount('mod', 'moderator')
  for (const account of ['anna', 'bert', 'mod']) cast.set(account, await house.enter(account, { account }))
  for (const nick of ['gus', 'rita']) cast.set(nick, await house.enter(nick))
  for (const channel of ['#den', '#spare', '#gone']) await cast.get('anna')?.script(`> JOIN ${channel}`, '< * 366 *')
  await cast.get('bert')?.script('> JOIN #den', '< * 366 *')
  for (const [service, table] of [
    ['CS', CHANSERV],
    ['NS', NICKSERV],
  ] as const) {
    for (const [word, { works, fails }] of Object.entries(table)) {
      await play(works).catch((error: unknown) => troubles.set(`${service} ${word} works`, String(error)))
      await play(fails).catch((error: unknown) => troubles.set(`${service} ${word} fails`, String(error)))
    }
  }
}, 120_000)
afterAll(() => house.close())

describe.each([
  ...Object.keys(CHANNEL_WORDS).map((word) => `CS ${word}`),
  ...Object.keys({ ...LOGIN_WORDS, ...ACCOUNT_WORDS, ...SEARCH_WORDS }).map((word) => `NS ${word}`),
])('%s', (word) => {
  test('has a conversation, does what it says, and says when it will not', () => {
    const [service = '', name = ''] = word.split(' ')
    expect(Object.keys(service === 'CS' ? CHANSERV : NICKSERV)).toContain(name)
    expect([troubles.get(`${word} works`), troubles.get(`${word} fails`)]).toEqual([undefined, undefined])
  })
})
