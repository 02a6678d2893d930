// Counts what goes on, in memory, and keeps each hour's sums every few minutes: so that counting costs nothing, and a
// crash little.

import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { CoreEvent } from '../events.ts'
import type { SessionId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import {
  COUNTED,
  type Counted,
  type DaemonWarning,
  type Figures,
  type HourCounts,
  type Statistics,
} from './stats-calls.ts'
import type { CountRepository, Machine } from './stats-repository.ts'

export interface StatsServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly counts: CountRepository
  readonly machine: Machine
}

const HOUR = 3_600_000
const KEEP_EVERY = 5 * 60_000
const MOST_HOURS = 744
/** A year and a bit. */
const KEPT_HOURS = 24 * 400
const MIB = 1_048_576

type Sums = Record<Counted, number>
const nothing = (): Sums => ({ logins: 0, guests: 0, articles: 0, lines: 0, people: 0, memory: 0, store: 0 })

export class StatsService implements Statistics {
  readonly #options: StatsServiceOptions
  #hour: number
  #sums: Sums
  #kept: number

  constructor(options: StatsServiceOptions) {
    this.#options = options
    this.#kept = options.clock.now()
    this.#hour = Math.floor(this.#kept / HOUR)
    this.#sums = this.#read(this.#hour).get(this.#hour) ?? nothing()
    options.tick.subscribe((event) => this.#count(event))
  }

  figures({ session }: { session: SessionId }): Figures {
    this.#require(session)
    const { sessions, machine } = this.#options
    return {
      ...{ since: machine.since, people: sessions.census({ session }).nicks, sessions: sessions.byFace() },
      ...{ memory: machine.memory(), store: machine.storeSize() },
    }
  }

  hours({ session, hours }: { session: SessionId; hours: number }): readonly HourCounts[] {
    this.#require(session)
    this.#roll()
    this.#gauge()
    const many = Math.max(1, Math.min(MOST_HOURS, Math.trunc(hours)))
    const first = this.#hour - many + 1
    const read = this.#read(first)
    return Array.from({ length: many }, (_, at) => {
      const hour = first + at
      const sums = hour === this.#hour ? this.#sums : (read.get(hour) ?? nothing())
      return { at: hour * HOUR, counts: { ...sums } }
    })
  }

  warnings({ session }: { session: SessionId }): readonly DaemonWarning[] {
    this.#require(session)
    return this.#options.machine.warnings()
  }

  /** Called now and then: keeps the sums when it is time. */
  look(): void {
    this.#roll()
    if (this.#options.clock.now() - this.#kept < KEEP_EVERY) return
    this.#gauge()
    this.keep()
  }

  /** Keeps what was counted, also before the house closes. */
  keep(): void {
    const { clock, counts } = this.#options
    this.#kept = clock.now()
    this.#unlessFull(() => {
      for (const what of COUNTED) {
        const value = this.#sums[what]
        if (value > 0) counts.put({ hour: this.#hour, what, value })
      }
    })
  }

  /** On a full disk, counts are the last thing to miss. */
  #unlessFull(write: () => void): void {
    try {
      this.#options.tick.run(write)
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }

  #count(event: CoreEvent): void {
    if (event.type === 'session.entered') {
      this.#add(event.who.account === null ? 'guests' : 'logins')
      this.#most('people', this.#options.sessions.count)
    }
    if (event.type === 'article.posted') this.#add('articles')
    if (event.type === 'channel.said') this.#add('lines')
  }

  #add(what: Counted): void {
    this.#roll()
    this.#sums[what] += 1
  }

  /** A new hour begins with what there is now. */
  #roll(): void {
    const { clock, counts } = this.#options
    const hour = Math.floor(clock.now() / HOUR)
    if (hour === this.#hour) return
    this.keep()
    this.#hour = hour
    this.#sums = nothing()
    this.#unlessFull(() => counts.dropBefore(hour - KEPT_HOURS))
  }

  #gauge(): void {
    const { sessions, machine } = this.#options
    this.#most('people', sessions.count)
    this.#most('memory', Math.round(machine.memory() / MIB))
    this.#most('store', Math.round(machine.storeSize() / 1024))
  }

  #most(what: Counted, value: number): void {
    this.#sums[what] = Math.max(this.#sums[what], value)
  }

  #read(from: number): Map<number, Sums> {
    const read = new Map<number, Sums>()
    for (const { hour, what, value } of this.#options.counts.from(from)) {
      const sums = read.get(hour) ?? nothing()
      sums[what] = value
      read.set(hour, sums)
    }
    return read
  }

  #require(session: SessionId): void {
    const actor = this.#options.sessions.actor(session)
    if (!canDo(actor, 'read-log')) throw new Refusal('not-permitted', 'statistics')
  }
}
