// The one write connection: pragmas, prepared statements, and the journal that the tick drives (one transaction per
// turn, one savepoint per command; see journal.ts). Nothing else in the house speaks to SQLite.

import Database from 'better-sqlite3'
import { type DeferredRows, SqliteJournal } from './journal.ts'

export type Value = string | number | bigint | Uint8Array | null
type Row = Record<string, Value>

/** A statement that only reads. */
export interface Reader<R extends object = Row> {
  get(...values: Value[]): R | undefined
  all(...values: Value[]): R[]
}

/** A statement that writes: its first use opens the turn's transaction and the command's savepoint. */
export interface Writer<R extends object = Row> {
  run(...values: Value[]): { readonly changes: number; readonly lastInsertRowid: number | bigint }
  /** For RETURNING. */
  get(...values: Value[]): R | undefined
  all(...values: Value[]): R[]
}

export class Store {
  readonly journal: SqliteJournal
  readonly #sqlite: Database.Database

  /** @throws Error when the file cannot be opened, or the disk would not be waited for at COMMIT */
  constructor(file: string) {
    this.#sqlite = new Database(file)
    configure(this.#sqlite)
    this.journal = new SqliteJournal(this.#sqlite)
  }

  /** Prepared once, by the repository that keeps it. */
  reader<R extends object = Row>(sql: string): Reader<R> {
    const statement = this.#sqlite.prepare<Value[], R>(sql)
    const { journal } = this
    return {
      get: (...values) => {
        journal.beforeRead()
        return statement.get(...values)
      },
      all: (...values) => {
        journal.beforeRead()
        return statement.all(...values)
      },
    }
  }

  /** For `DeferredRows`, and nothing else: statements that run when the journal says so. */
  prepare<R extends object = Row>(sql: string): Database.Statement<Value[], R> {
    return this.#sqlite.prepare<Value[], R>(sql)
  }

  defer(rows: DeferredRows): void {
    this.journal.defer(rows)
  }

  writer<R extends object = Row>(sql: string): Writer<R> {
    const statement = this.#sqlite.prepare<Value[], R>(sql)
    const { journal } = this
    return {
      run: (...values) => {
        journal.beforeWrite()
        return statement.run(...values)
      },
      get: (...values) => {
        journal.beforeWrite()
        return statement.get(...values)
      },
      all: (...values) => {
        journal.beforeWrite()
        return statement.all(...values)
      },
    }
  }

  get userVersion(): number {
    return Number(this.#sqlite.pragma('user_version', { simple: true }))
  }

  /** Runs a migration in a transaction of its own; only before the first command. */
  migrate(sql: string, version: number): void {
    this.#sqlite.transaction(() => {
      this.#sqlite.exec(sql)
      this.#sqlite.pragma(`user_version = ${version}`)
    })()
  }

  /** Empties the write-ahead log into the file; when idle, and before closing. */
  checkpoint(): void {
    if (!this.#sqlite.inTransaction) this.#sqlite.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** Daily: lets the planner look at what has changed. */
  optimize(): void {
    if (!this.#sqlite.inTransaction) this.#sqlite.pragma('optimize')
  }

  close(): void {
    if (!this.#sqlite.open) return
    this.checkpoint()
    this.#sqlite.close()
  }
}

const SYNCHRONOUS_FULL = 2

const configure = (sqlite: Database.Database): void => {
  sqlite.pragma('page_size = 4096')
  sqlite.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled so that switching WAL on drops synchronous to NORMAL, and then a power cut may take
  // back what was acknowledged. Set FULL after it, and believe only what is read back.
  sqlite.pragma('synchronous = FULL')
  const mode = sqlite.pragma('journal_mode', { simple: true })
  const synchronous = sqlite.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new Error(`the store must run with WAL and synchronous=FULL, not ${mode} and ${synchronous}`)
  }
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('journal_size_limit = 67108864')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('cell_size_check = ON')
}
