import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type MudTest, openMudTest } from '../../testing/mud.ts'
import { dumpWing, plant } from './planting.ts'
import type { Seed, Wing } from './seed.ts'
import type { Planting } from './wing-calls.ts'
import { HOUSE } from './world.ts'

let core: TestCore
let mud: MudTest

beforeEach(() => {
  core = openCore()
  mud = openMudTest(core)
})

afterEach(() => core.close())

const seed = (key: string, kind: Seed['kind'], en: string, more: Partial<Seed> = {}): Seed => ({
  ...{ key, kind, name: { en }, words: {}, text: {}, flags: [], locks: {}, props: {}, location: null, target: null },
  ...more,
})

const WING: Wing = {
  name: 'test',
  seeds: [
    seed('a>east', 'exit', 'east', { location: 'a', target: 'b' }),
    seed('a', 'room', 'Room A'),
    seed('b', 'room', 'Room B'),
    seed('lamp', 'thing', 'lamp', { location: 'b' }),
  ],
}

const planted = (wing: Wing): Planting => core.house.tick.run(() => plant(mud.world, [wing]))
const changed = (key: string, patch: Partial<Seed>): Wing => ({
  ...WING,
  seeds: WING.seeds.map((each) => (each.key === key ? { ...each, ...patch } : each)),
})

test('a wing is planted once, and its exits lead where they should', () => {
  expect(planted(WING)).toEqual({ made: 4, renewed: 0, kept: 0 })
  const [a, b] = [mud.world.seeded('a'), mud.world.seeded('b')]
  expect(mud.world.exitsOf(a?.id ?? (0 as never)).map((exit) => exit.target)).toEqual([b?.id])
  expect(planted(WING)).toEqual({ made: 0, renewed: 0, kept: 0 })
})

test('a newer wing renews what nobody touched, and leaves alone what somebody changed or carried off', () => {
  planted(WING)
  const [a, b, lamp] = [mud.world.seeded('a'), mud.world.seeded('b'), mud.world.seeded('lamp')]
  if (a === undefined || b === undefined || lamp === undefined) throw new Error('not planted')
  core.house.tick.run(() => {
    mud.world.change(a, { text: { en: 'Mine.' } }, HOUSE, 'describe')
    mud.world.move(lamp, a.id)
  })
  expect(planted(changed('a', { text: { en: 'Newer.' } }))).toEqual({ made: 0, renewed: 0, kept: 1 })
  expect(planted(changed('b', { text: { en: 'Newer.' } }))).toEqual({ made: 0, renewed: 1, kept: 0 })
  // The lamp, wherever it lies; and room B goes back to what it was.
  expect(planted(changed('lamp', { text: { en: 'Newer.' } })).renewed).toBe(2)
  expect(mud.world.seeded('a')?.text).toEqual({ en: 'Mine.' })
  expect(mud.world.seeded('lamp')).toMatchObject({ text: { en: 'Newer.' }, location: a.id })
})

test('what somebody destroyed does not come back', () => {
  planted(WING)
  const lamp = mud.world.seeded('lamp')
  if (lamp === undefined) throw new Error('not planted')
  core.house.tick.run(() => mud.world.remove(lamp, HOUSE))
  expect(planted(WING).made).toBe(0)
  expect(mud.world.seeded('lamp')).toBeUndefined()
})

test('a seed that leads to nothing stops the planting and names itself', () => {
  expect(() => planted(changed('a>east', { target: 'nowhere' }))).toThrow('a>east names nowhere')
})

test('what was planted can be dumped as the same wing', () => {
  planted(WING)
  const rooms = [...mud.world.objects()].filter((each) => ['a', 'b'].includes(each.seed?.key ?? ''))
  const dumped = dumpWing(mud.world, 'test', rooms)
  const byKey = (wing: Wing) => [...wing.seeds].sort((x, y) => (x.key < y.key ? -1 : 1))
  expect(byKey(dumped)).toEqual(byKey(WING))
})
