import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../../../testing/mud.ts'

let core: TestCore
let mud: MudTest
let A: Player
let B: Player

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  mud = openMudTest(core)
  const yard = mud.make({ kind: 'room', name: { en: 'The plot', nb: 'Tomta' }, flags: ['common'] })
  A = await mud.enter('ada', { room: yard })
  B = await mud.enter('bjorn', { language: 'nb', room: yard })
  core.accounts.setSettings({ session: B.session, settings: { language: 'nb' } })
})

afterEach(() => core.close())

describe('a batch file', () => {
  const LINES = [
    '@dig north to Hall',
    'north',
    '@describe here as Long.',
    '@create bell',
    'drop bell',
    '@dig up to Tower',
  ]

  test('is carried out as a whole in a zone of its own, which is kept or thrown away', () => {
    play({ A, B }, 'A> @load begin Castle\nA< Paste your lines for Castle.')
    for (const line of LINES) A.type(line)
    play(
      { A, B },
      `A> @load end
       A< Castle stands, with 3 rooms, 4 exits and one thing.
       B< (nothing)
       A> look
       A< The plot
       A> @load
       A< Your zones: Castle.
       A> @teleport tower
       A< Tower
       A> down
       A< Hall
       A> @tel plot
       A< The plot
       A> @load discard Castle
       A< Really throw away Castle with all its 8 parts?
       A> yes
       A< Castle is gone
       A> @undo
       A< Taken back
       A> @load keep Castle
       A< Castle is there to stay (8 parts).
       A> @load
       A< You have no zones`,
    )
  })

  test('with one wrong line builds nothing, and names the line', () => {
    const before = mud.world.size
    A.type('@load begin Castle')
    for (const line of [...LINES, '@describe dragon as Green.']) A.type(line)
    play(
      { A, B },
      'A> @load end\nA< Line 7 went wrong, so nothing has been built: @describe dragon as Green.\nA< You see no "dragon" here.\nA> look\nA< The plot',
    )
    expect(mud.world.size).toBe(before)
    play({ A, B }, 'B> @last start Slott\nB< Lim inn\nB> @last stopp\nB< Ingenting er bygd.')
  })

  test('ends where it grows too long', () => {
    A.type('@load begin Castle')
    for (let line = 0; line < 200; line += 1) A.type('look')
    play({ A, B }, 'A> look\nA< That is more than 200 lines')
  })

  test('is what a dump of one’s own rooms shows, as a world file', () => {
    play(
      { A, B },
      'A> @dump\nA< You have no rooms yet.\nA> @dig north to A blue room\nA< You dig.\nA> @dump\nA< wing: ada\nA< a-blue-room-',
    )
  })
})
