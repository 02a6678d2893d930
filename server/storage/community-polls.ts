// Polls in SQLite: questions, answers, and one vote for each account.

import type { PollRepository, PollRow } from '../core/community/community-repository.ts'
import type { AccountId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface Row {
  readonly id: number
  readonly ref: string
  readonly account_id: number
  readonly name: string
  readonly at: number
  readonly question: string
  readonly closed: number | null
}

export const pollRepository = (store: Store): PollRepository => {
  const select = `SELECT p.id, p.ref, p.account_id, a.name, p.at, p.question, p.closed
    FROM poll p JOIN account a ON a.id = p.account_id`
  const all = store.reader<Row>(`${select} ORDER BY p.closed IS NOT NULL, p.id DESC LIMIT ?`)
  const find = store.reader<Row>(`${select} WHERE p.ref = ?`)
  const options = store.reader<{ text: string; votes: number }>(
    `SELECT o.text, count(v.account_id) AS votes FROM poll_option o
     LEFT JOIN poll_vote v ON v.poll_id = o.poll_id AND v.position = o.position
     WHERE o.poll_id = ? GROUP BY o.position ORDER BY o.position`,
  )
  const open = store.reader<{ count: number }>(
    'SELECT count(*) AS count FROM poll WHERE account_id = ? AND closed IS NULL',
  )
  const add = store.writer<{ id: number }>(
    'INSERT INTO poll (ref, account_id, at, question) VALUES (?, ?, ?, ?) RETURNING id',
  )
  const addOption = store.writer('INSERT INTO poll_option (poll_id, position, text) VALUES (?, ?, ?)')
  const vote = store.writer(
    `INSERT INTO poll_vote (poll_id, account_id, position, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (poll_id, account_id) DO UPDATE SET position = excluded.position, at = excluded.at`,
  )
  const choice = store.reader<{ position: number }>(
    'SELECT position FROM poll_vote WHERE poll_id = ? AND account_id = ?',
  )
  const close = store.writer('UPDATE poll SET closed = ? WHERE id = ? AND closed IS NULL')
  const pollOf = ({ account_id, name, ...rest }: Row): PollRow => ({
    ...{ ...rest, account: account_id as AccountId, author: name },
    options: options.all(rest.id),
  })
  return {
    all: (limit) => all.all(limit).map(pollOf),
    find: (ref) => {
      const row = find.get(ref)
      return row === undefined ? undefined : pollOf(row)
    },
    openOf: (account) => open.get(account)?.count ?? 0,
    add: ({ ref, account, at, question }, texts) => {
      const row = add.get(ref, account, at, question)
      if (row === undefined) throw new Error('a poll is gone as soon as it was made')
      for (const [position, text] of texts.entries()) addOption.run(row.id, position, text)
    },
    vote: (poll, account, option, at) => void vote.run(poll, account, option, at),
    choiceOf: (poll, account) => choice.get(poll, account)?.position ?? null,
    close: (poll, at) => void close.run(at, poll),
  }
}
