// Which scripts answer to what has happened, when, and how often: each runs after the command that set it off, by
// itself, and what it does is done whole or not at all.

import { TokenBucket } from '../../../../shared/token-bucket.ts'
import type { AccountId } from '../../ids.ts'
import { isRefusal } from '../../refusal.ts'
import type { Act, Theatre } from '../act.ts'
import { ownedBy, quotaOf } from '../building/quota.ts'
import type { MudId, MudObject } from '../mud-object.ts'
import { handlersOf } from './answers.ts'
import { apply, type Hands } from './apply.ts'
import { evaluate } from './evaluate.ts'
import { type Fault, ScriptStop } from './fault.ts'
import { matchesGlob } from './glob.ts'
import { type Happening, happening } from './happening.ts'
import { LIMITS } from './limits.ts'
import { droppedLine, faultLines, offLine } from './report.ts'
import type { Scene } from './scene.ts'
import { offBy, sourceOf, withFault } from './switches.ts'
import type { Handler } from './syntax.ts'

export interface RunnerOptions {
  readonly theatre: Theatre
  actOf(body: MudObject): Act | null
  /** In [0, 1). */
  random(): number
  /** A command of its own: all or nothing, in memory and in the store. */
  run(command: () => void): void
}

interface Job {
  readonly thing: MudId
  readonly source: string
  readonly handler: Handler
  readonly happening: Happening
}

interface Alarm {
  readonly at: number
  readonly owner: AccountId | null
  readonly thing: MudId
  readonly actor: MudId | null
  readonly name: string
}

/** Milliseconds between two words to an owner about the same. */
const WORDS = { dropped: 60_000, wrong: 10_000 } as const

export class ScriptRunner {
  readonly #options: RunnerOptions
  readonly #queue: Job[] = []
  #alarms: Alarm[] = []
  /** When each timer is due, by thing and handler. */
  readonly #timers = new Map<string, number>()
  readonly #paces = new Map<AccountId | MudId, TokenBucket>()
  readonly #failures = new Map<MudId, number>()
  readonly #told = new Map<string, number>()
  readonly #hands: Hands
  #isRunning = false

  constructor(options: RunnerOptions) {
    this.#options = options
    this.#hands = {
      theatre: options.theatre,
      actOf: options.actOf,
      schedule: ({ seconds, ...alarm }) => this.#schedule(alarm, seconds),
      mayCreate: (owner) => this.#mayCreate(owner),
    }
  }

  /** Scripts answer to what was noted since. To be called behind each command. */
  settle(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (;;) {
        for (const noted of this.#options.theatre.happenings.take()) this.#wake(noted)
        const job = this.#queue.shift()
        if (job === undefined) return
        this.#run(job)
      }
    } finally {
      this.#isRunning = false
    }
  }

  /** Timers and alarms; once a second. Timers stand still where nobody is awake. */
  pulse(): void {
    const { clock, bodies, world } = this.#options.theatre
    const now = clock.now()
    const due = this.#alarms.filter(({ at }) => at <= now)
    if (due.length > 0) this.#alarms = this.#alarms.filter(({ at }) => at > now)
    for (const { thing, actor, name } of due) this.#wake(happening('alarm', { thing, actor, words: name }))
    const rooms = new Set(bodies.awake().flatMap((body) => world.roomOf(body)?.id ?? []))
    for (const room of rooms) for (const object of this.#around(room, null)) this.#tick(object, now)
    this.settle()
  }

  #tick(object: MudObject, now: number): void {
    for (const [at, { event, seconds }] of handlersOf(object).entries()) {
      if (event !== 'timer') continue
      const key = `${object.id} ${at}`
      const due = this.#timers.get(key)
      if (due !== undefined && due > now) continue
      if (this.#timers.size > 10_000) this.#timers.clear()
      this.#timers.set(key, now + seconds * 1000)
      if (due !== undefined) this.#wake(happening('timer', { thing: object.id, handler: at }))
    }
  }

  /** What may answer in a room: it, what is in it, and what people there carry. */
  #around(room: MudId, actor: MudId | null): readonly MudObject[] {
    const { world, bodies } = this.#options.theatre
    const own = world.get(room)
    const inside = world.in(room)
    const carriers = actor === null ? bodies.awakeIn(room).map(({ id }) => id) : [actor]
    const found = [...(own === undefined ? [] : [own]), ...inside, ...carriers.flatMap((id) => world.in(id))]
    return found.filter((each) => each.kind !== 'character' && sourceOf(each) !== '')
  }

  #wake(noted: Happening): void {
    const { world } = this.#options.theatre
    const thing = world.get(noted.thing)
    const objects = noted.room === null ? (thing === undefined ? [] : [thing]) : this.#around(noted.room, noted.actor)
    for (const object of objects) {
      if (object.id === noted.actor || noted.chain.includes(object.owner)) continue
      for (const [at, handler] of handlersOf(object).entries()) {
        if (handler.event !== noted.event || (noted.handler !== undefined && noted.handler !== at)) continue
        if (!matchesGlob(handler.pattern, noted.words)) continue
        this.#offer(object, { thing: object.id, source: sourceOf(object), handler, happening: noted })
      }
    }
  }

  /** Into the queue, if the owner's pace and the queue allow it. */
  #offer(object: MudObject, job: Job): void {
    const { world, clock } = this.#options.theatre
    const now = clock.now()
    const key = object.owner ?? object.id
    if (this.#paces.size > 10_000) this.#paces.clear()
    const pace = this.#paces.get(key) ?? new TokenBucket({ burst: LIMITS.events, perSecond: LIMITS.events, now })
    this.#paces.set(key, pace)
    const waiting = this.#queue.filter(({ thing }) => world.get(thing)?.owner === object.owner).length
    const isDeep = job.happening.chain.length >= LIMITS.depth
    if (!isDeep && waiting < LIMITS.queue && pace.take(now)) this.#queue.push(job)
    else if (this.#mayTell(`dropped ${key}`, WORDS.dropped)) this.#tellOwner(object, [droppedLine(object)])
  }

  #run({ thing, source, handler, happening: { actor, words, chain } }: Job): void {
    const { theatre, run } = this.#options
    const { happenings, world, bodies, clock } = theatre
    const object = world.get(thing)
    if (object === undefined || sourceOf(object) !== source || offBy(object) !== null) return
    const scene: Scene = {
      ...{ world, self: thing, actor, words: words.slice(0, HEARD), now: clock.now(), random: this.#options.random },
      isAwake: (each) => bodies.isAwake(each),
    }
    const kept = happenings.count
    const waiting = this.#alarms
    try {
      const { effects } = evaluate(scene, handler.body)
      happenings.chain = [...chain, object.owner]
      if (effects.length > 0) run(() => apply(this.#hands, scene, effects))
      this.#failures.delete(thing)
    } catch (error) {
      happenings.forget(kept)
      this.#alarms = waiting
      this.#fail(object, faultOf(error, handler))
    } finally {
      happenings.chain = []
    }
  }

  #fail(object: MudObject, fault: Fault): void {
    const { world } = this.#options.theatre
    const now = world.get(object.id)
    if (now === undefined) return
    const count = (this.#failures.get(object.id) ?? 0) + 1
    const isOff = count >= LIMITS.failures
    if (isOff) this.#failures.delete(object.id)
    else this.#failures.set(object.id, count)
    this.#options.run(() => {
      world.change(now, { props: withFault(now, fault, isOff) }, { name: '', account: null }, '')
    })
    const key = `wrong ${object.owner ?? object.id}`
    if (isOff) this.#tellOwner(now, [...faultLines(now, sourceOf(now), fault), offLine(now)])
    else if (this.#mayTell(key, WORDS.wrong)) this.#tellOwner(now, faultLines(now, sourceOf(now), fault))
  }

  #mayTell(what: string, every: number): boolean {
    const now = this.#options.theatre.clock.now()
    if (now - (this.#told.get(what) ?? Number.NEGATIVE_INFINITY) < every) return false
    if (this.#told.size > 1000) this.#told.clear()
    this.#told.set(what, now)
    return true
  }

  #tellOwner({ owner }: MudObject, lines: ReturnType<typeof faultLines>): void {
    const { world, stage } = this.#options.theatre
    const body = owner === null ? undefined : world.bodyOf(owner)
    if (body !== undefined) this.#options.run(() => stage.toBody(body, ...lines))
  }

  #schedule(alarm: Omit<Alarm, 'at' | 'owner'>, seconds: number): boolean {
    const { world, clock } = this.#options.theatre
    const owner = world.get(alarm.thing)?.owner ?? null
    // The house's things are counted each for itself.
    const same = (each: Alarm): boolean => (owner === null ? each.thing === alarm.thing : each.owner === owner)
    if (this.#alarms.filter(same).length >= LIMITS.queue) return false
    this.#alarms = [...this.#alarms, { ...alarm, owner, at: clock.now() + seconds * 1000 }]
    return true
  }

  /** Of the things that the owner may have; the house makes do with SPAWNED. */
  #mayCreate(owner: AccountId | null): boolean {
    const { theatre } = this.#options
    if (owner !== null) return ownedBy(theatre, owner).things < quotaOf(theatre, owner).things
    let count = 0
    for (const each of theatre.world.objects()) if (each.props['~spawned'] !== undefined) count += 1
    return count < SPAWNED
  }
}

/** Characters of what was said that a script gets. */
const HEARD = 1000
/** Things made by scripts that the house's may add to. */
const SPAWNED = 30

const faultOf = (error: unknown, { line, column }: Handler): Fault => {
  if (error instanceof ScriptStop) return error.fault
  if (isRefusal(error)) return { code: 'no-way', line, column, detail: error.detail }
  throw error
}
