import { describe, expect, test } from 'vitest'
import type { AccountId } from './ids.ts'
import { canDo, canSee, type Guarded, type Role, type Viewer } from './visibility.ts'

const viewer = (role: Role, groups: readonly string[] = [], account: number | null = 7): Viewer => ({
  ...{ role, groups, account: account as AccountId | null },
})

describe('a thing for a group', () => {
  const thing: Guarded = { readRole: 'moderator', writeRole: 'moderator', readGroup: 'club', writeGroup: 'board' }

  test('is seen by its members and the staff', () => {
    expect(canSee(viewer('member'), thing)).toBe(false)
    expect(canSee(viewer('member', ['other']), thing)).toBe(false)
    expect(canSee(viewer('member', ['club']), thing)).toBe(true)
    expect(canSee(viewer('moderator'), thing)).toBe(true)
  })

  test('is written in by those who see it and are in the writing group', () => {
    expect(canDo(viewer('member', ['board']), 'write', thing)).toBe(false)
    expect(canDo(viewer('member', ['club']), 'write', thing)).toBe(false)
    expect(canDo(viewer('member', ['club', 'board']), 'write', thing)).toBe(true)
  })
})

describe('a moderator of one thing', () => {
  const thing: Guarded = { readRole: 'sysop', writeRole: 'sysop', moderators: [7 as AccountId] }

  test('sees it, writes in it and keeps order in it, whatever its doors say', () => {
    expect([canSee(viewer('member'), thing), canDo(viewer('member'), 'write', thing)]).toEqual([true, true])
    expect(canDo(viewer('member'), 'moderate', thing)).toBe(true)
  })

  test('is nobody else: not the staff where it may not even look, and no guest', () => {
    expect(canDo(viewer('moderator', [], 8), 'moderate', thing)).toBe(false)
    expect(canSee(viewer('guest', [], null), thing)).toBe(false)
    expect(canDo(viewer('moderator', [], 8), 'moderate', { readRole: 'guest', writeRole: 'guest' })).toBe(true)
    expect(canDo(viewer('member', [], 8), 'moderate', { readRole: 'guest', writeRole: 'guest' })).toBe(false)
  })
})
