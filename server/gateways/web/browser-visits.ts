// The callers behind browser tabs. When a line drops, its caller lives on for a while, and the tab that holds the
// resume token finds it again; a second tab with a copy of the token gets a caller of its own.

import { randomBytes } from 'node:crypto'
import type { HelloFrame } from '../../../shared/frames.ts'
import type { Outlet } from '../../core/tick.ts'
import { networkOf } from '../admission.ts'
import { CarriedTerminal } from '../carried-terminal.ts'
import type { Visit, Visits } from '../visits.ts'
import { CLOSE_CODES, type Rider, type TerminalSocket } from './terminal-socket.ts'

const LINGER_MS = 120_000
/** Callers without a line, of one network; the one that has waited longest goes first. */
const LINGERING_PER_NETWORK = 32
const SEND_LIMIT = 1024 * 1024
const KIND = { term: 'xterm-256color', colors: 16_777_216, charset: 'utf-8' as const }

export interface BrowserVisitsOptions {
  readonly visits: Visits
  readonly outlet: Outlet
  readonly throttle: boolean
}

export class BrowserVisits {
  readonly #options: BrowserVisitsOptions
  readonly #byToken = new Map<string, BrowserVisit>()
  /** Set while the house closes: the browsers shall come back by themselves. */
  #isClosing = false

  constructor(options: BrowserVisitsOptions) {
    this.#options = options
  }

  /** Gives the browser its old caller back, or a new one. */
  async welcome(socket: TerminalSocket, hello: HelloFrame): Promise<void> {
    const standing = hello.resume === undefined ? null : await this.#claim(hello.resume)
    const visit = standing ?? (await this.#open(socket, hello))
    if (standing === null && (this.#isClosing || !socket.isOpen)) visit.end('connection closed')
    else visit.attach(socket, hello, standing !== null)
  }

  /** Tells every caller `reason` and ends their visits; the sockets close with "service restart". */
  closeAll(reason: string): void {
    this.#isClosing = true
    for (const visit of [...this.#byToken.values()]) visit.dismiss(reason)
  }

  /** Null unless the token's caller is without a line, or its line turns out to be dead. */
  async #claim(token: string): Promise<BrowserVisit | null> {
    const visit = this.#byToken.get(token)
    if (visit === undefined) return null
    const { socket } = visit
    const isTaken = socket !== null && (await socket.answers())
    const isStillSo = this.#byToken.get(token) === visit && visit.socket === socket
    return !isTaken && isStillSo ? visit : null
  }

  async #open(socket: TerminalSocket, hello: HelloFrame): Promise<BrowserVisit> {
    const { visits, outlet } = this.#options
    const { address, secure } = socket.peer
    const token = randomBytes(24).toString('base64url')
    const visit = await visits.open({
      ...{ face: 'web' as const, address, secure },
      onDismissed: () => socket.close(CLOSE_CODES.policy, ''),
    })
    const browserVisit = new BrowserVisit({
      token,
      visit,
      outlet,
      hello,
      network: networkOf(address),
      isClosing: () => this.#isClosing,
      onDetached: (detached) => this.#linger(detached),
      onOver: () => this.#byToken.delete(token),
    })
    this.#byToken.set(token, browserVisit)
    return browserVisit
  }

  #linger(detached: BrowserVisit): void {
    // Insertion order is age: put it last.
    this.#byToken.delete(detached.token)
    this.#byToken.set(detached.token, detached)
    if (!this.#options.throttle) return
    const neighbours = [...this.#byToken.values()].filter(
      (each) => each.socket === null && each.network === detached.network,
    )
    if (neighbours.length > LINGERING_PER_NETWORK) neighbours[0]?.end('line dropped')
  }
}

interface BrowserVisitOptions {
  readonly token: string
  readonly visit: Visit
  readonly outlet: Outlet
  readonly hello: HelloFrame
  readonly network: string
  readonly isClosing: () => boolean
  readonly onDetached: (visit: BrowserVisit) => void
  readonly onOver: () => void
}

class BrowserVisit implements Rider {
  readonly token: string
  readonly network: string
  readonly #options: BrowserVisitOptions
  readonly #terminal: CarriedTerminal
  #socket: TerminalSocket | null = null
  #lingering: NodeJS.Timeout | null = null
  #seated = false
  #isInLines = false
  #over = false

  constructor(options: BrowserVisitOptions) {
    this.#options = options
    this.token = options.token
    this.network = options.network
    this.#terminal = new CarriedTerminal({
      kind: { ...KIND, language: options.hello.language ?? '' },
      size: options.hello,
      outlet: options.outlet,
      sendLimit: SEND_LIMIT,
      onClosed: () => this.#finish(),
      onFault: (error) => options.visit.fault(error),
    })
  }

  /** What carries it now; null while the line is down. */
  get socket(): TerminalSocket | null {
    return this.#socket
  }

  attach(socket: TerminalSocket, hello: HelloFrame, resumed: boolean): void {
    if (!socket.isOpen) return
    this.#socket?.close(CLOSE_CODES.replaced, 'connected elsewhere')
    if (this.#lingering !== null) clearTimeout(this.#lingering)
    this.#lingering = null
    this.#socket = socket
    socket.carry(this)
    socket.send({ type: 'welcome', resumeToken: this.token, resumed })
    this.#terminal.attach(socket.carrier())
    this.#terminal.resize(hello)
    if (this.#seated) {
      this.#options.visit.redraw()
      this.#tellShown()
      if (hello.reader === true && !this.#isInLines) this.read(true)
      return
    }
    this.#seated = true
    try {
      this.#options.visit.sit({
        ...{ terminal: this.#terminal, entry: 'welcome' },
        rendering: hello.reader === true ? 'line' : 'auto',
        onShown: (shown) => {
          this.#isInLines = shown === 'line'
          this.#tellShown()
        },
      })
    } catch (error) {
      this.end('a screen failed')
      throw error
    }
  }

  receive(text: string): void {
    this.#terminal.receive(text)
  }

  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.#terminal.resize(size)
  }

  read(on: boolean): void {
    this.#options.visit.render(on ? 'line' : 'auto')
  }

  dropped(socket: TerminalSocket): void {
    if (socket !== this.#socket) return
    this.#terminal.detach()
    this.#socket = null
    if (this.#over) return
    this.#lingering = setTimeout(() => this.end('line dropped'), LINGER_MS)
    this.#lingering.unref()
    this.#options.onDetached(this)
  }

  dismiss(reason: string): void {
    this.#options.visit.dismiss(reason)
  }

  end(reason: string): void {
    if (this.#over) return
    this.#over = true
    if (this.#lingering !== null) clearTimeout(this.#lingering)
    this.#options.onOver()
    this.#terminal.hangUp()
    this.#options.visit.end(reason)
  }

  #tellShown(): void {
    this.#socket?.send({ type: 'shown', inLines: this.#isInLines })
  }

  /** The screens are done. */
  #finish(): void {
    const socket = this.#socket
    if (this.#options.isClosing()) socket?.close(CLOSE_CODES.restart, 'the house restarts')
    else {
      socket?.send({ type: 'bye', reason: this.#options.visit.farewell ?? 'You have left.' })
      socket?.close(1000, '')
    }
    this.#socket = null
    this.end('left')
  }
}
