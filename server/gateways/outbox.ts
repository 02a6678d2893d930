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

/** An empty list takes memory too, and most connections are idle most of the time. */
const NOTHING: Buffer[] = []

export class SendQueue implements Outbox {
  readonly #options: QueueOptions
  #chunks = NOTHING
  /** With what the sink still had when the first chunk of the turn came. */
  #octets = 0
  #overflowed = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  /** Queues a chunk; a Buffer may be shared by any number of queues and must not change afterwards. */
  push(chunk: Buffer | string): void {
    if (this.#overflowed) return
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    const isFirst = this.#chunks.length === 0
    if (isFirst) this.#octets = this.#options.sink.backlog
    this.#octets += bytes.length
    if (this.#octets > this.#options.limit) {
      this.#overflowed = true
      this.#chunks = NOTHING
      this.#options.onOverflow()
      return
    }
    if (isFirst) {
      this.#chunks = [bytes]
      this.#options.outlet.schedule(this)
    } else this.#chunks.push(bytes)
  }

  flush(): void {
    const chunks = this.#chunks
    if (chunks.length === 0) return
    this.#chunks = NOTHING
    this.#options.sink.write(joined(chunks))
  }
}

let lastChunks = NOTHING
let lastJoined: Buffer = Buffer.alloc(0)

/**
 * The chunks as one Buffer. In a channel most sessions are sent the very same lines in a turn, so what was put together
 * for the session before is used again when its chunks were the same Buffers: a thousand copies become one.
 */
const joined = (chunks: Buffer[]): Buffer => {
  const [first] = chunks
  if (chunks.length === 1 && first !== undefined) return first
  if (!isSame(chunks, lastChunks)) {
    lastJoined = Buffer.concat(chunks)
    lastChunks = chunks
  }
  return lastJoined
}

// From the end, where lists that differ at all differ most often.
const isSame = (one: readonly Buffer[], other: readonly Buffer[]): boolean => {
  if (one.length !== other.length) return false
  for (let at = one.length - 1; at >= 0; at -= 1) if (one[at] !== other[at]) return false
  return true
}
