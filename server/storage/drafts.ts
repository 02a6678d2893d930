// Drafts in SQLite.

import type { Draft } from '../core/drafts/draft-calls.ts'
import type { DraftRepository } from '../core/drafts/draft-repository.ts'
import type { Store } from './database.ts'

export const draftRepository = (store: Store): DraftRepository => {
  const columns = 'place, board, subject, text, at'
  const put = store.writer(
    `INSERT INTO draft (account_id, ${columns}) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, place) DO UPDATE
     SET board = excluded.board, subject = excluded.subject, text = excluded.text, at = excluded.at`,
  )
  const find = store.reader<Draft>(`SELECT ${columns} FROM draft WHERE account_id = ? AND place = ?`)
  const all = store.reader<Draft>(`SELECT ${columns} FROM draft WHERE account_id = ? ORDER BY at DESC, id DESC`)
  const drop = store.writer('DELETE FROM draft WHERE account_id = ? AND place = ?')
  const trim = store.writer(
    `DELETE FROM draft WHERE account_id = ? AND id NOT IN
     (SELECT id FROM draft WHERE account_id = ? ORDER BY at DESC, id DESC LIMIT ?)`,
  )
  const dropBefore = store.writer('DELETE FROM draft WHERE at < ?')
  return {
    put: (account, { place, board, subject, text, at }) => void put.run(account, place, board, subject, text, at),
    find: (account, place) => find.get(account, place),
    of: (account) => all.all(account),
    drop: (account, place) => void drop.run(account, place),
    trim: (account, most) => void trim.run(account, account, most),
    dropBefore: (at) => void dropBefore.run(at),
  }
}
