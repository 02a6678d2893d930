import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

const DAY = 86_400_000

let core: TestCore
let ann: SessionId

beforeEach(async () => {
  core = openCore()
  ann = await core.enter('ann')
})
afterEach(() => core.close())

const keep = (place: string, text: string, session = ann): void =>
  core.drafts.keep({ session, place, board: 'local.general', subject: 'Boats', text })

test('a draft is there again in another call, and only for whoever wrote it', async () => {
  keep('board:local.general', 'I was about to')
  keep('board:local.general', 'I was about to say')
  core.sessions.close({ session: ann, reason: '' })
  const again = await core.enter('ann')
  expect(core.drafts.list({ session: again })).toMatchObject([
    { place: 'board:local.general', board: 'local.general', subject: 'Boats', text: 'I was about to say' },
  ])
  const bob = await core.enter('bob')
  expect(core.drafts.get({ session: bob, place: 'board:local.general' })).toBeNull()
  expect(await refusalOf(() => core.drafts.list({ session: core.guest() }))).toBe('sign-in-required')
})

test('drafts go when they are dropped, after thirty days, and the oldest when there are more than twenty', () => {
  for (let at = 0; at < 25; at += 1) {
    core.pass(1000)
    keep(`reply:<${at}@x.example>`, `words ${at}`)
  }
  const places = () => core.drafts.list({ session: ann }).map(({ text }) => text)
  expect(places()).toHaveLength(20)
  expect(places().at(-1)).toBe('words 5')
  core.drafts.drop({ session: ann, place: 'reply:<24@x.example>' })
  expect(places()[0]).toBe('words 23')
  core.pass(31 * DAY)
  expect(places()).toEqual([])
})

test('a place that is none, and a text that no article could hold, are refused', async () => {
  expect(await refusalOf(() => keep('elsewhere', 'x'))).toBe('malformed')
  expect(await refusalOf(() => keep('board:a b', 'x'))).toBe('malformed')
  expect(await refusalOf(() => keep('board:a', 'x'.repeat(1_048_577)))).toBe('too-long')
})

test('what a terminal would obey is not kept', () => {
  keep('board:local.general', 'plain \u001b[2J\u202e text')
  expect(core.drafts.get({ session: ann, place: 'board:local.general' })?.text).not.toMatch(/[\u001b\u202e]/)
})
