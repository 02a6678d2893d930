// The lines of a turn, written together: a channel that is talked in takes one statement for a handful of lines instead
// of four for each. A stream's head row gives the next seq and moves in the same transaction, so a history has no holes
// and no line comes twice.

import type { ChannelRepository } from '../core/channels/channel-repository.ts'
import type { StreamId } from '../core/ids.ts'
import type { Store, Value } from './database.ts'
import type { DeferredRows } from './journal.ts'

const COLUMNS = ['stream_id', 'seq', 'msgid', 'at', 'nick', 'account', 'host', 'kind', 'text', 'tags']
/** How many rows go into one statement, as many as there are. */
const SIZES = [16, 4, 1]

interface Waiting {
  readonly stream: StreamId
  readonly seq: number
  readonly values: readonly Value[]
}

class MessageRows implements DeferredRows {
  readonly #store: Store
  readonly #inserts
  readonly #head
  readonly #moveHead
  readonly #heads = new Map<StreamId, number>()
  readonly #waiting: Waiting[] = []
  #written = 0

  constructor(store: Store) {
    this.#store = store
    const row = `(${COLUMNS.map(() => '?').join(', ')})`
    this.#inserts = SIZES.map((size) => ({
      size,
      statement: store.prepare(
        `INSERT INTO message (${COLUMNS.join(', ')}) VALUES ${Array.from({ length: size }, () => row).join(', ')}`,
      ),
    }))
    this.#head = store.prepare<{ last_seq: number }>('SELECT last_seq FROM stream WHERE id = ?')
    this.#moveHead = store.prepare('UPDATE stream SET last_seq = ? WHERE id = ?')
  }

  get count(): number {
    return this.#written + this.#waiting.length
  }

  get waits(): boolean {
    return this.#waiting.length > 0
  }

  add(stream: StreamId, valuesFor: (seq: number) => readonly Value[]): number {
    this.#store.journal.beforeDeferring()
    const seq = this.#headOf(stream) + 1
    this.#heads.set(stream, seq)
    this.#waiting.push({ stream, seq, values: valuesFor(seq) })
    return seq
  }

  write(count: number): void {
    const due = count - this.#written
    if (due <= 0) return
    const rows = this.#waiting.splice(0, due)
    this.#written = count
    let at = 0
    for (const { size, statement } of this.#inserts) {
      for (; rows.length - at >= size; at += size) {
        statement.run(...rows.slice(at, at + size).flatMap(({ values }) => values))
      }
    }
    for (const [stream, seq] of new Map(rows.map(({ stream, seq }) => [stream, seq]))) this.#moveHead.run(seq, stream)
  }

  forget(count: number): void {
    if (count >= this.count) return
    this.#waiting.length = Math.max(0, count - this.#written)
    this.#written = Math.min(this.#written, count)
    // The heads are as they were: in the rows that still wait, or else in the store.
    this.#heads.clear()
    for (const { stream, seq } of this.#waiting) this.#heads.set(stream, seq)
  }

  #headOf(stream: StreamId): number {
    const known = this.#heads.get(stream)
    if (known !== undefined) return known
    const head = this.#head.get(stream)
    if (head === undefined) throw new Error(`there is no stream ${stream}`)
    return head.last_seq
  }
}

export const messageAppender = (store: Store): ChannelRepository['append'] => {
  const rows = new MessageRows(store)
  store.defer(rows)
  return (stream, { msgid, at, nick, account, host, kind, text, tags }) =>
    rows.add(stream, (seq) => {
      const kept = tags === undefined ? null : JSON.stringify(tags)
      return [stream, seq, msgid, at, nick, account, host, kind, text, kept]
    })
}
