// Years of accounts and classes over a real store.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'
import { type ClassYear, yearNow } from './era.ts'

const aClass = (given: Partial<ClassYear>): ClassYear => ({
  ...{ name: 'history', year: 1980, isLocked: false, switched: 100 },
  ...given,
})
const chose = (year: number | null, chosen: number) => ({ year, chosen, lineSpeed: 'off' as const })

describe('the year that counts', () => {
  test('is the later of the own choice and the class’s switch', () => {
    expect(yearNow(chose(1999, 99), [aClass({})])).toEqual({ year: 1980, className: 'history', isLocked: false })
    expect(yearNow(chose(1999, 101), [aClass({})])).toEqual({ year: 1999, className: null, isLocked: false })
  })

  test('is a locked class’s, whatever was chosen when, and also when it is the present', () => {
    expect(yearNow(chose(1999, 999), [aClass({ isLocked: true })]).year).toBe(1980)
    expect(yearNow(chose(1999, 999), [aClass({ isLocked: true, year: null })])).toEqual({
      ...{ year: null, className: 'history', isLocked: true },
    })
  })

  test('of two classes is that of the one switched last', () => {
    const later = aClass({ name: 'media', year: 1988, switched: 200 })
    expect(yearNow(chose(null, 0), [aClass({}), later])).toMatchObject({ year: 1988, className: 'media' })
  })

  test('is the own one when no class has left the present', () => {
    expect(yearNow(chose(1973, 5), [aClass({ year: null, switched: 900 })]).year).toBe(1973)
  })
})

describe('over a store', () => {
  let core: TestCore
  let ava: SessionId
  let tove: SessionId

  beforeEach(async () => {
    core = openCore()
    ava = await core.enter('ava')
    tove = await core.enter('tove')
    core.classes.add({ session: core.console, name: 'media-1b' })
    core.classes.addTeacher({ session: core.console, name: 'media-1b', account: 'tove' })
    core.pass(1000)
  })

  afterEach(() => core.close())

  const lastChange = () => core.events.findLast((event) => event.type === 'era.changed')

  test('an account keeps its year, its line speed and the placards it has read', () => {
    core.eras.setYear({ session: ava, year: 1984 })
    core.eras.setLineSpeed({ session: ava, lineSpeed: 300 })
    core.eras.markRead({ session: ava, placard: '1984-boards' })
    core.eras.markRead({ session: ava, placard: '1984-boards' })
    expect(core.eras.mine({ session: ava })).toEqual({
      ...{ year: 1984, className: null, isLocked: false, lineSpeed: 300, read: ['1984-boards'], isTeacher: false },
    })
    expect(lastChange()).toEqual({ type: 'era.changed', accounts: ['ava'], className: null })
    expect(core.eras.mine({ session: tove }).year).toBeNull()
  })

  test.each([1970, 2008, 1980.5, Number.NaN])('the year %s is none', async (year) => {
    expect(await refusalOf(() => core.eras.setYear({ session: ava, year }))).toBe('no-such-year')
    expect(await refusalOf(() => core.classes.set({ session: tove, name: 'media-1b', year }))).toBe('no-such-year')
  })

  test('a guest stays in the present and can choose nothing', async () => {
    const guest = core.guest()
    expect(core.eras.mine({ session: guest })).toMatchObject({ year: null, read: [] })
    expect(await refusalOf(() => core.eras.setYear({ session: guest, year: 1980 }))).toBe('sign-in-required')
  })

  test('a teacher takes the class to a year, and whoever locks it in is obeyed', async () => {
    core.classes.addPupil({ session: tove, name: 'media-1b', account: 'ava' })
    core.classes.set({ session: tove, name: 'media-1b', year: 1980 })
    expect(lastChange()).toEqual({ type: 'era.changed', accounts: ['ava'], className: 'media-1b' })
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: 1980, className: 'media-1b', isLocked: false })
    core.eras.setYear({ session: ava, year: null })
    expect(core.eras.mine({ session: ava }).year).toBeNull()
    core.classes.set({ session: tove, name: 'media-1b', isLocked: true })
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: 1980, isLocked: true })
    expect(await refusalOf(() => core.eras.setYear({ session: ava, year: null }))).toBe('year-locked')
    core.classes.removePupil({ session: tove, name: 'media-1b', account: 'ava' })
    expect(core.eras.mine({ session: ava })).toMatchObject({ year: null, isLocked: false })
  })

  test('a teacher who is in the group too is not locked in', () => {
    core.classes.addPupil({ session: tove, name: 'media-1b', account: 'tove' })
    core.classes.set({ session: tove, name: 'media-1b', year: 1980, isLocked: true })
    expect(core.eras.mine({ session: tove })).toMatchObject({ year: null, isLocked: false, isTeacher: true })
  })

  test('a class is not there for those who do not hold it, and only the staff make classes and teachers', async () => {
    expect(core.classes.list({ session: ava })).toEqual([])
    expect(await refusalOf(() => core.classes.set({ session: ava, name: 'media-1b', year: 1980 }))).toBe(
      'no-such-thing',
    )
    const teach = { session: tove, name: 'media-1b', account: 'ava' }
    expect(await refusalOf(() => core.classes.addTeacher(teach))).toBe('not-permitted')
    expect(await refusalOf(() => core.classes.add({ session: tove, name: 'media-2b' }))).toBe('not-permitted')
    expect(core.classes.list({ session: tove })).toEqual([
      { name: 'media-1b', year: null, isLocked: false, pupils: [], teachers: ['tove'] },
    ])
  })

  test('a moderator cannot make a class of a group that may open boards; a sysop can, and the group outlives it', async () => {
    core.groups.add({ session: core.console, group: 'board-meeting' })
    await core.enter('mo')
    core.accounts.setRole({ session: core.console, name: 'mo', role: 'moderator' })
    const mo = await core.enter('mo')
    expect(await refusalOf(() => core.classes.add({ session: mo, name: 'board-meeting' }))).toBe('already-exists')
    expect(core.classes.add({ session: core.console, name: 'board-meeting' }).pupils).toEqual([])
    core.classes.remove({ session: mo, name: 'board-meeting' })
    expect(core.classes.list({ session: mo }).map(({ name }) => name)).toEqual(['media-1b'])
    expect(core.groups.list({ session: core.console }).map(({ name }) => name)).toContain('board-meeting')
  })
})
