// One WebSocket of a browser terminal: frames in, frames out, and a pulse. It knows no caller; what it hears after the
// hello goes to whoever holds it (browser-visit.ts).

import type { WebSocket } from 'ws'
import {
  BEAT_SECONDS,
  type BrowserFrame,
  type DaemonFrame,
  type HelloFrame,
  parseBrowserFrame,
} from '../../../shared/frames.ts'
import type { Carrier } from '../carried-terminal.ts'
import { turnedAway } from '../turned-away.ts'
import type { Peer } from './peer.ts'

/** What a socket tells the visit that it carries. */
export interface Rider {
  receive(text: string): void
  resize(size: { readonly columns: number; readonly rows: number }): void
  /** A screen reader reads along, or no longer. */
  read(on: boolean): void
  dropped(socket: TerminalSocket): void
}

export interface TerminalSocketOptions {
  readonly socket: WebSocket
  readonly peer: Peer
  /** Called once, with the first frame. */
  readonly onHello: (terminal: TerminalSocket, hello: HelloFrame) => Promise<void>
  readonly onFault: (error: unknown) => void
}

/** How often `beat` wants to be called. */
export const BEAT_MS = BEAT_SECONDS * 1000
const HELLO_MS = 20_000
/** How long a browser that is there may take to answer when another asks for its caller. */
const PROBE_MS = 2_500
const CLOSE_MS = 1_000
const MISSED_BEATS = 2

/** RFC 6455 §7.4.1, and one of our own. */
export const CLOSE_CODES = { restart: 1012, policy: 1008, fault: 1011, replaced: 4001 } as const

export class TerminalSocket {
  readonly peer: Peer
  readonly #options: TerminalSocketOptions
  readonly #socket: WebSocket
  #rider: Rider | null = null
  #greeted = false
  #begun = false
  /** Frames that came between the hello and the welcome. */
  #early: Exclude<BrowserFrame, HelloFrame>[] = []
  #unanswered = 0
  readonly #helloTimer: NodeJS.Timeout
  #onPong: (() => void) | null = null

  constructor(options: TerminalSocketOptions) {
    this.#options = options
    this.peer = options.peer
    const { socket } = options
    this.#socket = socket
    this.#helloTimer = setTimeout(() => this.close(CLOSE_CODES.policy, 'no hello'), HELLO_MS)
    this.#helloTimer.unref()
    socket.on('error', () => {})
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary))
    socket.on('pong', () => {
      this.#unanswered = 0
      this.#onPong?.()
    })
    socket.on('close', () => {
      clearTimeout(this.#helloTimer)
      this.#guard(() => this.#rider?.dropped(this))
    })
  }

  /** Frames go to this rider from now on. */
  carry(rider: Rider): void {
    this.#rider = rider
  }

  get isCarrying(): boolean {
    return this.#rider !== null
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  send(frame: DaemonFrame): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame))
  }

  close(code: number, reason: string): void {
    // RFC 6455 §5.5: the reason has at most 123 octets.
    this.#socket.close(code, Buffer.from(reason).length <= 123 ? reason : '')
    // The other side may be long gone; ws itself would wait half a minute for its answer.
    setTimeout(() => this.drop(), CLOSE_MS).unref()
  }

  /** At once, without a word. */
  drop(): void {
    this.#socket.terminate()
  }

  /** Called every BEAT_MS. A browser that has not answered for a while is gone. */
  beat(): void {
    if (this.#unanswered >= MISSED_BEATS) {
      this.drop()
      return
    }
    this.#unanswered += 1
    this.send({ type: 'beat' })
    if (this.isOpen) this.#socket.ping()
  }

  /** Whether the browser at the other end is really there. */
  answers(): Promise<boolean> {
    if (!this.isOpen) return Promise.resolve(false)
    return new Promise((resolve) => {
      const settle = (isThere: boolean): void => {
        clearTimeout(timer)
        this.#onPong = null
        resolve(isThere)
      }
      const timer = setTimeout(() => settle(false), PROBE_MS)
      this.#onPong = () => settle(true)
      this.#socket.ping()
    })
  }

  /** This socket as what carries a terminal. */
  carrier(): Carrier {
    const socket = this.#socket
    return {
      sink: {
        write: (chunk) => {
          if (this.isOpen) socket.send(chunk)
        },
        get backlog() {
          return socket.bufferedAmount
        },
      },
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      overflow: () => this.drop(),
    }
  }

  #hear(data: unknown, isBinary: boolean): void {
    const frame = !isBinary && Buffer.isBuffer(data) ? parseBrowserFrame(data.toString('utf8')) : null
    if (frame === null || (frame.type === 'hello') === this.#greeted) {
      this.close(CLOSE_CODES.policy, 'malformed frame')
      return
    }
    if (frame.type === 'hello') this.#greet(frame)
    else if (this.#begun) this.#guard(() => this.#pass(frame))
    else this.#early.push(frame)
  }

  #greet(hello: HelloFrame): void {
    this.#greeted = true
    clearTimeout(this.#helloTimer)
    // What else the browser sends before its caller is ready waits: little of it here, the rest in the socket.
    this.#socket.pause()
    this.#options.onHello(this, hello).then(
      () => {
        this.#guard(() => this.#begin())
        this.#socket.resume()
      },
      (error) => this.#fail(error),
    )
  }

  #begin(): void {
    this.#begun = true
    const early = this.#early
    this.#early = []
    for (const frame of early) this.#pass(frame)
  }

  #pass(frame: Exclude<BrowserFrame, HelloFrame>): void {
    if (frame.type === 'input') this.#rider?.receive(frame.text)
    else if (frame.type === 'reader') this.#rider?.read(frame.on)
    else this.#rider?.resize(frame)
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    const sentence = turnedAway(error)
    if (sentence === null) this.#options.onFault(error)
    if (sentence === null) this.close(CLOSE_CODES.fault, 'something broke')
    else this.close(CLOSE_CODES.policy, sentence)
  }
}
