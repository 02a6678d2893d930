// Kill files in SQLite.

import type { KillKind, KillRule } from '../core/boards/kill-calls.ts'
import type { KillRepository } from '../core/boards/kill-repository.ts'
import type { ArticleId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface FactsRow {
  readonly number: number
  readonly thread_id: number
  readonly subject: string
  readonly author: string
  readonly overview: Uint8Array
}

export const killRepository = (store: Store): KillRepository => {
  const all = store.reader<{ [K in keyof KillRule]: KillRule[K] } & { kind: KillKind }>(
    'SELECT id, kind, pattern, label, created, until FROM kill_rule WHERE account_id = ? ORDER BY id DESC',
  )
  const put = store.writer<{ id: number }>(
    `INSERT INTO kill_rule (account_id, kind, pattern, label, created, until) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, kind, pattern) DO UPDATE SET label = excluded.label, until = excluded.until RETURNING id`,
  )
  const remove = store.writer('DELETE FROM kill_rule WHERE account_id = ? AND id = ?')
  const facts = store.reader<FactsRow>(
    `SELECT p.number, a.thread_id, a.subject, a.author, p.overview FROM placement p JOIN article a ON a.id = p.article_id
     WHERE p.board_id = ? AND p.number BETWEEN ? AND ? ORDER BY p.number LIMIT ?`,
  )
  return {
    rules: (account) => all.all(account),
    put: (account, { kind, pattern, label, created, until }) => {
      const row = put.get(account, kind, pattern, label, created, until)
      if (row === undefined) throw new Error('INSERT INTO kill_rule returned no row')
      return row.id
    },
    remove: (account, rule) => remove.run(account, rule).changes > 0,
    facts: (board, from, to, limit) =>
      facts.all(board, from, to, limit).map((row) => ({
        number: row.number,
        thread: row.thread_id as ArticleId,
        subject: row.subject,
        author: row.author,
        overview: row.overview,
      })),
  }
}
