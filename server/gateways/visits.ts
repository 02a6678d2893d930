// Those who came in through one gateway with a terminal: a session in the core, and from some moment on a caller at the
// screens. The gateway brings the octets; what the core says about the session (dismissed, entered) is heeded here.

import type { Face } from '../core/accounts/session.ts'
import type { CoreLink } from '../core/contract.ts'
import type { CoreEvent } from '../core/events.ts'
import type { SessionId } from '../core/ids.ts'
import type { Caller, CallerOptions, House } from '../screens/caller.ts'
import type { CarriedTerminal } from './carried-terminal.ts'
import type { Log } from './gateway.ts'

/** Somebody who neither signs in nor types anything is sent away after this long. */
const NOBODY_IDLE_MS = 15 * 60_000
/** How often at most the core hears that a caller is typing. */
const TOUCH_MS = 5_000

export interface VisitsOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly house: House
  readonly openCaller: (options: CallerOptions) => Caller
}

export interface Arrival {
  readonly face: Face
  readonly address: string
  readonly secure: boolean
  /** The core wants the session gone and there is no screen yet to say so. */
  readonly onDismissed: (reason: string) => void
}

export class Visits {
  readonly #options: VisitsOptions
  readonly #visits = new Map<SessionId, Visit>()
  readonly #unsubscribe: () => void

  constructor(options: VisitsOptions) {
    this.#options = options
    this.#unsubscribe = options.link.subscribe((event) => this.#heed(event))
  }

  /** Opens a session in the core: nobody yet. */
  async open(arrival: Arrival): Promise<Visit> {
    const { face, address, secure } = arrival
    const session = await this.#options.link.core.sessions.open({ face, address, secure })
    const visit = new Visit(this.#options, session, arrival, () => this.#visits.delete(session))
    this.#visits.set(session, visit)
    return visit
  }

  stop(): void {
    this.#unsubscribe()
  }

  #heed(event: CoreEvent): void {
    if (event.type === 'session.dismissed') this.#visits.get(event.session)?.dismiss(event.reason)
    else if (event.type === 'session.entered') this.#visits.get(event.session)?.entered()
  }
}

export interface Seat extends Pick<CallerOptions, 'rendering' | 'onShown'> {
  readonly terminal: CarriedTerminal
  readonly entry: CallerOptions['entry']
  /** An authorized_keys line whose ownership the gateway has proved. */
  readonly offeredKey?: string
}

export class Visit {
  readonly session: SessionId
  readonly #options: VisitsOptions
  readonly #arrival: Arrival
  readonly #forget: () => void
  #caller: Caller | null = null
  #nobodyTimer: NodeJS.Timeout | null = null
  #isSomebody = false
  #farewell: string | null = null
  #ended = false

  constructor(options: VisitsOptions, session: SessionId, arrival: Arrival, forget: () => void) {
    this.session = session
    this.#options = options
    this.#arrival = arrival
    this.#forget = forget
  }

  /** The screens begin. */
  sit({ terminal, entry, offeredKey, ...showing }: Seat): void {
    const { link, house, openCaller } = this.#options
    const offered = offeredKey === undefined ? {} : { offeredKey }
    const onFault = (error: unknown): void => this.fault(error)
    this.#caller = openCaller({ link, house, terminal, session: this.session, entry, ...offered, ...showing, onFault })
    if (!this.#isSomebody) this.#watchNobody(terminal)
    this.#touchOnInput(terminal)
  }

  /** Why it was dismissed; null as long as it was not. */
  get farewell(): string | null {
    return this.#farewell
  }

  redraw(): void {
    this.#caller?.redraw()
  }

  /** As the caller would choose it on a screen. */
  render(rendering: NonNullable<CallerOptions['rendering']>): void {
    this.#caller?.render(rendering)
  }

  /** Says `reason` on the screen, or hands it to the gateway when there is none. */
  dismiss(reason: string): void {
    if (this.#ended) return
    this.#farewell = reason
    try {
      if (this.#caller === null) this.#arrival.onDismissed(reason)
      else this.#caller.close(reason)
    } catch (error) {
      this.fault(error)
    }
  }

  /** It signed in or entered as a guest. */
  entered(): void {
    this.#isSomebody = true
    if (this.#nobodyTimer !== null) clearTimeout(this.#nobodyTimer)
    this.#nobodyTimer = null
  }

  fault(error: unknown): void {
    this.#options.log.error({ session: this.session, face: this.#arrival.face, err: error }, 'a screen failed')
  }

  /** The connection is gone for good. */
  end(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.entered()
    this.#forget()
    this.#options.link.core.sessions.close({ session: this.session, reason }).catch((error) => this.fault(error))
  }

  #watchNobody(terminal: CarriedTerminal): void {
    const timer = setTimeout(() => {
      this.dismiss('You have been quiet for a while, so the line was given to somebody else. Come back any time.')
    }, NOBODY_IDLE_MS)
    timer.unref()
    this.#nobodyTimer = timer
    terminal.onInput(() => {
      if (this.#nobodyTimer !== null) this.#nobodyTimer.refresh()
    })
  }

  #touchOnInput(terminal: CarriedTerminal): void {
    let touched = performance.now()
    terminal.onInput(() => {
      const now = performance.now()
      if (now - touched < TOUCH_MS || this.#ended) return
      touched = now
      this.#options.link.core.sessions.touch({ session: this.session }).catch((error) => this.fault(error))
    })
  }
}
