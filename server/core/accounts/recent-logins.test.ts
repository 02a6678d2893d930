import { expect, test } from 'vitest'
import { openCore, passwordFor, refusalOf } from '../../testing/core.ts'
import type { AccountId } from '../ids.ts'
import { RecentLogins } from './recent-logins.ts'

const anna = 1 as AccountId
const entropy = { token: (length: number) => 'k'.repeat(length), digits: () => '' }

test('a password is known for five minutes, for its account and its hash alone', () => {
  let now = 1000
  const logins = new RecentLogins({ now: () => now }, entropy)
  expect(logins.isKnown(anna, 'hash', 'right')).toBe(false)
  logins.remember(anna, 'hash', 'right')
  now += 5 * 60_000 - 1
  expect(logins.isKnown(anna, 'hash', 'right')).toBe(true)
  expect(logins.isKnown(anna, 'hash', 'wrong')).toBe(false)
  expect(logins.isKnown(2 as AccountId, 'hash', 'right')).toBe(false)
  now += 1
  expect(logins.isKnown(anna, 'hash', 'right')).toBe(false)
})

test('another hash, as after a new password, ends it at once', () => {
  const logins = new RecentLogins({ now: () => 0 }, entropy)
  logins.remember(anna, 'hash', 'right')
  expect(logins.isKnown(anna, 'new hash', 'right')).toBe(false)
  expect(logins.isKnown(anna, 'hash', 'right')).toBe(false)
})

test('of very many the oldest are forgotten', () => {
  const logins = new RecentLogins({ now: () => 0 }, entropy)
  for (let id = 1; id <= 1500; id += 1) logins.remember(id as AccountId, 'hash', 'right')
  expect(logins.isKnown(1 as AccountId, 'hash', 'right')).toBe(false)
  expect(logins.isKnown(1500 as AccountId, 'hash', 'right')).toBe(true)
})

test('signing in again is quick, and a changed password or a ban counts at once', async () => {
  const core = openCore({ LIMITS_THROTTLE: 'false' })
  const session = await core.enter('anna')
  const signIn = async (password: string) => {
    const id = await core.enter()
    return refusalOf(() => core.accounts.signIn({ session: id, name: 'anna', password }))
  }
  const started = performance.now()
  for (let time = 0; time < 50; time += 1) expect(await signIn(passwordFor('anna'))).toBeNull()
  expect(performance.now() - started).toBeLessThan(400)
  expect(await signIn('password of nobody')).toBe('wrong-credentials')
  await core.accounts.changePassword({ session, current: passwordFor('anna'), next: 'another password' })
  expect(await signIn(passwordFor('anna'))).toBe('wrong-credentials')
  expect(await signIn('another password')).toBeNull()
  expect(await signIn('another password')).toBeNull()
  core.accounts.ban({ session: core.console, name: 'anna', reason: '', until: null })
  expect(await signIn('another password')).toBe('account-banned')
  core.close()
})
