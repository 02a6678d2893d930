// Articles: their octets and the columns beside them. What they answer is the business of boards-forest.ts.

import type { BoardRepository, Filed, ThreadNode } from '../core/boards/board-repository.ts'
import type { ArticleId, MessageId } from '../core/ids.ts'
import { type NodeRow, nodeOf } from './boards-forest.ts'
import type { Store, Value } from './database.ts'

export interface ArticleRow extends NodeRow {
  readonly subject: string
  readonly author: string
  readonly date: number | null
  readonly number: number | null
  readonly superseded: number
}

export const threadNodeOf = (row: ArticleRow): ThreadNode => ({
  ...nodeOf(row),
  subject: row.subject,
  author: row.author,
  date: row.date,
  isSuperseded: row.superseded === 1,
  number: row.number,
})

/** In the order of the statements below. */
const valuesOf = ({ article, account, arrived }: Filed): Value[] => {
  const { raw, octets, lines, subject, author, date, expires } = article
  return [date, arrived, octets, lines, account, subject, author, raw, expires]
}

type Articles = 'successorOf' | 'insertArticle' | 'enliven' | 'findArticle' | 'messageIdOf' | 'raw'

export const articles = (store: Store): Pick<BoardRepository, Articles> => {
  const insert = store.writer(
    `INSERT INTO article (message_id, state, thread_id, parent_id, date, arrived, octets, lines, account_id, subject, author, raw,
       expires)
     VALUES (?, 'live', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const rootItself = store.writer('UPDATE article SET thread_id = id WHERE id = ?')
  const enliven = store.writer(
    `UPDATE article SET state = 'live', date = ?, arrived = ?, octets = ?, lines = ?, account_id = ?, subject = ?,
     author = ?, raw = ?, expires = ? WHERE id = ? AND state = 'ghost'`,
  )
  const find = store.reader<ArticleRow>(
    `SELECT id, message_id, state, thread_id, parent_id, subject, author, date, NULL AS number,
     0 AS superseded
     FROM article WHERE id = ? AND state = 'live'`,
  )
  const messageId = store.reader<{ message_id: string }>('SELECT message_id FROM article WHERE id = ?')
  const successor = store.reader<{ superseded_by: number | null }>('SELECT superseded_by FROM article WHERE id = ?')
  const raw = store.reader<{ raw: Uint8Array | null }>("SELECT raw FROM article WHERE id = ? AND state = 'live'")
  return {
    insertArticle: (filed, parent) => {
      const { messageId: own } = filed.article
      const added = insert.run(own, parent?.thread ?? 0, parent?.id ?? null, ...valuesOf(filed))
      const id = Number(added.lastInsertRowid)
      if (parent === null) rootItself.run(id)
      const thread = parent?.thread ?? id
      return nodeOf({ id, message_id: own, state: 'live', thread_id: thread, parent_id: parent?.id ?? null })
    },
    enliven: (ghost, filed) => {
      if (enliven.run(...valuesOf(filed), ghost).changes !== 1) throw new Error(`article ${ghost} is no ghost`)
    },
    findArticle: (article) => {
      const row = find.get(article)
      return row === undefined ? undefined : threadNodeOf(row)
    },
    messageIdOf: (article) => messageId.get(article)?.message_id as MessageId | undefined,
    successorOf: (article) => (successor.get(article)?.superseded_by ?? undefined) as ArticleId | undefined,
    raw: (article) => raw.get(article)?.raw ?? undefined,
  }
}
