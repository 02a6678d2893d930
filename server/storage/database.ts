// The one write connection: pragmas, prepared statements, and the journal that the tick drives (one transaction per
// turn, one savepoint per command, both opened by the first write). Nothing else in the house speaks to SQLite.

import Database from 'better-sqlite3'
import { Refusal } from '../core/refusal.ts'
import type { Journal } from '../core/tick.ts'

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
    return { get: (...values) => statement.get(...values), all: (...values) => statement.all(...values) }
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

/** The store lost the turn's transaction by itself (disk full, I/O error): nothing of the turn may be spoken. */
class TransactionLost extends Error {}

class SqliteJournal implements Journal {
  /** False below the floor of free disk space: writing is refused before SQLite has to fail. */
  writable = true
  readonly #sqlite: Database.Database
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  #open = false
  /** Commands that are running, and how many of them (the outer ones first) have their savepoint. */
  #depth = 0
  #saved = 0

  constructor(sqlite: Database.Database) {
    this.#sqlite = sqlite
    this.#begin = sqlite.prepare('BEGIN IMMEDIATE')
    this.#commit = sqlite.prepare('COMMIT')
  }

  enter(): void {
    this.#depth += 1
  }

  beforeWrite(): void {
    if (this.#saved === this.#depth && this.#open) return
    if (this.#depth === 0) throw new Error('a write outside a command')
    if (!this.writable) throw new Refusal('storage-full', 'the disk is almost full')
    if (!this.#open) {
      this.#begin.run()
      this.#open = true
    }
    while (this.#saved < this.#depth) {
      this.#savepoints('SAVEPOINT', this.#saved).run()
      this.#saved += 1
    }
  }

  release(): void {
    if (this.#saved === this.#depth) {
      this.#saved -= 1
      this.#savepoints('RELEASE', this.#saved).run()
    }
    this.#depth -= 1
  }

  rollback(): void {
    const hadSavepoint = this.#saved === this.#depth
    this.#depth -= 1
    if (!hadSavepoint) return
    this.#saved -= 1
    if (!this.#sqlite.inTransaction) throw new TransactionLost('the store rolled the whole turn back')
    this.#savepoints('ROLLBACK TO', this.#saved).run()
    this.#savepoints('RELEASE', this.#saved).run()
  }

  commit(): boolean {
    if (!this.#open) return false
    this.#open = false
    this.#commit.run()
    return true
  }

  readonly #prepared = new Map<string, Database.Statement>()

  #savepoints(verb: 'SAVEPOINT' | 'RELEASE' | 'ROLLBACK TO', depth: number): Database.Statement {
    const sql = `${verb} command_${depth}`
    let statement = this.#prepared.get(sql)
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql)
      this.#prepared.set(sql, statement)
    }
    return statement
  }
}
