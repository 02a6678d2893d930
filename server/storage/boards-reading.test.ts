import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BoardId } from '../core/ids.ts'
import { PROJECT_ROOT } from '../root.ts'
import { readingRepository } from './boards-reading.ts'
import { Store } from './database.ts'
import { listMigrations, migrate } from './migrate.ts'

const MIGRATIONS = join(PROJECT_ROOT, 'server/storage/migrations')
const BEFORE_READING = 5

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-reading-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('numbers whose articles were taken back before anybody counted are known as holes', () => {
  const file = join(folder, 'old.db')
  const old = new Database(file)
  for (const migration of listMigrations(MIGRATIONS).slice(0, BEFORE_READING)) {
    old.exec(readFileSync(migration.file, 'utf8'))
  }
  old.pragma(`user_version = ${BEFORE_READING}`)
  old.exec(`
    INSERT INTO board (id, name, description, read_role, write_role, created, low, high, count)
      VALUES (1, 'a.b', '', 'guest', 'member', 1, 2, 6, 2), (2, 'a.empty', '', 'guest', 'member', 1, 1, 0, 0);
    INSERT INTO article (id, message_id, state, thread_id) VALUES (1, '<a@x>', 'live', 1), (2, '<b@x>', 'live', 2);
    INSERT INTO placement (board_id, number, article_id, overview) VALUES (1, 2, 1, x'32'), (1, 5, 2, x'35');
  `)
  old.close()
  const store = new Store(file)
  migrate(store, MIGRATIONS)
  const repository = readingRepository(store)
  expect(repository.holes(1 as BoardId, { first: 1, last: 9 })).toEqual([3, 4, 6])
  expect(repository.holes(2 as BoardId, { first: 1, last: 9 })).toEqual([])
  store.close()
})
