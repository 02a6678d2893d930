// Stores of every earlier shape, with rows in them, come to the newest shape with all their rows.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../root.ts'
import { Store } from './database.ts'
import { listMigrations, migrate } from './migrate.ts'

const MIGRATIONS = join(PROJECT_ROOT, 'server/storage/migrations')

// A small house as the first shape held it. Later shapes give new columns defaults, so it fits them all.
const ROWS = `
  INSERT INTO setting (name, value) VALUES ('claim_code', 'AAAA-BBBB-CCCC');
  INSERT INTO account (id, name, folded, skeleton, password, role, state, created)
    VALUES (1, 'Anna', 'anna', 'anna', '$argon2id$x', 'sysop', 'active', 1), (2, 'ola', 'ola', 'ola', NULL, 'member', 'banned', 2);
  INSERT INTO account_key (account_id, fingerprint, type, public_key, comment, added) VALUES (1, 'SHA256:x', 'ssh-ed25519', 'ssh-ed25519 AAAA', '', 3);
  INSERT INTO app_password (account_id, label, digest, created) VALUES (1, 'phone', 'abc', 4);
  INSERT INTO invite (digest, created_by, created) VALUES ('def', 1, 5);
  INSERT INTO audit (at, actor, act, target) VALUES (6, 'Anna', 'ban', 'ola');
  INSERT INTO board (id, name, description, read_role, write_role, created, high, count, threads, latest)
    VALUES (1, 'misc.test', 'Tests', 'guest', 'member', 7, 2, 2, 1, 9);
  INSERT INTO article (id, message_id, state, thread_id, parent_id, date, arrived, account_id, subject, author, raw)
    VALUES (1, '<a@x>', 'live', 1, NULL, 8, 8, 1, 'Hello', 'Anna', x'410d0a'), (2, '<b@x>', 'live', 1, 1, 9, 9, 2, 'Re: Hello', 'ola', x'420d0a'),
           (3, '<ghost@x>', 'ghost', 3, NULL, NULL, NULL, NULL, '', '', NULL);
  INSERT INTO placement (board_id, number, article_id, overview) VALUES (1, 1, 1, x'31'), (1, 2, 2, x'32');
  INSERT INTO board_thread (board_id, thread_id, first_number, last_number, count, started, latest) VALUES (1, 1, 1, 2, 2, 8, 9);
  INSERT INTO stream (id, last_seq) VALUES (1, 2), (2, 1);
  INSERT INTO channel (id, stream_id, name, folded, read_role, write_role, founder_id, created, topic, topic_by, topic_at)
    VALUES (1, 1, '#lobby', '#lobby', 'guest', 'guest', 1, 10, 'Hi', 'Anna', 11);
  INSERT INTO conversation (first_id, second_id, stream_id) VALUES (1, 2, 2);
  INSERT INTO message (stream_id, seq, msgid, at, nick, account, host, kind, text) VALUES (1, 1, 'm1', 12, 'Anna', 'Anna', 'user/Anna', 'message', 'hello'),
    (1, 2, 'm2', 13, 'guest-1', NULL, 'guest/x', 'action', 'waves'), (2, 1, 'm3', 14, 'ola', 'ola', 'user/ola', 'message', 'psst');
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** How many rows each table holds; tables that search indexes keep for themselves are left out. */
const census = (sqlite: Database.Database, tables: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    tables.map((table) => [table, Number(sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())]),
  )

const tablesOf = (sqlite: Database.Database): readonly string[] =>
  sqlite
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all()

test.each(listMigrations(MIGRATIONS).map(({ version }) => version))(
  'a store of shape %i keeps every row on its way to the newest shape',
  (version) => {
    const file = join(folder, 'old.db')
    const old = new Database(file)
    for (const migration of listMigrations(MIGRATIONS).slice(0, version)) old.exec(readFileSync(migration.file, 'utf8'))
    old.pragma(`user_version = ${version}`)
    old.exec(ROWS)
    const before = census(
      old,
      tablesOf(old).filter((table) => ROWS.includes(`INTO ${table} `)),
    )
    expect(Object.keys(before).length).toBeGreaterThan(10)
    old.close()

    const store = new Store(file)
    migrate(store, MIGRATIONS)
    store.close()

    const now = new Database(file, { readonly: true })
    expect(census(now, Object.keys(before))).toEqual(before)
    expect(now.pragma('foreign_key_check')).toEqual([])
    expect(now.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(now.pragma('user_version', { simple: true })).toBe(listMigrations(MIGRATIONS).length)
    now.close()
  },
)

test('making room for redactions leaves reactions with their lines, and lines in the search', () => {
  const file = join(folder, 'old.db')
  const old = new Database(file)
  for (const migration of listMigrations(MIGRATIONS).slice(0, 18)) old.exec(readFileSync(migration.file, 'utf8'))
  old.pragma('user_version = 18')
  old.exec(ROWS)
  old.exec(`
    INSERT INTO reaction (stream_id, seq, nick, reaction, host, msgid, at) VALUES (1, 1, 'ola', '+1', 'user/ola', 'm9', 15);
    INSERT INTO stream_indexed (stream_id, seq) VALUES (1, 2);
    INSERT INTO message_fts (rowid, place, nick, text) VALUES ((1 << 32) | 1, 's1', 'Anna', 'hello');
  `)
  old.close()
  const store = new Store(file)
  migrate(store, MIGRATIONS)
  store.close()

  const now = new Database(file)
  expect(now.prepare('SELECT seq, nick, reaction FROM reaction').all()).toEqual([
    { seq: 1, nick: 'ola', reaction: '+1' },
  ])
  const hits = now.prepare("SELECT count(*) FROM message_fts WHERE message_fts MATCH 'hello'").pluck()
  expect(hits.get()).toBe(1)
  now.pragma('foreign_keys = ON')
  now.exec("UPDATE message SET text = '', redacted_by = 'Anna' WHERE msgid = 'm1'")
  expect(hits.get()).toBe(0)
  now.exec("DELETE FROM message WHERE msgid = 'm1'")
  expect(now.prepare('SELECT count(*) FROM reaction').pluck().get()).toBe(0)
  now.close()
})
