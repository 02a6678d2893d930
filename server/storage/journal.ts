// The journal that the tick drives: one transaction per turn, one savepoint per command, both opened by the first
// write. Rows of one kind may be deferred: they are written together, which costs a good deal less, and yet everybody
// finds the store as if they had been written at once.

import type Database from 'better-sqlite3'
import { Refusal } from '../core/refusal.ts'
import type { Journal } from '../core/tick.ts'

/** Rows that wait to be written together. They are counted from the start of the process, in their order. */
export interface DeferredRows {
  readonly count: number
  /** Some are not written yet. */
  readonly waits: boolean
  /** Writes the first `count` of all of them, as far as they are not written yet. */
  write(count: number): void
  /** Those from `count` on are not to be: their command was undone, and with it what had been written of them. */
  forget(count: number): void
}

const NONE: DeferredRows = { count: 0, waits: false, write: () => {}, forget: () => {} }

/** The store lost the turn's transaction by itself (disk full, I/O error): nothing of the turn may be spoken. */
class TransactionLost extends Error {}

export class SqliteJournal implements Journal {
  /** False below the floor of free disk space: writing is refused before SQLite has to fail. */
  writable = true
  readonly #sqlite: Database.Database
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  #open = false
  #version = 0
  /** Commands that are running, and how many of them (the outer ones first) have their savepoint. */
  #depth = 0
  #saved = 0
  #deferred: DeferredRows = NONE
  /** How many rows had been deferred when each of the running commands began. */
  readonly #marks: number[] = []

  constructor(sqlite: Database.Database) {
    this.#sqlite = sqlite
    this.#begin = sqlite.prepare('BEGIN IMMEDIATE')
    this.#commit = sqlite.prepare('COMMIT')
  }

  defer(rows: DeferredRows): void {
    if (this.#deferred !== NONE) throw new Error('one kind of row is deferred, and it is already')
    this.#deferred = rows
  }

  enter(): void {
    this.#depth += 1
    this.#marks.push(this.#deferred.count)
  }

  /** Opens the turn's transaction, for rows that are written later. @throws Refusal storage-full */
  beforeDeferring(): void {
    if (this.#depth === 0) throw new Error('a write outside a command')
    if (!this.writable) throw new Refusal('storage-full', 'the disk is almost full')
    if (this.#open) return
    this.#begin.run()
    this.#open = true
  }

  /** Moves with every write and everything undone, deferred rows left out: what was read before is still so if not. */
  get version(): number {
    return this.#version
  }

  beforeWrite(): void {
    this.#version += 1
    if (this.#saved < this.#depth || !this.#open) {
      this.beforeDeferring()
      this.#save()
    }
    if (this.#deferred.waits) this.#deferred.write(this.#deferred.count)
  }

  /** What is read must show what was deferred. */
  beforeRead(): void {
    if (!this.#deferred.waits) return
    this.#save()
    this.#deferred.write(this.#deferred.count)
  }

  /** Opens the savepoints that are missing. Rows go before the savepoints of commands that began after them. */
  #save(): void {
    while (this.#saved < this.#depth) {
      this.#deferred.write(this.#marks[this.#saved] ?? 0)
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
    this.#marks.pop()
  }

  rollback(): void {
    const hadSavepoint = this.#saved === this.#depth
    this.#depth -= 1
    this.#deferred.forget(this.#marks.pop() ?? 0)
    this.#version += 1
    if (!hadSavepoint) return
    this.#saved -= 1
    if (!this.#sqlite.inTransaction) throw new TransactionLost('the store rolled the whole turn back')
    this.#savepoints('ROLLBACK TO', this.#saved).run()
    this.#savepoints('RELEASE', this.#saved).run()
  }

  commit(): boolean {
    if (!this.#open) return false
    this.#open = false
    this.#deferred.write(this.#deferred.count)
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
