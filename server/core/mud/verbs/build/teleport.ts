// @teleport, @find: being where one builds, and finding what one has built

import { type Act, Stop } from '../../act.ts'
import { called, findOwn, findRoom, halves } from '../../building/own.ts'
import { line } from '../../line.ts'
import { moveBody } from '../../movement.ts'
import { hasFlag, type Local, type MudObject, the } from '../../mud-object.ts'
import type { Verb } from '../../verb.ts'
import { choose, parsePhrase } from '../../words.ts'

const FOUND = 50

export const teleport: Verb = {
  words: { en: ['@teleport', '@tel'], nb: ['@flytt'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@teleport [X to] ROOM\nTakes you, or something of yours, to a room: "@teleport #41", "@teleport yard", "@teleport lamp to #41", "@teleport here". You get to rooms of your own and to common ones; builders get anywhere that lets them in.',
    nb: '@flytt [X til] ROM\nTar deg, eller noe av ditt, til et rom: «@flytt #41», «@flytt tunet», «@flytt lampe til #41». Du kommer til egne rom og til felles rom; byggere kommer overalt der de slippes inn.',
  },
  run: (act) => {
    const split = halves(act.rest, ['to', 'til'])
    const [what, where] =
      split === null || split.left === '' ? ['me', split?.right ?? act.rest] : [split.left, split.right]
    findRoom(act, where, (room) => {
      findOwn(act, what, (object) => {
        if (object.id === act.body.id) goThere(act, room)
        else sendThere(act, object, room)
      })
    })
  },
}

const requireWayIn = (act: Act, room: MudObject): void => {
  if (act.owns(room) || hasFlag(room, 'common') || (act.is('builder') && act.passes(room, 'enter'))) return
  throw new Stop('mud-build.teleport.not-there', { room: room.name })
}

const goThere = (act: Act, room: MudObject): void => {
  requireWayIn(act, room)
  if (room.id === act.room.id) throw new Stop('mud-build.teleport.here')
  const leaving = line('mud-build.teleport.leaves', { who: the(act.body) }, 'dim')
  moveBody(act, room, { leaving, arriving: line('mud-build.teleport.arrives', { who: the(act.body) }, 'dim') })
}

const sendThere = (act: Act, object: MudObject, room: MudObject): void => {
  if (object.kind !== 'thing' && object.kind !== 'person') throw new Stop('mud-build.teleport.not-this')
  requireWayIn(act, room)
  act.world.change(object, { location: room.id }, act.hand, 'teleport')
  act.tell('mud-build.teleport.done', { what: called(object), room: room.name })
  act.theatre.stage.carries(act.body)
  act.theatre.stage.changed(act.room.id)
  act.theatre.stage.changed(room.id)
}

export const find: Verb = {
  words: { en: ['@find'], nb: ['@finn'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@find [NAME]\nLists what is yours, with its numbers and where it is; with a name only what is called so. Staff find what belongs to the house, too.',
    nb: '@finn [NAVN]\nLister det som er ditt, med nummer og hvor det er; med et navn bare det som heter så. De som styrer huset, finner også det huset eier.',
  },
  run: (act) => {
    const own = [...act.world.objects()].filter((each) => each.kind !== 'character' && act.owns(each))
    const found = act.rest === '' ? own : named(act.rest, own)
    if (found.length === 0) throw new Stop('mud-build.find.none')
    act.tell('mud-build.find.count', { count: found.length }, 'title')
    for (const each of found.slice(0, FOUND)) act.show(line('mud-build.find.row', rowOf(act, each), 'list'))
    if (found.length > FOUND) act.tell('mud-build.find.more', { count: found.length - FOUND }, 'dim')
  },
}

const named = (text: string, objects: readonly MudObject[]): readonly MudObject[] => {
  const match = choose({ ...parsePhrase(text), isAll: true }, objects)
  return match.kind === 'all' ? match.objects : match.kind === 'one' ? [match.object] : []
}

const rowOf = (act: Act, object: MudObject) => {
  const at = act.world.get(object.location)
  const nowhere: Local = { en: '—', nb: '—' }
  return { number: object.id, what: object.name, room: at === undefined ? nowhere : at.name }
}
