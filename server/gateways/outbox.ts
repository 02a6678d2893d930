// Output of one connection: queued while a turn runs, written once when it has been committed (one system call per
// session and turn, however many lines). Bounded: a client that never reads is closed, not buffered.

import type { Outbox, Outlet } from '../core/tick.ts'

/** The part of a socket, SSH channel or WebSocket that an outbox writes to. */
export interface Sink {
  write(chunk: Buffer): void
  /** Octets handed over that the other side has not taken yet. */
  readonly backlog: number
}

export interface QueueOptions {
  readonly outlet: Outlet
  readonly sink: Sink
  /** SendQ in octets. */
  readonly limit: number
  /** Called once when the limit is passed; the owner closes the connection with the protocol's word. */
  readonly onOverflow: () => void
}

export class SendQueue implements Outbox {
  readonly #options: QueueOptions
  #chunks: Buffer[] = []
  #octets = 0
  #overflowed = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  /** Queues a chunk; a Buffer may be shared by any number of queues and must not change afterwards. */
  push(chunk: Buffer | string): void {
    if (this.#overflowed) return
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    this.#octets += bytes.length
    if (this.#octets + this.#options.sink.backlog > this.#options.limit) {
      this.#overflowed = true
      this.#chunks = []
      this.#octets = 0
      this.#options.onOverflow()
      return
    }
    this.#chunks.push(bytes)
    if (this.#chunks.length === 1) this.#options.outlet.schedule(this)
  }

  flush(): void {
    const chunks = this.#chunks
    const [first] = chunks
    if (first === undefined) return
    this.#chunks = []
    this.#octets = 0
    this.#options.sink.write(chunks.length === 1 ? first : Buffer.concat(chunks))
  }
}
