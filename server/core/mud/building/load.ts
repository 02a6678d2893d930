// Batch files: pasted lines are collected, and then carried out together in a zone of their own, from its first room.
// A line that goes wrong undoes all of them and is named. The zone is kept or thrown away as a whole.

import { isRefusal } from '../../refusal.ts'
import { type Act, refusalLine, Stop } from '../act.ts'
import type { Load } from '../bodies.ts'
import { type MudObject, propText } from '../mud-object.ts'
import { local } from './own.ts'
import { make } from './quota.ts'
import { wreck } from './wrecking.ts'

/** Lines of one load, and letters of all of them. */
const LINES = 200
const LETTERS = 64_000

const isEnd = (text: string): boolean => /^@(?:load|last)\s+(?:end|slutt)$/i.test(text)

/** Whether a line is another one of the load, and not its end. */
export const isCollected = (text: string): boolean => !isEnd(text)

/** @throws Stop past what a load may hold; the load is given up */
export const collect = ({ lines }: Load, text: string, act: Act): void => {
  const letters = lines.reduce((sum, each) => sum + each.length, text.length)
  if (/^@(?:load|last)\s+(?:stop|stopp)$/i.test(text)) {
    act.waking.load = null
    act.tell('mud-build.load.stopped')
  } else if (lines.length >= LINES || letters > LETTERS) {
    act.waking.load = null
    throw new Stop('mud-build.load.too-long', { count: LINES })
  } else lines.push(text)
}

export const zoneOf = (act: Act, name: string): readonly MudObject[] =>
  [...act.world.objects()].filter((each) => each.owner === act.body.account && propText(each, 'zone') === name)

/** All of it or nothing. `obey` carries out one line. @throws Stop naming the line */
export const carryOut = (act: Act, obey: (line: string) => void): void => {
  const { waking, world } = act
  const { load } = waking
  waking.load = null
  if (load === null) return
  const home = act.room
  waking.zone = load.name
  try {
    const room = make(act, { kind: 'room', name: local(act.language, load.name) }, 'load')
    world.move(act.body, room.id)
    load.lines.forEach((line, at) => {
      attempt(line, at + 1, () => obey(line))
      // What asks "which one?" in the middle of a batch has nobody to ask.
      if (waking.question !== null) throw new Stop('mud-build.load.unclear', { number: at + 1, line })
    })
    world.move(act.body, home.id)
    const { rooms, things, exits } = countsOf(zoneOf(act, load.name))
    act.tell('mud-build.load.done', { name: load.name, number: room.id, rooms, things, exits })
  } finally {
    waking.zone = null
    waking.question = null
  }
}

const attempt = (line: string, number: number, obey: () => void): void => {
  if (/^@(?:load|last|undo|angre)\b/i.test(line)) throw new Stop('mud-build.load.not-here', { number, line })
  try {
    obey()
  } catch (error) {
    if (!(error instanceof Stop) && !isRefusal(error)) throw error
    const why = error instanceof Stop ? error.lines : [refusalLine(error)]
    throw new Stop('mud-build.load.wrong', { number, line }, why)
  }
}

const countsOf = (objects: readonly MudObject[]) => ({
  rooms: objects.filter(({ kind }) => kind === 'room').length,
  things: objects.filter(({ kind }) => kind === 'thing' || kind === 'person').length,
  exits: objects.filter(({ kind }) => kind === 'exit').length,
})

/** Everything of a zone goes, rooms last. */
export const discard = (act: Act, name: string): number => {
  const all = [...zoneOf(act, name)].sort((a, b) => Number(a.kind === 'room') - Number(b.kind === 'room'))
  for (const object of all) if (act.world.get(object.id) !== undefined) wreck(act, object)
  return all.length
}

/** From now on it is like anything else that its owner has built. */
export const keep = (act: Act, name: string): number => {
  const all = zoneOf(act, name)
  for (const object of all) {
    const { zone: _, ...props } = object.props
    act.world.change(object, { props }, act.hand, 'keep')
  }
  return all.length
}

/** The names of the actor's zones. */
export const zones = (act: Act): readonly string[] =>
  [
    ...new Set(
      [...act.world.objects()].flatMap((each) => (each.owner === act.body.account ? propText(each, 'zone') : '')),
    ),
  ]
    .filter((name) => name !== '')
    .sort()
