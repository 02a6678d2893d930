import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let core: TestCore
let ann: SessionId
let bob: SessionId
let staff: SessionId

beforeEach(async () => {
  core = openCore()
  ann = await core.enter('ann')
  bob = await core.enter('bob')
  staff = await core.enter('mia')
  await core.accounts.setRole({ session: core.console, name: 'mia', role: 'moderator' })
})
afterEach(() => core.close())

describe('last callers', () => {
  const names = (session = core.console) => core.callers.list({ session, limit: 10 }).map(({ name }) => name)

  test('are listed newest first, each call once, however many windows it opens', async () => {
    await core.enter('ann')
    expect(names()).toEqual(['mia', 'bob', 'ann'])
    core.pass(2 * HOUR)
    await core.enter('ann', 'web')
    expect(names()).toEqual(['ann', 'mia', 'bob', 'ann'])
    expect(core.callers.list({ session: ann, limit: 1 })).toMatchObject([{ face: 'web', isOn: true }])
  })

  test('tell when one was here before this call, and nothing at the first', async () => {
    expect(core.callers.own({ session: ann }).previous).toBeNull()
    core.pass(HOUR)
    core.sessions.close({ session: ann, reason: '' })
    core.pass(5 * HOUR)
    const again = await core.enter('ann')
    expect(core.callers.own({ session: again })).toEqual({
      came: Date.UTC(2026, 0, 1, 6),
      hasJustCome: true,
      previous: Date.UTC(2026, 0, 1, 1),
    })
  })

  test('leave out who would rather not be listed, and what others see of their last visit', () => {
    core.callers.setListed({ session: ann, listed: false })
    expect(names()).toEqual(['mia', 'bob'])
    expect(core.callers.isListed({ session: ann })).toBe(false)
    const lastSeen = (session: SessionId) =>
      core.people.list({ session, search: 'ann', limit: 5 }).map((person) => person.lastSeen)
    expect(lastSeen(bob)).toEqual([null])
    expect(lastSeen(ann)).toEqual([Date.UTC(2026, 0, 1)])
    core.callers.setListed({ session: ann, listed: true })
    expect(names()).toContain('ann')
  })
})

describe('one-liners', () => {
  const write = (session: SessionId, text: string) => core.oneliners.write({ session, text })
  const wall = (session = ann) => core.oneliners.list({ session, limit: 10 })

  test('stand on the wall in order, one in ten minutes from each', async () => {
    write(ann, 'first!')
    write(bob, '  second,\u0007 cleaned  ')
    expect(wall().map(({ name, text }) => [name, text])).toEqual([
      ['ann', 'first!'],
      ['bob', 'second, cleaned'],
    ])
    expect(await refusalOf(() => write(ann, 'again'))).toBe('throttled')
    core.pass(10 * MINUTE)
    expect(await refusalOf(() => write(ann, 'again'))).toBeNull()
  })

  test('are taken down by whoever wrote them and by the staff', async () => {
    const { ref } = write(ann, 'oops')
    expect(wall(bob)[0]?.canRemove).toBe(false)
    expect(await refusalOf(() => core.oneliners.remove({ session: bob, ref }))).toBe('not-permitted')
    core.oneliners.remove({ session: staff, ref })
    expect(wall()).toEqual([])
    expect(core.moderation.log({ session: staff, limit: 1 })).toMatchObject([{ act: 'oneliner-remove', target: 'ann' }])
    expect(await refusalOf(() => write(ann, 'taking it down gives no second try'))).toBe('throttled')
  })

  test('are not for guests to write, nor empty, nor long', async () => {
    expect(await refusalOf(() => write(core.guest(), 'hi'))).toBe('sign-in-required')
    expect(await refusalOf(() => write(ann, '  '))).toBe('empty')
    expect(await refusalOf(() => write(ann, 'x'.repeat(121)))).toBe('too-long')
  })
})

describe('bulletins', () => {
  test('are written and withdrawn by the staff, and stand beside those that are files', async () => {
    expect(await refusalOf(() => core.bulletins.write({ session: ann, title: 'T', text: 'x' }))).toBe('not-permitted')
    const { ref } = core.bulletins.write({ session: staff, title: 'Party', text: 'On *Friday*.\n' })
    const all = core.bulletins.list({ session: core.guest() })
    expect(all.find((each) => each.ref === ref)).toMatchObject({ title: 'Party', author: 'mia', text: 'On *Friday*.' })
    expect(all.find((each) => each.ref === 'file:welcome')).toMatchObject({ title: 'Welcome to Samband', author: '' })
    core.bulletins.withdraw({ session: staff, ref })
    expect(core.bulletins.list({ session: ann })).toHaveLength(all.length - 1)
    expect(await refusalOf(() => core.bulletins.withdraw({ session: staff, ref }))).toBe('no-such-thing')
  })
})

describe('a poll', () => {
  const ask = (session = ann, options: readonly string[] = ['tea', 'coffee']) =>
    core.polls.open({ session, question: 'Tea or coffee?', options })

  test('counts one vote for each account, the last one it gave', () => {
    const { ref } = ask()
    core.polls.vote({ session: ann, ref, option: 0 })
    core.polls.vote({ session: bob, ref, option: 0 })
    core.polls.vote({ session: bob, ref, option: 1 })
    const [poll] = core.polls.list({ session: bob })
    expect(poll).toMatchObject({ author: 'ann', chosen: 1, canClose: false })
    expect(poll?.options).toEqual([
      { text: 'tea', votes: 1 },
      { text: 'coffee', votes: 1 },
    ])
  })

  test('takes no vote once it is closed, by whoever asked or the staff', async () => {
    const { ref } = ask()
    expect(await refusalOf(() => core.polls.close({ session: bob, ref }))).toBe('not-permitted')
    expect(core.polls.close({ session: staff, ref }).closed).toBe(Date.UTC(2026, 0, 1))
    expect(await refusalOf(() => core.polls.vote({ session: bob, ref, option: 0 }))).toBe('locked')
  })

  test('has two to ten different answers, and an account has three open ones at most', async () => {
    expect(await refusalOf(() => ask(ann, ['one']))).toBe('empty')
    expect(await refusalOf(() => ask(ann, ['a', 'a']))).toBe('duplicate')
    expect(await refusalOf(() => ask(ann, [...'abcdefghijk']))).toBe('too-many')
    for (let count = 0; count < 3; count += 1) ask()
    expect(await refusalOf(() => ask())).toBe('too-many')
    expect(await refusalOf(() => ask(core.guest()))).toBe('sign-in-required')
  })

  test('that is open stands before one that is closed', () => {
    const { ref } = ask()
    ask(bob)
    core.polls.close({ session: ann, ref })
    const later = ask(ann)
    expect(core.polls.list({ session: ann }).map((poll) => poll.closed === null)).toEqual([true, true, false])
    expect(core.polls.list({ session: ann })[0]?.ref).toBe(later.ref)
  })
})

describe('a mention', () => {
  const mentions = (session = bob) => core.mentions.list({ session, limit: 10 })
  const say = (channel: string, text: string, session = ann) => core.channels.say({ session, channel, text })

  test('of a name in a channel is found by whoever bears it, also when they are not in it', () => {
    core.channels.join({ session: ann, channel: '#lobby' })
    say('#lobby', 'has Bob seen this?')
    say('#lobby', 'bobcat is no Bob-ish name')
    expect(mentions()).toMatchObject([{ by: 'ann', place: '#lobby', article: null, text: 'has Bob seen this?' }])
    expect(mentions(ann)).toEqual([])
    expect(core.events.filter((event) => event.type === 'account.mentioned')).toMatchObject([{ account: 'bob' }])
  })

  test('in a channel that one may not read is none, and one that was taken back is gone', () => {
    core.channels.join({ session: ann, channel: '#den' })
    core.channels.setModes({ session: ann, channel: '#den', changes: [{ sign: '+', letter: 'i' }] })
    say('#den', 'bob must not know')
    expect(mentions()).toEqual([])
    core.channels.join({ session: ann, channel: '#lobby' })
    const { msgid } = say('#lobby', 'bob, hello')
    core.history.redact({ session: ann, target: '#lobby', msgid, reason: '' })
    expect(mentions()).toEqual([])
  })

  test('is an answer to one of the own articles, and @name in the text of another, not in what it quotes', async () => {
    const post = (session: SessionId, text: string, inReplyTo?: Awaited<ReturnType<typeof core.boards.post>>) =>
      core.boards.post({
        ...{ session, boards: ['local.general'], subject: 'Words', text },
        ...(inReplyTo !== undefined && { inReplyTo: inReplyTo.messageId }),
      })
    const first = await post(bob, 'hello')
    await post(ann, 'an answer', first)
    await post(ann, 'what does @bob think?')
    await post(ann, '> what does @bob think?\nbob is quoted')
    await nextTurn()
    expect(mentions().map(({ place, text }) => [place, text])).toEqual([
      ['local.general', 'Words'],
      ['local.general', 'Words'],
    ])
    expect(mentions()[1]?.article).toMatch(/^<.+>$/)
  })
})

describe('a page', () => {
  const knock = (session = ann, nick = 'bob') => core.pages.page({ session, nick, text: 'are you there?' })
  const knocks = () => core.events.filter((event) => event.type === 'presence.paged')

  test('reaches somebody who is here, and not too often', async () => {
    for (let count = 0; count < 3; count += 1) knock()
    expect(knocks()[0]).toMatchObject({ from: { nick: 'ann' }, to: { nick: 'bob' }, text: 'are you there?' })
    expect(await refusalOf(() => knock())).toBe('throttled')
    expect(await refusalOf(() => knock(bob, 'nobody-at-all'))).toBe('no-such-nick')
  })

  test('is not heard by who ignores the one that knocks, who is not told so', async () => {
    core.pages.ignore({ session: bob, name: 'Ann' })
    expect(await refusalOf(() => knock())).toBeNull()
    expect(knocks()).toEqual([])
    expect(core.pages.ignored({ session: bob })).toEqual(['Ann'])
    core.pages.unignore({ session: bob, name: 'ann' })
    knock()
    expect(knocks()).toHaveLength(1)
  })
})

describe('the list of members', () => {
  test('is by name, searchable, page by page, and for members', async () => {
    const names = (options: { search?: string; after?: string; limit?: number }) =>
      core.people.list({ session: ann, limit: 10, ...options }).map(({ name }) => name)
    expect(names({})).toEqual(['ann', 'bob', 'mia'])
    expect(names({ search: 'B' })).toEqual(['bob'])
    expect(names({ after: 'ann', limit: 1 })).toEqual(['bob'])
    core.accounts.setDisplayName({ session: bob, displayName: 'Robert Q' })
    expect(names({ search: 'robert' })).toEqual(['bob'])
    expect(await refusalOf(() => core.people.list({ session: core.guest(), limit: 1 }))).toBe('sign-in-required')
  })
})
