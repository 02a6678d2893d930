import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let core: TestCore
let ann: SessionId
let passerBy: SessionId

beforeEach(async () => {
  core = openCore()
  ann = await core.enter('ann')
  passerBy = await core.enter()
  core.channels.join({ session: ann, channel: '#garden' })
  core.channels.register({ session: ann, channel: '#garden' })
})
afterEach(() => core.close())

const say = (text: string) => core.channels.say({ session: ann, channel: '#garden', text })
const publish = (publicLog: boolean) =>
  core.channels.setSettings({ session: ann, channel: '#garden', settings: { publicLog } })
const linesOf = (day: string) =>
  core.logs.day({ session: passerBy, channel: '#garden', day, limit: 100 }).map(({ text }) => text)

describe('a public log', () => {
  test('is not there until the owner of the channel switches it on', async () => {
    say('among us')
    expect(core.logs.list({ session: passerBy })).toEqual([])
    expect(await refusalOf(() => core.logs.get({ session: passerBy, channel: '#garden' }))).toBe('no-such-channel')
    expect(core.channels.get({ session: ann, channel: '#garden' }).hasPublicLog).toBe(false)
  })

  test('shows what was said since it was switched on, to somebody without a nick', () => {
    say('among us')
    core.pass(HOUR)
    publish(true)
    say('for everybody')
    expect(core.logs.list({ session: passerBy })).toMatchObject([
      { channel: '#garden', since: Date.UTC(2026, 0, 1, 1) },
    ])
    expect(linesOf('2026-01-01')).toEqual([expect.stringContaining('may be read by anybody'), 'for everybody'])
  })

  test('lists the days on which something was said, newest first, page by page', () => {
    publish(true)
    for (const text of ['first', 'second', 'third']) {
      say(text)
      core.pass(2 * DAY)
    }
    core.channels.part({ session: ann, channel: '#garden', reason: 'a day with a parting and no words' })
    const days = (before?: string) =>
      core.logs.days({ session: passerBy, channel: '#garden', limit: 2, ...(before !== undefined && { before }) })
    expect(days()).toEqual(['2026-01-05', '2026-01-03'])
    expect(days('2026-01-03')).toEqual(['2026-01-01'])
    expect(days('2026-01-01')).toEqual([])
    expect(linesOf('2026-01-03')).toEqual(['second'])
    expect(linesOf('2026-01-04')).toEqual([])
  })

  test('goes on where a page of a day ended', () => {
    publish(true)
    for (const text of ['a', 'b', 'c']) say(text)
    const [, first] = core.logs.day({ session: passerBy, channel: '#garden', day: '2026-01-01', limit: 2 })
    const rest = core.logs.day({
      ...{ session: passerBy, channel: '#garden', day: '2026-01-01', limit: 2, after: first?.seq ?? 0 },
    })
    expect(first?.text).toBe('a')
    expect(rest.map(({ text }) => text)).toEqual(['b', 'c'])
  })

  test('leaves out what was taken back', () => {
    publish(true)
    const { msgid } = say('a slip')
    core.history.redact({ session: ann, target: '#garden', msgid, reason: '' })
    expect(linesOf('2026-01-01')).not.toContain('a slip')
  })

  test('is told to the channel when it is switched on and off, once each', () => {
    publish(true)
    publish(true)
    publish(false)
    const told = core.events.filter((event) => event.type === 'channel.said' && event.from.nick === 'Samband')
    expect(told).toHaveLength(2)
  })

  test('closes with the door of the channel, and is refused for one that is closed', async () => {
    publish(true)
    say('hello')
    const mode = (sign: '+' | '-') =>
      core.channels.setModes({ session: ann, channel: '#garden', changes: [{ sign, letter: 'i' }] })
    mode('+')
    expect(core.logs.list({ session: passerBy })).toEqual([])
    publish(false)
    expect(await refusalOf(() => publish(true))).toBe('locked')
    mode('-')
    publish(true)
    expect(core.logs.list({ session: passerBy })).toHaveLength(1)
  })

  test('is for the owner alone to switch', async () => {
    const bob = await core.enter('bob')
    core.channels.join({ session: bob, channel: '#garden' })
    const settings = { publicLog: true }
    expect(await refusalOf(() => core.channels.setSettings({ session: bob, channel: '#garden', settings }))).toBe(
      'not-operator',
    )
  })

  test('takes no day that is none', async () => {
    publish(true)
    for (const day of ['2026-02-30', '1 January', '']) {
      expect(await refusalOf(() => linesOf(day))).toBe('malformed')
    }
  })
})

test('a house that takes no guests shows them no log', async () => {
  const closed = openCore({ REGISTRATION_GUESTS: 'none' })
  const owner = await closed.enter('ann')
  closed.channels.join({ session: owner, channel: '#garden' })
  closed.channels.register({ session: owner, channel: '#garden' })
  closed.channels.setSettings({ session: owner, channel: '#garden', settings: { publicLog: true } })
  expect(closed.logs.list({ session: await closed.enter() })).toEqual([])
  expect(closed.logs.list({ session: owner })).toHaveLength(1)
  closed.close()
})
