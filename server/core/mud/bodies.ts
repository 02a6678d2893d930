// Who is awake in the world: which sessions look through which body, and what each of them was asked.

import type { PresenceId, SessionId } from '../ids.ts'
import type { MudId, MudObject } from './mud-object.ts'
import type { World } from './world.ts'

/** "Which one?": the next line may answer by number or by a word. */
export interface Choice {
  readonly candidates: readonly MudObject[]
  readonly then: (chosen: MudObject) => void
}

/** "Really?": the next line may say yes or no. */
export interface Doubt {
  readonly yes: () => void
}

export type Question = Choice | Doubt

/** Lines that are being collected for a zone of their own, to be carried out together. */
export interface Load {
  readonly name: string
  readonly lines: string[]
}

/** Takes all that is typed until it is done: an editor. */
export interface Captive {
  /** One line with its leading blanks. @throws Stop, Refusal */
  take(line: string): void
}

/** One session in the world. */
export interface Waking {
  readonly session: SessionId
  readonly presence: PresenceId
  readonly body: MudId
  question: Question | null
  load: Load | null
  /** While lines are carried out for a zone: what is made then belongs to it. */
  zone: string | null
  captive: Captive | null
}

export class Bodies {
  readonly #world: World
  readonly #sessions = new Map<SessionId, Waking>()
  /** The sessions of a body, of which at least one is awake. */
  readonly #byBody = new Map<MudId, Set<Waking>>()
  /** One presence looks through one body. */
  readonly #byPresence = new Map<PresenceId, MudId>()

  constructor(world: World) {
    this.#world = world
  }

  wake(session: SessionId, presence: PresenceId, body: MudId): Waking {
    const waking: Waking = { session, presence, body, question: null, load: null, zone: null, captive: null }
    this.#sessions.set(session, waking)
    const sessions = this.#byBody.get(body) ?? new Set()
    this.#byBody.set(body, sessions.add(waking))
    this.#byPresence.set(presence, body)
    return waking
  }

  /** True when nobody looks through that body any more. */
  sleep(waking: Waking): boolean {
    this.#sessions.delete(waking.session)
    const sessions = this.#byBody.get(waking.body)
    sessions?.delete(waking)
    if (sessions === undefined || sessions.size > 0) return false
    this.#byBody.delete(waking.body)
    this.#byPresence.delete(waking.presence)
    return true
  }

  get count(): number {
    return this.#byBody.size
  }

  of(session: SessionId): Waking | undefined {
    return this.#sessions.get(session)
  }

  /** Of a body that is awake. */
  presenceOf(body: MudId): PresenceId | null {
    const [first] = this.#byBody.get(body) ?? []
    return first?.presence ?? null
  }

  ofPresence(presence: PresenceId): MudObject | null {
    return this.#world.get(this.#byPresence.get(presence) ?? null) ?? null
  }

  sessionsOf(body: MudId): readonly Waking[] {
    return [...(this.#byBody.get(body) ?? [])]
  }

  isAwake(object: MudObject): boolean {
    return this.#byBody.has(object.id)
  }

  awakeIn(room: MudId): readonly MudObject[] {
    return this.#world.in(room).filter((object) => object.kind === 'character' && this.isAwake(object))
  }

  /** All bodies that are awake, longest first. */
  awake(): readonly MudObject[] {
    return [...this.#byBody.keys()].flatMap((id) => this.#world.get(id) ?? [])
  }
}
