// Transcripts of the MUD: what each one types and what each one reads, as it would stand on paper.
//
//   A> say hello          ada types it
//   A< You say, "hello"   ada reads a line that holds this, next or later
//   B< ada says, "hello"
//   C< (nothing)          carl has read nothing since the last command

import { expect } from 'vitest'
import type { SessionId } from '../core/ids.ts'
import type { MudObject } from '../core/mud/mud-object.ts'
import { MudService } from '../core/mud/mud-service.ts'
import { HOUSE, type World } from '../core/mud/world.ts'
import { dataPath } from '../root.ts'
import { voiceOf } from '../screens/mud/voice.ts'
import { type Language, loadTexts } from '../screens/texts.ts'
import type { TestCore } from './core.ts'

export interface Player {
  readonly name: string
  readonly session: SessionId
  /** What was read and not yet expected. */
  readonly read: string[]
  type(line: string): void
}

export interface Entering {
  readonly language?: Language
  readonly room?: MudObject
}

export interface MudTest {
  /** What is due happens now. */
  pulse(): void
  typing(player: Player, text: string): void
  readonly world: World
  /** A room, a thing, an exit, … with what a test does not care about filled in. */
  make(draft: Partial<MudObject> & Pick<MudObject, 'kind' | 'name'>): MudObject
  /** Signs somebody in; their body wakes, and goes to `room` if there is one. */
  enter(name: string, given?: Entering): Promise<Player>
  /** A guest. */
  visit(nick: string, given?: Entering): Player
}

export const openMudTest = (core: TestCore): MudTest => {
  const { mud, house } = { mud: core.house.services.mud, house: core.house }
  if (!(mud instanceof MudService)) throw new Error('the mud of a test core is the service itself')
  const { world } = mud.theatre
  const player = (session: Awaited<ReturnType<TestCore['enter']>>, name: string, given: Entering): Player => {
    const texts = loadTexts([dataPath()], given.language)
    const read: string[] = []
    mud.enter({ session })
    const own = core.sessions.whoAmI({ session }).presence
    house.tick.subscribe((event) => {
      if (event.type !== 'world.heard' || own === null || !event.to.includes(own)) return
      if (event.session !== null && event.session !== session) return
      read.push(...event.lines.flatMap((line) => voiceOf(texts, line).split('\n')))
    })
    const body = own === null ? null : mud.theatre.bodies.ofPresence(own)
    if (given.room !== undefined && body !== null) {
      const home = `#${given.room.id}`
      house.tick.run(() => world.change(body, { props: { home } }, HOUSE, ''))
      mud.command({ session, line: 'home' })
      read.length = 0
    }
    return { name, session, read, type: (line) => mud.command({ session, line }) }
  }
  return {
    world,
    pulse: () => mud.pulse(),
    typing: ({ session }, text) => mud.typing({ session, text }),
    make: (draft) =>
      house.tick.run(() =>
        world.create(
          {
            ...{ words: {}, text: {}, owner: null, location: null, target: null, account: null, parent: null },
            ...{ flags: [], locks: {}, props: {}, seed: null, ...draft },
          },
          HOUSE,
        ),
      ),
    enter: async (name, given = {}) => player(await core.enter(name, 'telnet'), name, given),
    visit: (nick, given = {}) => player(core.guest(nick), nick, given),
  }
}

/** Plays a transcript; letters stand for players. Fails at the first line that was not read. */
export const play = (players: Readonly<Record<string, Player>>, transcript: string): void => {
  for (const row of transcript.split('\n').map((each) => each.trim())) {
    const [, letter = '', way = '', text = ''] = /^(\w)([<>]) ?(.*)$/.exec(row) ?? []
    if (row === '') continue
    const player = players[letter]
    if (player === undefined) throw new Error(`nobody is called ${letter}: ${row}`)
    if (way === '>') {
      for (const each of Object.values(players)) each.read.length = 0
      player.type(text)
    } else if (text === '(nothing)') expect(player.read, row).toEqual([])
    else {
      const at = player.read.findIndex((line) => line.includes(text))
      expect(at, `${row}\n${player.name} read:\n${player.read.join('\n')}`).toBeGreaterThanOrEqual(0)
      player.read.splice(0, at + 1)
    }
  }
}
