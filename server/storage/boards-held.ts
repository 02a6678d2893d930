// Articles that wait for a moderator, in SQLite, and what was decided on them.

import type { Held, HeldRepository } from '../core/boards/held-repository.ts'
import type { HoldReason, Verdict } from '../core/boards/order-calls.ts'
import type { AccountId, MessageId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface HeldRow {
  readonly id: number
  readonly message_id: string
  readonly account_id: number | null
  readonly account: string | null
  readonly boards: string
  readonly why: HoldReason
  readonly subject: string
  readonly author: string
  readonly arrived: number
  readonly supersedes: string | null
}

interface VerdictRow {
  readonly id: number
  readonly at: number
  readonly approved: number
  readonly boards: string
  readonly subject: string
  readonly reason: string
}

const heldOf = (row: HeldRow): Held => ({
  id: row.id,
  messageId: row.message_id as MessageId,
  accountId: row.account_id as AccountId | null,
  account: row.account ?? '',
  boards: row.boards.split(' '),
  why: row.why,
  subject: row.subject,
  author: row.author,
  arrived: row.arrived,
  supersedes: row.supersedes,
})

const verdictOf = (row: VerdictRow): Verdict => ({
  id: row.id,
  at: row.at,
  isApproved: row.approved === 1,
  boards: row.boards.split(' '),
  subject: row.subject,
  reason: row.reason,
})

export const heldRepository = (store: Store): HeldRepository => ({ ...waiting(store), ...decided(store) })

type Decided = 'articlesOf' | 'verdicts' | 'addVerdict' | 'dropVerdicts' | 'moderatorsOf'

const waiting = (store: Store): Omit<HeldRepository, Decided> => {
  const select = `SELECT h.id, h.message_id, h.account_id, a.name AS account, h.boards, h.why, h.subject, h.author, h.arrived,
    h.supersedes FROM held_article h LEFT JOIN account a ON a.id = h.account_id`
  const all = store.reader<HeldRow>(`${select} WHERE h.id > ? ORDER BY h.id LIMIT ?`)
  const one = store.reader<HeldRow>(`${select} WHERE h.id = ?`)
  const boards = store.reader<{ boards: string; why: HoldReason }>('SELECT boards, why FROM held_article')
  const has = store.reader('SELECT 1 AS one FROM held_article WHERE message_id = ?')
  const raw = store.reader<{ raw: Uint8Array }>('SELECT raw FROM held_article WHERE id = ?')
  const count = store.reader<{ count: number }>('SELECT count(*) AS count FROM held_article')
  const countOf = store.reader<{ count: number }>('SELECT count(*) AS count FROM held_article WHERE account_id IS ?')
  const insert = store.writer(
    `INSERT INTO held_article (message_id, account_id, boards, why, subject, author, arrived, supersedes, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const remove = store.writer('DELETE FROM held_article WHERE id = ?')
  return {
    all: (after, limit) => all.all(after, limit).map(heldOf),
    boards: () => boards.all().map((row) => ({ boards: row.boards.split(' '), why: row.why })),
    find: (id) => {
      const row = one.get(id)
      return row === undefined ? undefined : heldOf(row)
    },
    has: (messageId) => has.get(messageId) !== undefined,
    raw: (id) => raw.get(id)?.raw,
    count: () => count.get()?.count ?? 0,
    countOf: (account) => countOf.get(account)?.count ?? 0,
    insert: ({ messageId, account, boards: names, why, subject, author, arrived, supersedes, raw: octets }) =>
      void insert.run(messageId, account, names.join(' '), why, subject, author, arrived, supersedes, octets),
    remove: (id) => void remove.run(id),
  }
}

const decided = (store: Store): Pick<HeldRepository, Decided> => {
  const articles = store.reader<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM article WHERE account_id = ? AND state = 'live' LIMIT ?)`,
  )
  const verdicts = store.reader<VerdictRow>(
    'SELECT id, at, approved, boards, subject, reason FROM verdict WHERE account_id = ? ORDER BY id',
  )
  const add = store.writer(
    'INSERT INTO verdict (account_id, at, approved, boards, subject, reason) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const drop = store.writer('DELETE FROM verdict WHERE account_id = ? AND id <= ?')
  const moderators = store.reader<{ name: string }>(
    'SELECT a.name FROM board_moderator m JOIN account a ON a.id = m.account_id WHERE m.board_id = ? ORDER BY a.folded',
  )
  return {
    articlesOf: (account, most) => articles.get(account, most)?.count ?? 0,
    verdicts: (account) => verdicts.all(account).map(verdictOf),
    addVerdict: (account, { at, isApproved, boards, subject, reason }) =>
      void add.run(account, at, isApproved ? 1 : 0, boards.join(' '), subject, reason),
    dropVerdicts: (account, upTo) => void drop.run(account, upTo),
    moderatorsOf: (board) => moderators.all(board).map(({ name }) => name),
  }
}
