// One open connection that listens to what is new: frames go out when the turn is committed, and a listener that does
// not take them is sent away.

import type { WebSocket } from 'ws'
import type { Outlet } from '../../../core/tick.ts'
import type { Visitor } from '../public/visitor.ts'
import type { Interest } from './interest.ts'

/** What waits for a listener at most, in octets; one that lags more may come again. */
const SEND_LIMIT = 256 * 1024
const CLOSE_MS = 1_000

export interface ListenerOptions {
  readonly socket: WebSocket
  readonly interest: Interest
  readonly visitor: Visitor
  readonly outlet: Outlet
}

export class Listener {
  readonly interest: Interest
  readonly visitor: Visitor
  readonly #socket: WebSocket
  readonly #outlet: Outlet
  #waiting: string[] = []
  #isAnswering = true

  constructor({ socket, interest, visitor, outlet }: ListenerOptions) {
    this.interest = interest
    this.visitor = visitor
    this.#socket = socket
    this.#outlet = outlet
    socket.on('pong', () => {
      this.#isAnswering = true
    })
  }

  /** A frame, already written as JSON: the same text serves all listeners who get it. */
  send(frame: string): void {
    this.#waiting.push(frame)
    this.#outlet.schedule(this)
  }

  flush(): void {
    const frames = this.#waiting
    this.#waiting = []
    if (this.#socket.bufferedAmount > SEND_LIMIT) {
      this.#socket.terminate()
      return
    }
    for (const frame of frames) if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame)
  }

  /** Called now and then: says that the line lives, and gives up one that is dead. */
  beat(frame: string): void {
    if (!this.#isAnswering) {
      this.#socket.terminate()
      return
    }
    this.#isAnswering = false
    this.#socket.ping()
    this.send(frame)
  }

  /** RFC 6455 §7.4.1. */
  close(code: number): void {
    this.#socket.close(code)
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref()
  }
}
