// Doing what a script wanted, with the rights of its owner. Runs inside a command: one refusal takes all of it back.

import { type Act, Stop, type Theatre } from '../act.ts'
import { line, type MudLine, prose } from '../line.ts'
import { moveBody } from '../movement.ts'
import { hasFlag, type Local, type MudId, type MudObject, the } from '../mud-object.ts'
import { HOUSE } from '../world.ts'
import type { Effect } from './effect.ts'
import { type FaultCode, type Place, ScriptStop } from './fault.ts'
import { LIMITS } from './limits.ts'
import { called } from './report.ts'
import { hereOf, MEMORY, mayTouch, objectOf, plain, type Scene, saidOf, selfOf } from './scene.ts'
import { WRITTEN_FOR } from './switches.ts'
import type { EffectName } from './syntax.ts'
import { asList, asNumber, type Value } from './value.ts'

/** What doing needs of the one who runs scripts. */
export interface Hands {
  readonly theatre: Theatre
  /** A body's own act; null when it is asleep. */
  actOf(body: MudObject): Act | null
  /** Wakes the script of `thing` by an alarm. False when too many wait. */
  schedule(alarm: {
    readonly thing: MudId
    readonly actor: MudId | null
    readonly name: string
    readonly seconds: number
  }): boolean
  /** How many things the owner of this one may still make. */
  mayCreate(owner: MudObject['owner']): boolean
}

interface Doing {
  readonly scene: Scene
  readonly hands: Hands
  readonly place: Place
  readonly a: Value
  readonly b: Value
}

/** @throws ScriptStop */
export const apply = (hands: Hands, scene: Scene, effects: readonly Effect[]): void => {
  for (const effect of effects) {
    const place = { line: effect.line, column: effect.column }
    if (effect.is === 'set') remember(scene, effect, place)
    else if ('of' in effect) {
      const [a = null, b = null] = effect.of
      DEEDS[effect.is]({ scene, hands, place, a, b })
    }
  }
}

const stop = (code: FaultCode, place: Place, detail: string | number = ''): never => {
  throw new ScriptStop(code, place, detail)
}

const remember = (scene: Scene, effect: Effect & { is: 'set' }, place: Place): void => {
  const target = scene.world.get(effect.target) ?? stop('not-an-object', place)
  requireOwn(scene, target, place)
  const name = `${MEMORY}${effect.name}`
  const isNew = target.props[name] === undefined
  if (isNew && Object.keys(target.props).filter((each) => each.startsWith(MEMORY)).length >= LIMITS.memory) {
    stop('memory', place, LIMITS.memory)
  }
  scene.world.change(target, { props: { ...target.props, [name]: effect.kept } }, HOUSE, '')
}

const requireOwn = (scene: Scene, object: MudObject, place: Place): void => {
  if (!mayTouch(scene, object)) stop('not-yours', place, plain(object.name))
}

const selfIn = ({ scene, place }: Doing): MudObject => selfOf(scene) ?? stop('not-an-object', place)

const hereIn = ({ scene, place }: Doing): MudObject => hereOf(scene) ?? stop('not-here', place)

const object = ({ scene, place }: Doing, value: Value): MudObject =>
  objectOf(scene, value) ?? stop('not-an-object', place)

const own = (doing: Doing, value: Value): MudObject => {
  const found = object(doing, value)
  requireOwn(doing.scene, found, doing.place)
  return found
}

/** Somebody awake in the room; null for those who have gone, or are nobody: then nothing is done. */
const listener = (doing: Doing, value: Value): MudObject | null => {
  if (value === null) return null
  const found = objectOf(doing.scene, value)
  const isHere = found?.kind === 'character' && doing.scene.isAwake(found)
  return isHere && found.location === hereOf(doing.scene)?.id ? found : null
}

const toListener = (doing: Doing, tell: () => readonly MudLine[]): void => {
  const body = listener(doing, doing.a)
  if (body !== null) doing.hands.theatre.stage.toBody(body, ...tell())
}

const said = ({ scene, place }: Doing, value: Value): string | Local => {
  const text = saidOf(scene, value)
  return plain(text) === '' ? stop('expected', place, '"…"') : text
}

const local = (doing: Doing, value: Value): Local => {
  const text = said(doing, value)
  return typeof text === 'string' ? { en: text } : text
}

const toRoom = (doing: Doing, told: MudLine): void => doing.hands.theatre.stage.toRoom(hereIn(doing).id, [told])

const patch = ({ scene }: Doing, target: MudObject, change: Partial<Omit<MudObject, 'id'>>): void => {
  scene.world.change(target, change, HOUSE, '')
}

const flagged = (doing: Doing, flag: 'closed' | 'hidden', isSet: boolean): void => {
  const target = own(doing, doing.a)
  const flags = target.flags.filter((each) => each !== flag)
  patch(doing, target, { flags: isSet ? [...flags, flag] : flags })
  doing.hands.theatre.stage.changed(hereIn(doing).id)
}

/** An exit is locked for those who would pass, anything else for those who would reach into it. */
const lockKind = (target: MudObject) => (target.kind === 'exit' ? 'pass' : 'enter')

const DEEDS: Readonly<Record<EffectName, (doing: Doing) => void>> = {
  say: (doing) => {
    const self = selfIn(doing)
    const text = said(doing, doing.a)
    toRoom(doing, line('mud.talk.message', { who: called(self), text }, 'said'))
    const { happenings } = doing.hands.theatre
    happenings.note('say', { actor: self.id, room: hereIn(doing).id, words: plain(text) })
  },
  emote: (doing) =>
    toRoom(doing, line('mud.talk.action', { who: called(selfIn(doing)), text: said(doing, doing.a) }, 'said')),
  announce: (doing) => toRoom(doing, prose(local(doing, doing.a), 'plain')),
  sound: (doing) => toRoom(doing, line('script.sound', { text: said(doing, doing.a) }, 'dim')),
  tell: (doing) => toListener(doing, () => [prose(local(doing, doing.b), 'plain')]),
  show: (doing) =>
    toListener(doing, () => asList(doing.b, doing.place).map((each) => prose(local(doing, each), 'list'))),
  describe: (doing) => {
    const [target, text] = doing.b === null ? [selfIn(doing), doing.a] : [own(doing, doing.a), doing.b]
    patch(doing, target, { text: local(doing, text) })
  },
  move: (doing) => move(doing, object(doing, doing.a), object(doing, doing.b)),
  give: (doing) => {
    const to = listener(doing, doing.b)
    if (to === null) return
    carry(doing, own(doing, doing.a), to)
    doing.hands.theatre.stage.carries(to)
  },
  take: (doing) => {
    const self = selfIn(doing)
    if (self.kind === 'exit' || self.kind === 'character') stop('no-way', doing.place)
    carry(doing, own(doing, doing.a), self)
  },
  create: (doing) => create(doing),
  destroy: (doing) => {
    const target = own(doing, doing.a)
    if (target.props['~spawned'] === undefined) stop('not-spawned', doing.place, plain(target.name))
    for (const each of doing.scene.world.in(target.id)) doing.scene.world.move(each, hereIn(doing).id)
    doing.scene.world.remove(target, HOUSE)
    doing.hands.theatre.stage.changed(hereIn(doing).id)
  },
  open: (doing) => flagged(doing, 'closed', false),
  close: (doing) => flagged(doing, 'closed', true),
  reveal: (doing) => flagged(doing, 'hidden', false),
  hide: (doing) => flagged(doing, 'hidden', true),
  lock: (doing) => {
    const target = own(doing, doing.a)
    const lock = doing.b === null ? 'owner' : plain(said(doing, doing.b))
    patch(doing, target, { locks: { ...target.locks, [lockKind(target)]: lock } })
  },
  unlock: (doing) => {
    const target = own(doing, doing.a)
    const { [lockKind(target)]: _, ...locks } = target.locks
    patch(doing, target, { locks })
  },
  schedule: (doing) => {
    const seconds = asNumber(doing.a, doing.place)
    if (seconds < LIMITS.wait || seconds > LIMITS.longestWait) stop('seconds', doing.place, LIMITS.wait)
    const { self: thing, actor } = doing.scene
    const name = plain(said(doing, doing.b))
    if (!doing.hands.schedule({ thing, actor, name, seconds })) stop('queue', doing.place, LIMITS.queue)
  },
}

/** How many things something can hold. */
const HELD = 50
const CARRIED = 30

const carry = (doing: Doing, thing: MudObject, to: MudObject): void => {
  const { world } = doing.scene
  if (thing.kind !== 'thing') stop('no-way', doing.place, plain(thing.name))
  if (holds(world, thing, to)) stop('no-way', doing.place, plain(to.name))
  if (world.in(to.id).length >= (to.kind === 'character' ? CARRIED : HELD)) stop('full', doing.place, plain(to.name))
  const from = world.roomOf(thing)
  world.move(thing, to.id)
  for (const room of [from, world.roomOf(to)]) {
    if (room !== undefined) doing.hands.theatre.stage.changed(room.id)
  }
}

/** Whether `to` is the thing, or somewhere in it. */
const holds = (world: Scene['world'], thing: MudObject, to: MudObject): boolean => {
  let at: MudObject | undefined = to
  for (let depth = 0; at !== undefined && depth < 32; depth += 1) {
    if (at.id === thing.id) return true
    at = world.get(at.location)
  }
  return at !== undefined
}

const move = (doing: Doing, what: MudObject, to: MudObject): void => {
  if (what.kind === 'character') {
    moveSomebody(doing, listener(doing, { id: what.id }), to)
    return
  }
  requireOwn(doing.scene, what, doing.place)
  const isOpen = to.kind === 'room' && (hasFlag(to, 'common') || to.id === hereOf(doing.scene)?.id)
  if (!mayTouch(doing.scene, to) && !isOpen) stop('not-yours', doing.place, plain(to.name))
  const fits = to.kind === 'room' || (what.kind === 'thing' && to.kind !== 'exit' && to.kind !== 'character')
  if (!fits) stop('no-way', doing.place, plain(to.name))
  if (what.kind === 'person') doing.scene.world.move(what, to.id)
  else carry(doing, what, to)
}

/** Nobody is sent where the owner could not let them in: to a room of the owner's, or a common one that is open. */
const moveSomebody = (doing: Doing, body: MudObject | null, to: MudObject): void => {
  if (body === null) return
  const act = doing.hands.actOf(body) ?? stop('no-way', doing.place, plain(body.name))
  if (to.kind !== 'room') stop('no-way', doing.place, plain(to.name))
  if (!mayTouch(doing.scene, to) && !(hasFlag(to, 'common') && act.passes(to, 'enter'))) {
    stop('not-yours', doing.place, plain(to.name))
  }
  if (to.id === body.location) return
  try {
    moveBody(act, to, { leaving: line('script.carried-off', { who: the(body) }, 'dim') })
  } catch (error) {
    if (error instanceof Stop) stop('no-way', doing.place, plain(to.name))
    throw error
  }
}

const create = (doing: Doing): void => {
  const pattern = own(doing, doing.a)
  if (pattern.kind !== 'thing' || !hasFlag(pattern, 'prototype')) stop('not-spawned', doing.place, plain(pattern.name))
  if (!doing.hands.mayCreate(pattern.owner)) stop('quota', doing.place)
  const here = hereIn(doing)
  if (doing.scene.world.in(here.id).length >= LIMITS.list) stop('full', doing.place, plain(here.name))
  const { id, seed: _, props, ...rest } = pattern
  const kept = Object.fromEntries(
    Object.entries(props).filter(([name]) => !name.startsWith('~') || name === WRITTEN_FOR),
  )
  const flags = pattern.flags.filter((each) => each !== 'prototype' && each !== 'hidden')
  const made = { ...rest, flags, props: { ...kept, '~spawned': 1 }, seed: null }
  doing.scene.world.create({ ...made, location: here.id, parent: id }, HOUSE, 'spawn')
  doing.hands.theatre.stage.changed(here.id)
}
