// What is to happen in the world a little later: a bell, the mail hour, the next stop of a tour. Kept in memory alone:
// nothing that matters may depend on it.

export interface Appointment {
  cancel(): void
}

interface Entry {
  readonly at: number
  readonly run: () => void
}

/** How many things may be waiting. */
const MOST = 10_000

export class Scheduler {
  readonly #now: () => number
  readonly #entries = new Set<Entry>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Nothing is promised when far too much is waiting already. */
  later(milliseconds: number, run: () => void): Appointment {
    const entry: Entry = { at: this.#now() + milliseconds, run }
    if (this.#entries.size < MOST) this.#entries.add(entry)
    return { cancel: () => void this.#entries.delete(entry) }
  }

  /** What is due, in order of time; it is not due again. */
  due(): readonly (() => void)[] {
    const now = this.#now()
    const due = [...this.#entries].filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at)
    for (const entry of due) this.#entries.delete(entry)
    return due.map((entry) => entry.run)
  }
}
