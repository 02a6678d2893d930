// The `mud` of the contract: waking and falling asleep, and from a typed line to the verb that it means.

import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { CoreEvent } from '../events.ts'
import type { PresenceId, SessionId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { Act, type Quota, refusalLine, Stop, type Theatre } from './act.ts'
import { Bodies, type Waking } from './bodies.ts'
import { line } from './line.ts'
import { arrive, hangUp } from './movement.ts'
import type { Mud, MudStatus, RoomView } from './mud-calls.ts'
import { hasFlag, type MudObject, one, propText, the } from './mud-object.ts'
import type { MudRepository } from './mud-repository.ts'
import { obey } from './obey.ts'
import { entranceOf } from './places.ts'
import { hasFound, rankAt, scoreOf } from './points.ts'
import { roomView } from './rooms.ts'
import { Scheduler } from './scheduler.ts'
import { Happenings } from './script/happening.ts'
import { ScriptRunner } from './script/runner.ts'
import type { Social } from './socials.ts'
import { Stage } from './stage.ts'
import { hearChannel, hearDirect, tellTyping } from './talk.ts'
import { VERB_WORDS } from './verbs/table.ts'
import type { WingFormat } from './wing-format.ts'
import type { Wires } from './wires.ts'
import { HOUSE, World } from './world.ts'

export interface MudServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly sanitizer: Sanitizer
  readonly repository: MudRepository
  readonly wires: Wires
  readonly socials: readonly Social[]
  readonly format: WingFormat
  readonly quota: Quota
  readonly throttle: boolean
  /** In [0, 1): what scripts draw lots with. */
  random(): number
}

/** The longest command, in octets. */
const COMMAND_OCTETS = 4096
/** Commands a body may give at once, and how many a second after that. */
/** Of a line that is still being typed, in UTF-16 units. */
const TYPED_UNITS = 200
const PACE = { burst: 30, perSecond: 8 }

export class MudService implements Mud {
  readonly theatre: Theatre
  readonly #options: MudServiceOptions
  readonly #bodies: Bodies
  readonly #scripts: ScriptRunner
  readonly #paces = new Map<SessionId, TokenBucket>()

  constructor(options: MudServiceOptions) {
    this.#options = options
    const { tick, clock, sanitizer, wires, socials, format, quota } = options
    const world = new World(clock, options.repository)
    this.#bodies = new Bodies(world)
    this.theatre = {
      ...{ world, bodies: this.#bodies, stage: new Stage(tick, this.#bodies), wires, tick, clock, sanitizer },
      ...{ wired: new Map(), lastPaged: new Map(), seated: new Map(), tours: new Map(), socials, format, quota },
      scheduler: new Scheduler(() => clock.now()),
      happenings: new Happenings(),
    }
    this.#scripts = new ScriptRunner({
      theatre: this.theatre,
      actOf: (body) => {
        const [waking] = this.#bodies.sessionsOf(body.id)
        return waking === undefined ? null : this.#act(waking, '')
      },
      run: (command) => this.#run(command),
      random: options.random,
    })
  }

  enter({ session }: { session: SessionId }): RoomView {
    const presence = this.#options.sessions.requirePresence(session)
    const standing = this.#bodies.of(session)
    if (standing !== undefined) return this.here({ session })
    return this.#run(() => {
      const body = this.#bodyFor(session)
      const wasAsleep = !this.#bodies.isAwake(body)
      const waking = this.#bodies.wake(session, presence.id, body.id)
      const act = this.#act(waking, '')
      if (wasAsleep) act.others('mud.wakes')
      arrive(act)
      return roomView({ theatre: this.theatre, session, body }, act.room)
    })
  }

  leave({ session }: { session: SessionId }): void {
    const waking = this.#bodies.of(session)
    if (waking === undefined) return
    this.#paces.delete(session)
    this.#run(() => {
      const act = this.#act(waking, '')
      const { body, room } = act
      if (!this.#bodies.sleep(waking)) return
      hangUp(act, room)
      this.#lieDown(body, room)
    })
  }

  command({ session, line: typed }: { session: SessionId; line: string }): void {
    const waking = this.#require(session)
    if (Buffer.byteLength(typed) > COMMAND_OCTETS) throw new Refusal('too-long', `${COMMAND_OCTETS} octets`)
    // What is only collected costs nothing, and is as much as a load or a script may hold.
    if (waking.load === null && waking.captive === null) this.#requireCalm(session)
    const typedLine = this.#options.sanitizer.line(typed)
    const text = typedLine.trim()
    if (text === '' && waking.captive === null) return
    try {
      this.#run(() => {
        if (waking.captive === null) obey(waking, text, (rest) => this.#act(waking, rest))
        else waking.captive.take(typedLine.trimEnd())
      })
    } catch (error) {
      this.theatre.happenings.forget()
      const told = this.#whyNot(error)
      this.#options.tick.run(() => this.theatre.stage.toSession(session, ...told))
    }
    this.#scripts.settle()
  }

  here({ session }: { session: SessionId }): RoomView {
    const act = this.#act(this.#require(session), '')
    return roomView({ theatre: this.theatre, session, body: act.body }, act.room)
  }

  status({ session }: { session: SessionId }): MudStatus {
    const { body, carried } = this.#act(this.#require(session), '')
    return {
      name: body.name.en ?? '',
      score: scoreOf(body),
      rank: rankAt(scoreOf(body)),
      carrying: carried.map(one),
    }
  }

  map({ session }: { session: SessionId }): readonly RoomView[] {
    const { body, room } = this.#act(this.#require(session), '')
    const area = propText(room, 'area')
    const onlooker = { theatre: this.theatre, session, body }
    return this.theatre.world
      .roomsOf(area)
      .filter((each) => each.props['x'] !== undefined && hasFound(body, each.seed?.key ?? `#${each.id}`))
      .map((each) => roomView(onlooker, each))
  }

  complete({ session, line: typed }: { session: SessionId; line: string }): readonly string[] {
    const act = this.#act(this.#require(session), '')
    const words = typed.split(/\s+/)
    const last = (words.at(-1) ?? '').toLowerCase()
    const names = [...act.inReach, ...act.exits].filter((each) => !hasFlag(each, 'hidden')).flatMap(namesOf)
    const known = words.length > 1 ? names : [...VERB_WORDS, ...act.exits.flatMap(namesOf)]
    return [...new Set(known)]
      .filter((word) => word.toLowerCase().startsWith(last))
      .sort()
      .slice(0, 50)
  }

  typing({ session, text }: { session: SessionId; text: string }): void {
    const waking = this.#require(session)
    const table = this.theatre.seated.get(waking.body)
    if (table === undefined) return
    const clean = this.#options.sanitizer.line(text).slice(0, TYPED_UNITS)
    this.#run(() => tellTyping(this.theatre, waking.body, table, clean))
  }

  /** What is due happens now. Called by the house, about once a second. */
  pulse(): void {
    for (const run of this.theatre.scheduler.due()) this.#run(run)
    this.#scripts.pulse()
  }

  /** What happens elsewhere in the house, as the world hears it. Subscribed by the house. */
  notice(event: CoreEvent): void {
    if (this.#bodies.count === 0) return
    if (event.type === 'channel.said') this.#run(() => hearChannel(this.theatre, event))
    if (event.type === 'direct.said') this.#run(() => hearDirect(this.theatre, event))
    if (event.type === 'presence.left') this.#fallAsleep(event.who.presence)
    this.#scripts.settle()
  }

  #run<T>(command: () => T): T {
    return this.#options.tick.run(() => this.theatre.world.attempt(command))
  }

  #act(waking: Waking, rest: string): Act {
    return new Act(this.theatre, waking, this.#options.sessions.actor(waking.session).role, rest)
  }

  /** Whoever it was is gone from the house, and from its channels. */
  #fallAsleep(presence: PresenceId): void {
    const body = this.#bodies.ofPresence(presence)
    const room = body === null ? undefined : this.theatre.world.roomOf(body)
    if (body === null || room === undefined) return
    this.#run(() => {
      for (const waking of this.#bodies.sessionsOf(body.id)) {
        this.#bodies.sleep(waking)
        this.#paces.delete(waking.session)
      }
      this.#lieDown(body, room)
    })
  }

  #lieDown(body: MudObject, room: MudObject): void {
    const { stage, wired, lastPaged, seated, tours } = this.theatre
    stage.toRoom(room.id, [line('mud.sleeps', { who: the(body) }, 'dim')])
    wired.delete(body.id)
    lastPaged.delete(body.id)
    seated.delete(body.id)
    tours.get(body.id)?.cancel()
    tours.delete(body.id)
    if (body.account === null) this.#vanish(body)
    stage.changed(room.id)
  }

  #require(session: SessionId): Waking {
    const waking = this.#bodies.of(session)
    if (waking === undefined) throw new Refusal('not-permitted', 'not in the world')
    return waking
  }

  #requireCalm(session: SessionId): void {
    if (!this.#options.throttle) return
    const now = this.#options.clock.now()
    const pace = this.#paces.get(session) ?? new TokenBucket({ ...PACE, now })
    this.#paces.set(session, pace)
    if (!pace.take(now)) throw new Refusal('throttled', 'commands')
  }

  #bodyFor(session: SessionId): MudObject {
    const { world } = this.theatre
    const { account, nick } = this.#options.sessions.actor(session)
    const standing = account === null ? undefined : world.bodyOf(account)
    if (standing !== undefined) return standing
    const draft = {
      ...{ kind: 'character' as const, name: { en: nick ?? '' }, words: {}, text: {}, flags: [], locks: {}, props: {} },
      ...{ owner: account, location: entranceOf(world).id, target: null, account, parent: null, seed: null },
    }
    return account === null ? world.createVisitor(draft) : world.create(draft, HOUSE, 'born')
  }

  /** A visitor goes, and leaves behind what it carried. */
  #vanish(body: MudObject): void {
    const { world } = this.theatre
    for (const thing of world.in(body.id)) world.move(thing, body.location ?? entranceOf(world).id)
    world.remove(body, HOUSE)
  }

  #whyNot(error: unknown) {
    if (error instanceof Stop) return error.lines
    if (isRefusal(error)) return [refusalLine(error)]
    throw error
  }
}

const namesOf = ({ name, words }: MudObject): readonly string[] =>
  [...Object.values(name), ...Object.values(words).flat()].filter((word) => word !== undefined)
