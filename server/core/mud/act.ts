// One command on its way: who does it, where, and how verbs speak, look for things, ask, and give up.

import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { outranks, type Role } from '../visibility.ts'
import type { Bodies, Waking } from './bodies.ts'
import { line, type MudLine } from './line.ts'
import { type Key, MUD_ROLES, type MudRole, opens, parseLock } from './lock.ts'
import {
  type Local,
  type LockKind,
  type MudId,
  type MudLanguage,
  type MudObject,
  one,
  propText,
  the,
} from './mud-object.ts'
import { scoreOf } from './points.ts'
import type { Appointment, Scheduler } from './scheduler.ts'
import type { Happenings } from './script/happening.ts'
import type { Social } from './socials.ts'
import type { Stage } from './stage.ts'
import type { WingFormat } from './wing-format.ts'
import type { Wires } from './wires.ts'
import { choose, type Match, parsePhrase } from './words.ts'
import type { Hand, World } from './world.ts'

/** What all commands share. */
export interface Theatre {
  readonly world: World
  readonly bodies: Bodies
  readonly stage: Stage
  readonly wires: Wires
  readonly tick: Tick
  readonly clock: Clock
  /** The channels that bodies have joined by walking in. */
  readonly wired: Map<MudId, string>
  /** Who sits at which Talkomatic table. */
  readonly seated: Map<MudId, MudId>
  /** Who walks with the guide. */
  readonly tours: Map<MudId, Appointment>
  readonly scheduler: Scheduler
  /** Whom `reply` answers. */
  readonly lastPaged: Map<MudId, string>
  readonly sanitizer: Sanitizer
  readonly socials: readonly Social[]
  readonly format: WingFormat
  /** What an account may own at first, by kind. */
  readonly quota: Quota
  /** What scripts answer to once the command is done. */
  readonly happenings: Happenings
}

export interface Quota {
  readonly rooms: number
  readonly things: number
  readonly exits: number
}

/** A verb gives up: nothing it did remains, and the actor reads why. */
export class Stop extends Error {
  readonly lines: readonly MudLine[]

  /** `because`: what went wrong inside of what is given up. */
  constructor(key: string, values: MudLine['values'] = {}, because: readonly MudLine[] = []) {
    super(key)
    this.lines = [line(key, values, 'wrong'), ...because]
  }
}

export const refusalLine = ({ code, detail }: Refusal): MudLine => line(`refusals.${code}`, { detail }, 'wrong')

export class Act {
  readonly theatre: Theatre
  readonly session: SessionId
  readonly waking: Waking
  /** What stood after the verb. */
  readonly rest: string
  typedIn: MudLanguage | null = null
  readonly #role: Role

  constructor(theatre: Theatre, waking: Waking, role: Role, rest: string) {
    this.theatre = theatre
    this.waking = waking
    this.session = waking.session
    this.rest = rest
    this.#role = role
  }

  get world(): World {
    return this.theatre.world
  }

  /** As it is now: walking and carrying change it. */
  get body(): MudObject {
    const body = this.world.get(this.waking.body)
    if (body === undefined) throw new Error('a body without an object')
    return body
  }

  get room(): MudObject {
    const room = this.world.roomOf(this.body)
    if (room === undefined) throw new Error('a body outside of the world')
    return room
  }

  get hand(): Hand {
    return { name: this.body.name.en ?? '', account: this.body.account }
  }

  get role(): MudRole {
    if (this.#role === 'guest') return 'visitor'
    if (outranks(this.#role, 'sysop')) return 'wizard'
    if (outranks(this.#role, 'moderator')) return 'keeper'
    return propText(this.body, 'builder') === '' ? 'player' : 'builder'
  }

  /** Whether the actor's role is this one or above. */
  is(least: MudRole): boolean {
    return MUD_ROLES.indexOf(this.role) >= MUD_ROLES.indexOf(least)
  }

  /** What the actor writes in: the language of a verb that only one has, else what the account has chosen. */
  get language(): MudLanguage {
    return this.typedIn ?? this.theatre.wires.language(this.session)
  }

  get isKeeper(): boolean {
    return outranks(this.#role, 'moderator')
  }

  // Speaking ------------------------------------------------------------------------------------------------------

  /** To the one who acts, where it was typed. */
  tell(key: string, values: MudLine['values'] = {}, tone: MudLine['tone'] = 'plain'): void {
    this.show(line(key, values, tone))
  }

  show(...lines: readonly MudLine[]): void {
    this.theatre.stage.toSession(this.session, ...lines)
  }

  /** To the one who acts, in all their sessions, and to everybody else in the room. Keys: `KEY` and `KEY.others`. */
  both(key: string, values: MudLine['values'] = {}): void {
    const { stage } = this.theatre
    stage.toBody(this.body, line(key, values))
    this.others(`${key}.others`, values)
  }

  /** To everybody else in the room; `who` is the actor. */
  others(key: string, values: MudLine['values'] = {}, except: readonly MudId[] = []): void {
    const told = [line(key, { who: the(this.body), ...values })]
    this.theatre.stage.toRoom(this.room.id, told, [this.body.id, ...except])
  }

  // Looking for things --------------------------------------------------------------------------------------------

  get carried(): readonly MudObject[] {
    return this.world.in(this.body.id)
  }

  /** What can be named here: carried, then lying here, then people; exits apart. */
  get inReach(): readonly MudObject[] {
    const here = this.world.in(this.room.id).filter((each) => each.kind !== 'exit' && this.isPresent(each))
    const open = [...here, ...this.carried]
      .filter((each) => this.isOpen(each))
      .flatMap((each) => this.world.in(each.id))
    return [...this.carried, ...here.filter((each) => each.id !== this.body.id), ...open]
  }

  get exits(): readonly MudObject[] {
    return this.world.exitsOf(this.room.id)
  }

  /** Sleeping bodies are out of sight. */
  isPresent(object: MudObject): boolean {
    return object.kind !== 'character' || this.theatre.bodies.isAwake(object)
  }

  isOpen(object: MudObject): boolean {
    return object.kind === 'thing' && object.flags.includes('container') && !object.flags.includes('closed')
  }

  /**
   * Finds what `phrase` names and goes on with it, at once or after the answer to "which one?". Tells when there is
   * nothing of that name; `all` is not understood here (see `each`).
   */
  find(
    phrase: string,
    candidates: readonly MudObject[],
    then: (object: MudObject) => void,
    none = 'mud.no-such',
  ): void {
    const match = this.#match(phrase, candidates)
    if (match.kind === 'one') then(match.object)
    else if (match.kind === 'none') throw new Stop(none, { what: phrase })
    else if (match.kind === 'all' && match.objects.length === 1 && match.objects[0] !== undefined)
      then(match.objects[0])
    else if (match.kind === 'all') throw new Stop('mud.one-at-a-time')
    else this.ask(match.objects, then)
  }

  /** As `find`, where "all" means each of them. */
  each(
    phrase: string,
    candidates: readonly MudObject[],
    then: (object: MudObject) => void,
    none = 'mud.no-such',
  ): void {
    const match = this.#match(phrase, candidates)
    if (match.kind !== 'all') this.find(phrase, candidates, then, none)
    else for (const object of match.objects) then(object)
  }

  /** "Which one: 1) … 2) …?"; the next line may be the answer. */
  ask(candidates: readonly MudObject[], then: (object: MudObject) => void): void {
    const shown = candidates.slice(0, 20)
    this.waking.question = { candidates: shown, then }
    const list = shown.map((each, at): Local => numbered(at + 1, one(each)))
    this.tell('mud.which', { list }, 'asked')
  }

  /** Asks first; `yes` on the next line goes on. */
  doubt(key: string, values: MudLine['values'], yes: () => void): void {
    this.waking.question = { yes }
    this.tell(key, values, 'asked')
  }

  #match(phrase: string, candidates: readonly MudObject[]): Match {
    const own = /^(?:me|myself|meg|meg selv)$/i.test(phrase.trim())
    if (own) return { kind: 'one', object: this.body }
    if (isHere(phrase)) return { kind: 'one', object: this.room }
    const visible = candidates.filter((each, at) => candidates.indexOf(each) === at)
    return choose(parsePhrase(phrase), visible)
  }

  // Permission ----------------------------------------------------------------------------------------------------

  owns(object: MudObject): boolean {
    if (this.role === 'wizard') return true
    if (this.isKeeper && object.owner === null) return true
    return object.owner !== null && object.owner === this.body.account
  }

  /** Whether a lock lets the actor; a lock that cannot be read is shut. */
  passes(object: MudObject, kind: LockKind): boolean {
    const source = object.locks[kind]
    if (source === undefined) return true
    if (this.role === 'wizard') return true
    try {
      return opens(parseLock(source), this.#key(object))
    } catch {
      return false
    }
  }

  #key(object: MudObject): Key {
    return {
      isOwner: this.owns(object),
      role: this.role,
      name: this.body.account === null ? '' : (this.body.name.en ?? ''),
      has: (thing) => this.carried.some((each) => isThing(each, thing)),
      isIn: (group) => this.theatre.wires.isInGroup(this.session, group),
      score: scoreOf(this.body),
    }
  }
}

export const isHere = (phrase: string): boolean => /^(?:here|her|room|rommet)$/i.test(phrase.trim())

const isThing = (object: MudObject, named: string): boolean =>
  object.seed?.key === named || `#${object.id}` === named || object.name.en === named || object.name.nb === named

const numbered = (at: number, local: Local): Local =>
  Object.fromEntries(Object.entries(local).map(([language, text]) => [language, `${at}) ${text}`]))
