// A lab and a hall of ada's, with ada and bob in the lab, for tests of what scripts do there.

import type { MudObject } from '../core/mud/mud-object.ts'
import { HOUSE } from '../core/mud/world.ts'
import { openCore, type TestCore } from './core.ts'
import { type MudTest, openMudTest, type Player } from './mud.ts'

export interface ScriptTest {
  readonly core: TestCore
  readonly mud: MudTest
  readonly lab: MudObject
  readonly hall: MudObject
  readonly A: Player
  /** Reads Norwegian. */
  readonly B: Player
  body(name: string): MudObject
  /** Something of somebody's, in the lab unless it says otherwise; null is the house. */
  own(owner: string | null, en: string, more?: Partial<MudObject>): MudObject
  scripted(owner: string | null, en: string, script: string, more?: Partial<MudObject>): MudObject
  /** The properties that @script writes. */
  written(owner: string | null, script: string): MudObject['props']
  now(object: MudObject): MudObject
  /** The world's clock goes on, a second at a time. */
  wait(seconds: number): void
}

export const openScriptTest = async (): Promise<ScriptTest> => {
  const core = openCore()
  const mud = openMudTest(core)
  const lab = mud.make({ kind: 'room', name: { en: 'The lab', nb: 'Laben' } })
  const hall = mud.make({ kind: 'room', name: { en: 'The hall', nb: 'Hallen' } })
  const A = await mud.enter('ada', { room: lab })
  const B = await mud.enter('bob', { room: lab, language: 'nb' })
  const body = (name: string): MudObject => {
    const found = [...mud.world.objects()].find((each) => each.kind === 'character' && each.name.en === name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  core.house.tick.run(() => {
    for (const room of [lab, hall]) mud.world.change(room, { owner: body('ada').owner }, HOUSE, '')
  })
  const own = (owner: string | null, en: string, more: Partial<MudObject> = {}): MudObject =>
    mud.make({
      ...{ kind: 'thing', name: { en }, location: lab.id, ...more },
      owner: owner === null ? null : body(owner).owner,
    })
  const written = (owner: string | null, script: string) => ({
    script,
    ...(owner !== null && { '~script.for': String(body(owner).owner) }),
  })
  return {
    ...{ core, mud, lab, hall, A, B, body, own, written },
    scripted: (owner, en, script, more = {}) =>
      own(owner, en, { ...more, props: { ...written(owner, script), ...more.props } }),
    now: (object) => {
      const found = mud.world.get(object.id)
      if (found === undefined) throw new Error('gone')
      return found
    },
    wait: (seconds) => {
      for (let second = 0; second < seconds; second += 1) {
        core.pass(1000)
        mud.pulse()
      }
    },
  }
}
