// The store as a thread sees it that only reads: a connection of its own, which can write nothing.

import Database from 'better-sqlite3'
import type { Reader, Value } from './database.ts'

/** What statements that only read are prepared on. */
export interface ReaderSource {
  reader<R extends object>(sql: string): Reader<R>
}

export class ReadStore implements ReaderSource {
  readonly #sqlite: Database.Database

  /** @throws Error when there is no such file */
  constructor(file: string) {
    this.#sqlite = new Database(file, { readonly: true, fileMustExist: true })
    this.#sqlite.pragma('query_only = ON')
    this.#sqlite.pragma('busy_timeout = 5000')
    this.#sqlite.pragma('cache_size = -16384')
    this.#sqlite.pragma('temp_store = MEMORY')
    this.#sqlite.pragma('trusted_schema = OFF')
  }

  reader<R extends object>(sql: string): Reader<R> {
    const statement = this.#sqlite.prepare<Value[], R>(sql)
    return { get: (...values) => statement.get(...values), all: (...values) => statement.all(...values) }
  }

  close(): void {
    this.#sqlite.close()
  }
}
