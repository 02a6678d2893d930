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

/**
 * Chunks in a row, as a chain from the last back to the first. In a channel most sessions are sent the very same lines
 * in a turn: they share one chain, so that a line is one step along it for each of them, without a list of their own,
 * and what is written in the end is put together once for all.
 */
class Chain {
  readonly before: Chain | null
  readonly chunk: Buffer
  readonly length: number
  /** What was put behind it last, by whichever queue: most often what the next queue puts there too. */
  next: Chain | null = null
  #joined: Buffer | null = null

  constructor(before: Chain | null, chunk: Buffer) {
    this.before = before
    this.chunk = chunk
    this.length = (before?.length ?? 0) + chunk.length
  }

  joined(): Buffer {
    if (this.before === null) return this.chunk
    if (this.#joined === null) {
      const whole = Buffer.allocUnsafe(this.length)
      let end = this.length
      for (let each: Chain | null = this; each !== null; each = each.before) {
        end -= each.chunk.length
        whole.set(each.chunk, end)
      }
      this.#joined = whole
    }
    return this.#joined
  }
}

/** Where a queue begins that holds nothing yet. Let go when a turn is flushed: no chain outlives its turn. */
let latestStart: Chain | null = null

const extended = (chain: Chain | null, chunk: Buffer): Chain => {
  const next = chain === null ? latestStart : chain.next
  if (next?.chunk === chunk) return next
  const made = new Chain(chain, chunk)
  if (chain === null) latestStart = made
  else chain.next = made
  return made
}

export class SendQueue implements Outbox {
  readonly #options: QueueOptions
  #chain: Chain | null = null
  /** Octets that may be queued in this turn: the limit, less what the sink still had when the first chunk came. */
  #room = 0
  #overflowed = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  /** Queues a chunk; a Buffer may be shared by any number of queues and must not change afterwards. */
  push(chunk: Buffer | string): void {
    if (this.#overflowed) return
    const isFirst = this.#chain === null
    if (isFirst) this.#room = this.#options.limit - this.#options.sink.backlog
    this.#chain = extended(this.#chain, typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    if (this.#chain.length > this.#room) {
      this.#overflowed = true
      this.#chain = null
      this.#options.onOverflow()
    } else if (isFirst) this.#options.outlet.schedule(this)
  }

  flush(): void {
    const chain = this.#chain
    if (chain === null) return
    this.#chain = null
    latestStart = null
    this.#options.sink.write(chain.joined())
  }
}
