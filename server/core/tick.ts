// Commit, then speak. All commands of one event-loop turn share one transaction; what they caused to be said leaves
// the process only after that transaction is on disk. Redis does the same with its append-only file.
//
// Within a command: load, judge, store, then change memory and publish. A command that throws is rolled back to its
// savepoint and its events are forgotten, so memory that was changed last is still right.

import type { CoreEvent } from './events.ts'
import { Refusal } from './refusal.ts'

/** What the tick needs of the store: one transaction per turn, one savepoint per command, both opened at first write. */
export interface Journal {
  enter(): void
  release(): void
  rollback(): void
  /** Makes the turn durable. True when there was anything to write. Throws when the disk says no. */
  commit(): boolean
}

export interface Outbox {
  flush(): void
}

/** Where gateways queue what they have rendered. Flushed after this turn's COMMIT. */
export interface Outlet {
  /** May be called any number of times a turn; the outbox is flushed once. */
  schedule(outbox: Outbox): void
}

export interface TickOptions {
  readonly journal: Journal
  /** A failed COMMIT: nothing of this turn is spoken, and the process must stop in good order. */
  readonly onCommitFailure: (error: unknown) => void
  /** A listener or outbox that threw. It harms nobody else. */
  readonly onFault: (error: unknown) => void
  /** How long each COMMIT held the loop, in milliseconds. */
  readonly onCommitted?: (milliseconds: number) => void
}

export class Tick {
  readonly #options: TickOptions
  readonly #listeners = new Set<(event: CoreEvent) => void>()
  /** Events of the running commands, innermost last. */
  readonly #pending: CoreEvent[][] = []
  readonly #released: CoreEvent[] = []
  #draining = false
  #outboxes = new Set<Outbox>()
  #turnOpen = false
  #failed = false
  #stopped = false

  constructor(options: TickOptions) {
    this.#options = options
  }

  readonly outlet: Outlet = {
    schedule: (outbox) => {
      this.#outboxes.add(outbox)
      this.#openTurn()
    },
  }

  /**
   * Runs a use case. It may run others inside: each has its savepoint, and their events wait for the outermost one.
   * @throws whatever the command throws, after its writes are undone.
   */
  run<T>(command: () => T): T {
    const { journal } = this.#options
    if (this.#failed) throw new Refusal('storage-full', 'the daemon is stopping')
    this.#openTurn()
    journal.enter()
    this.#pending.push([])
    let result: T
    try {
      result = command()
    } catch (error) {
      this.#pending.pop()
      this.#undo()
      throw error
    }
    journal.release()
    const events = this.#pending.pop() ?? []
    const outer = this.#pending.at(-1)
    if (outer !== undefined) outer.push(...events)
    else this.#announce(events)
    return result
  }

  /** Kept until the command's savepoint is released, then handed to subscribers in order. */
  publish(event: CoreEvent): void {
    const command = this.#pending.at(-1)
    if (command === undefined) throw new Error(`${event.type} published outside a command`)
    command.push(event)
  }

  subscribe(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the turn now, and is the last to do so: the store is about to be closed. */
  stop(): void {
    this.settle()
    this.#stopped = true
  }

  /** Ends the turn now: used when stopping, and by tests. */
  settle(): void {
    this.#endTurn()
  }

  #undo(): void {
    try {
      this.#options.journal.rollback()
    } catch (error) {
      // The store lost the whole turn (disk full, I/O error), and with it commands that had already succeeded.
      this.#fail(error)
    }
  }

  // A listener may run another command; its events queue up behind these, so everybody sees one order.
  #announce(events: readonly CoreEvent[]): void {
    this.#released.push(...events)
    if (this.#draining) return
    this.#draining = true
    for (let event = this.#released.shift(); event !== undefined; event = this.#released.shift()) {
      for (const listener of this.#listeners) {
        try {
          listener(event)
        } catch (error) {
          this.#options.onFault(error)
        }
      }
    }
    this.#draining = false
  }

  #openTurn(): void {
    if (this.#turnOpen) return
    this.#turnOpen = true
    setImmediate(() => this.#endTurn())
  }

  #endTurn(): void {
    if (!this.#turnOpen) return
    this.#turnOpen = false
    if (this.#failed || this.#stopped) return
    const started = performance.now()
    try {
      if (this.#options.journal.commit()) this.#options.onCommitted?.(performance.now() - started)
    } catch (error) {
      this.#fail(error)
      return
    }
    const outboxes = this.#outboxes
    this.#outboxes = new Set()
    for (const outbox of outboxes) {
      try {
        outbox.flush()
      } catch (error) {
        this.#options.onFault(error)
      }
    }
  }

  #fail(error: unknown): void {
    this.#failed = true
    this.#outboxes.clear()
    this.#options.onCommitFailure(error)
  }
}
