// The world in memory, a write-through cache of the store: objects by number, what is where, whose body is whose.
// A command that fails is undone here as the tick undoes it in the store.

import { foldChannelName, foldName } from '../../../shared/names.ts'
import type { Clock } from '../clock.ts'
import type { AccountId } from '../ids.ts'
import { type MudId, type MudObject, propText } from './mud-object.ts'
import type { MudRepository } from './mud-repository.ts'

/** Who changes something, for the log. */
export interface Hand {
  readonly name: string
  readonly account: AccountId | null
}

/** Deeds of the house itself. */
export const HOUSE: Hand = { name: '', account: null }

const NOTHING: ReadonlySet<MudId> = new Set()

export class World {
  readonly #clock: Clock
  readonly #repository: MudRepository
  readonly #objects = new Map<MudId, MudObject>()
  readonly #contents = new Map<MudId, Set<MudId>>()
  readonly #bodies = new Map<AccountId, MudId>()
  readonly #seeds = new Map<string, MudId>()
  /** Rooms by the channel they are linked to. */
  readonly #linked = new Map<string, Set<MudId>>()
  readonly #areas = new Map<string, Set<MudId>>()
  /** How to take back what the running command has done, last deed last. */
  #undo: (() => void)[] = []
  /** The first entry that the running command has made in the log. */
  #deed: number | null = null
  #depth = 0
  /** Visitors have negative numbers, and nobody keeps them. */
  #lastVisitor = 0

  constructor(clock: Clock, repository: MudRepository) {
    this.#clock = clock
    this.#repository = repository
    for (const object of repository.all()) this.#index(object)
  }

  get size(): number {
    return this.#objects.size
  }

  get repository(): MudRepository {
    return this.#repository
  }

  objects(): IterableIterator<MudObject> {
    return this.#objects.values()
  }

  get(id: MudId | null): MudObject | undefined {
    return id === null ? undefined : this.#objects.get(id)
  }

  /** What is directly in it, exits too. */
  in(id: MudId): readonly MudObject[] {
    const found: MudObject[] = []
    for (const each of this.#contents.get(id) ?? NOTHING) {
      const object = this.#objects.get(each)
      if (object !== undefined) found.push(object)
    }
    return found
  }

  exitsOf(room: MudId): readonly MudObject[] {
    return this.in(room).filter((object) => object.kind === 'exit')
  }

  bodyOf(account: AccountId): MudObject | undefined {
    return this.get(this.#bodies.get(account) ?? null)
  }

  /** The body of an account by its name. */
  bodyCalled(name: string): MudObject | undefined {
    const folded = foldName(name)
    for (const id of this.#bodies.values()) {
      const body = this.#objects.get(id)
      if (body !== undefined && foldName(body.name.en ?? '') === folded) return body
    }
    return undefined
  }

  seeded(key: string): MudObject | undefined {
    return this.get(this.#seeds.get(key) ?? null)
  }

  /** The rooms of an area, on one map. */
  roomsOf(area: string): readonly MudObject[] {
    return [...(this.#areas.get(area) ?? NOTHING)].flatMap((id) => this.#objects.get(id) ?? [])
  }

  /** The rooms that a channel is heard in. */
  linkedTo(channel: string): readonly MudObject[] {
    return [...(this.#linked.get(foldChannelName(channel)) ?? NOTHING)].flatMap((id) => this.#objects.get(id) ?? [])
  }

  /** The room something is in, through whatever holds it. */
  roomOf(object: MudObject): MudObject | undefined {
    let at: MudObject | undefined = object
    for (let depth = 0; at !== undefined && at.kind !== 'room' && depth < 32; depth += 1) at = this.get(at.location)
    return at
  }

  /** Runs what changes the world; when it throws, memory is as it was before. The caller stands in `tick.run`. */
  attempt<T>(command: () => T): T {
    const outer = this.#undo
    this.#undo = []
    if (this.#depth === 0) this.#deed = null
    this.#depth += 1
    try {
      const result = command()
      outer.push(...this.#undo)
      return result
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo()
      throw error
    } finally {
      this.#depth -= 1
      this.#undo = outer
    }
  }

  create(draft: Omit<MudObject, 'id'>, hand: Hand, act = 'create'): MudObject {
    const object: MudObject = { ...draft, id: this.#repository.insert(draft) }
    this.#log(hand, act, object.id, null)
    return this.#place(object)
  }

  /** A body that lasts as long as its guest is here. */
  createVisitor(draft: Omit<MudObject, 'id'>): MudObject {
    this.#lastVisitor -= 1
    return this.#place({ ...draft, id: this.#lastVisitor as MudId })
  }

  /** `act` is what the log says; '' for what is no deed (walking about). */
  change(object: MudObject, patch: Partial<Omit<MudObject, 'id'>>, hand: Hand, act: string): MudObject {
    const now = this.#objects.get(object.id) ?? object
    const next = { ...now, ...patch }
    if (act !== '' && next.id > 0) this.#log(hand, act, next.id, now)
    return this.#swap(now, next)
  }

  #swap(now: MudObject, next: MudObject): MudObject {
    if (next.id > 0) this.#repository.put(next)
    this.#unindex(now)
    this.#index(next)
    this.#undo.push(() => {
      this.#unindex(next)
      this.#index(now)
    })
    return next
  }

  move(object: MudObject, location: MudId): MudObject {
    return this.change(object, { location }, HOUSE, '')
  }

  /** What is in it must have been moved or removed before. */
  remove(object: MudObject, hand: Hand, act = 'destroy', undoes: number | null = null): void {
    if (object.id > 0) {
      this.#log(hand, act, object.id, object, undoes)
      this.#repository.remove(object.id)
    }
    this.#unindex(object)
    this.#undo.push(() => this.#index(object))
  }

  /** Makes an object again what it was, with its old number if it is gone; the log says that `deed` was taken back. */
  restore(object: MudObject, hand: Hand, deed: number): MudObject {
    const now = this.#objects.get(object.id)
    this.#log(hand, 'undo', object.id, now ?? null, deed)
    if (now !== undefined) return this.#swap(now, object)
    this.#repository.put(object)
    return this.#place(object)
  }

  #place(object: MudObject): MudObject {
    this.#index(object)
    this.#undo.push(() => this.#unindex(object))
    return object
  }

  #log(hand: Hand, act: string, object: MudId, before: MudObject | null, undoes: number | null = null): void {
    const entry = { at: this.#clock.now(), actor: hand.name, account: hand.account, act, object, before, undoes }
    const id = this.#repository.log({ ...entry, deed: this.#deed })
    this.#deed ??= id
  }

  #index(object: MudObject): void {
    this.#objects.set(object.id, object)
    if (object.account !== null) this.#bodies.set(object.account, object.id)
    if (object.seed !== null) this.#seeds.set(object.seed.key, object.id)
    if (object.kind === 'room' && object.props['channel'] !== undefined) add(this.#linked, channelOf(object), object.id)
    if (object.kind === 'room') add(this.#areas, propText(object, 'area'), object.id)
    if (object.location !== null) add(this.#contents, object.location, object.id)
  }

  #unindex(object: MudObject): void {
    this.#objects.delete(object.id)
    if (object.account !== null) this.#bodies.delete(object.account)
    if (object.seed !== null) this.#seeds.delete(object.seed.key)
    if (object.kind === 'room' && object.props['channel'] !== undefined) {
      take(this.#linked, channelOf(object), object.id)
    }
    if (object.kind === 'room') take(this.#areas, propText(object, 'area'), object.id)
    if (object.location !== null) take(this.#contents, object.location, object.id)
  }
}

const channelOf = (room: MudObject): string => foldChannelName(propText(room, 'channel'))

const add = <K>(index: Map<K, Set<MudId>>, key: K, id: MudId): void => {
  const ids = index.get(key)
  if (ids === undefined) index.set(key, new Set([id]))
  else ids.add(id)
}

const take = <K>(index: Map<K, Set<MudId>>, key: K, id: MudId): void => {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}
