import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../root.ts'
import { Store } from './database.ts'
import { listMigrations, migrate, NewerStore } from './migrate.ts'

const MIGRATIONS = join(PROJECT_ROOT, 'server/storage/migrations')
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-store-'))
  file = join(folder, 'test.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const pragma = (store: Store, name: string): unknown =>
  Object.values(store.reader(`SELECT * FROM pragma_${name}`).get() ?? {})[0]

test('the store waits for the disk at COMMIT: WAL with synchronous=FULL, foreign keys on', () => {
  const store = new Store(file)
  expect(pragma(store, 'journal_mode')).toBe('wal')
  expect(pragma(store, 'synchronous')).toBe(2)
  expect(pragma(store, 'foreign_keys')).toBe(1)
  store.close()
})

test('all migrations run on an empty store and leave it at the newest version, once', () => {
  const store = new Store(file)
  migrate(store, MIGRATIONS)
  expect(store.userVersion).toBe(listMigrations(MIGRATIONS).length)
  migrate(store, MIGRATIONS)
  expect(store.reader("SELECT name FROM sqlite_master WHERE type = 'table'").all().length).toBeGreaterThan(10)
  store.close()
})

test('a store from a newer Samband is refused in plain words', () => {
  const newer = new Database(file)
  newer.pragma('user_version = 999')
  newer.close()
  const store = new Store(file)
  expect(() => migrate(store, MIGRATIONS)).toThrow(NewerStore)
  store.close()
})

test('every table is STRICT, so that a text can never slip into a number', () => {
  const store = new Store(file)
  migrate(store, MIGRATIONS)
  const loose = store
    .reader<{ name: string }>(
      "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  expect(loose).toEqual([])
  store.close()
})
