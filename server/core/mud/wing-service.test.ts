import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../testing/mud.ts'

let core: TestCore
let mud: MudTest
let A: Player

beforeEach(async () => {
  core = openCore()
  mud = openMudTest(core)
  A = await mud.enter('ada', { room: mud.make({ kind: 'room', name: { en: 'The plot' }, flags: ['common'] }) })
})

afterEach(() => core.close())

test('what callers have built is written as a wing of its own, and brought into another world as it was', async () => {
  play(
    { A },
    'A> @dig north to A blue room\nA< You dig.\nA> @create bell as It rings.\nA< You make\nA> drop bell\nA< You put',
  )
  const { wings, console: session } = core
  expect(wings.list({ session }).find(({ name }) => name === 'built')).toEqual({ name: 'built', rooms: 2 })
  const source = wings.write({ session, wing: 'built' })
  expect(source).toContain('name:\n      en: A blue room')
  const elsewhere = openCore()
  try {
    const planted = elsewhere.wings.plant({ session: elsewhere.console, wings: [{ name: 'built.yaml', source }] })
    expect(planted).toEqual({ made: 5, renewed: 0, kept: 0 })
    expect(elsewhere.wings.write({ session: elsewhere.console, wing: 'built' })).toBe(source)
    // Nothing in it is new a second time.
    const again = elsewhere.wings.plant({ session: elsewhere.console, wings: [{ name: 'built.yaml', source }] })
    expect(again).toEqual({ made: 0, renewed: 0, kept: 0 })
  } finally {
    elsewhere.close()
  }
})

test('what was written, edited in its file and brought in again is renewed in its place', () => {
  play({ A }, 'A> @dig north to A blue room\nA< You dig.')
  const { wings, console: session } = core
  const source = wings.write({ session, wing: 'built' })
  const size = mud.world.size
  const plantAgain = (text: string) => wings.plant({ session, wings: [{ name: 'built.yaml', source: text }] })
  expect(plantAgain(source.replace('en: A blue room', 'en: A green room'))).toEqual({ made: 0, renewed: 1, kept: 0 })
  expect(mud.world.size).toBe(size)
  const room = [...mud.world.objects()].find((object) => object.name.en === 'A green room')
  expect(room?.owner).not.toBeNull()
  play({ A }, 'A> n\nA< A green room\nA> @describe here as Mine.\nA< Described')
  expect(plantAgain(source).kept).toBe(1)
})

test('nothing is planted when one file is wrong, and the sysop reads where', async () => {
  const { wings, console: session } = core
  const before = mud.world.size
  const good = { name: 'good.yaml', source: 'wing: good\nrooms: {a: {name: {en: A}, text: {en: T}}}' }
  const bad = (exits: string) => ({ name: 'bad.yaml', source: `wing: bad\nrooms: {b: {name: {en: B}, ${exits}}}` })
  expect(() => wings.plant({ session, wings: [good, bad('exits: {}')] })).toThrow(/bad\.yaml: rooms\.b\.text/)
  expect(() => wings.plant({ session, wings: [good, bad('text: {en: T}, exits: {up: {to: nowhere}}')] })).toThrow(
    'b>up names nowhere, which is not there',
  )
  expect(mud.world.size).toBe(before)
  expect(await refusalOf(() => wings.list({ session: A.session }))).toBe('not-permitted')
  expect(await refusalOf(() => wings.write({ session, wing: 'atlantis' }))).toBe('no-such-thing')
})
