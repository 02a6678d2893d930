import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
let ada: SessionId
let bob: SessionId
let carl: SessionId

beforeEach(async () => {
  core = openCore()
  ;[ada, bob, carl] = [await core.enter('ada'), await core.enter('bob'), await core.enter('carl')]
})

afterEach(() => core.close())

test('two are friends when both have said so, and either may end it', () => {
  expect(core.friends.befriend({ session: ada, name: 'Bob' })).toBe('asked')
  expect(core.friends.mine({ session: ada })).toEqual({ friends: [], asking: [], asked: ['bob'] })
  expect(core.friends.mine({ session: bob })).toEqual({ friends: [], asking: ['ada'], asked: [] })
  expect(core.friends.befriend({ session: bob, name: 'ada' })).toBe('friends')
  expect(core.friends.mine({ session: ada }).friends).toEqual(['bob'])
  core.friends.part({ session: ada, name: 'bob' })
  expect(core.friends.mine({ session: bob })).toEqual({ friends: [], asking: [], asked: [] })
})

test('the way leads along confirmed friendships alone, and is the shortest', () => {
  core.friends.befriend({ session: ada, name: 'bob' })
  core.friends.befriend({ session: bob, name: 'ada' })
  core.friends.befriend({ session: bob, name: 'carl' })
  expect(core.friends.way({ session: ada, to: 'carl' })).toBeNull()
  core.friends.befriend({ session: carl, name: 'bob' })
  expect(core.friends.way({ session: ada, to: 'carl' })).toEqual(['ada', 'bob', 'carl'])
  expect(core.friends.way({ session: ada, to: 'ada' })).toEqual(['ada'])
})

test('what cannot be is refused', async () => {
  expect(await refusalOf(() => core.friends.befriend({ session: ada, name: 'nobody' }))).toBe('no-such-account')
  expect(await refusalOf(() => core.friends.befriend({ session: ada, name: 'ada' }))).toBe('not-permitted')
  core.friends.befriend({ session: ada, name: 'bob' })
  expect(await refusalOf(() => core.friends.befriend({ session: ada, name: 'bob' }))).toBe('already-exists')
  expect(await refusalOf(() => core.friends.part({ session: ada, name: 'carl' }))).toBe('no-such-thing')
  expect(await refusalOf(() => core.friends.mine({ session: core.guest('wanderer') }))).toBe('sign-in-required')
})
