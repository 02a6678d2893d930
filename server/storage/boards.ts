// Boards and their articles in SQLite: board rows with their water marks, numbers and overview lines here; articles and
// the forest they stand in in boards-articles.ts; lists of threads in boards-threads.ts.

import type { Board } from '../core/boards/board.ts'
import type { BoardRepository } from '../core/boards/board-repository.ts'
import type { AccountId, ArticleId, BoardId } from '../core/ids.ts'
import type { Role } from '../core/visibility.ts'
import { articles } from './boards-articles.ts'
import { forest } from './boards-forest.ts'
import { threads } from './boards-threads.ts'
import type { Store } from './database.ts'

interface BoardRow {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly read_role: Role
  readonly write_role: Role
  readonly read_group: string | null
  readonly write_group: string | null
  readonly moderated: number
  readonly expire_days: number | null
  readonly max_articles: number | null
  readonly max_octets: number | null
  /** Accounts, with blanks between them; null is none. */
  readonly moderators: string | null
  readonly created: number
  readonly low: number
  readonly high: number
  readonly count: number
  readonly threads: number
  readonly latest: number | null
}

const COLUMNS = `b.id, b.name, b.description, b.read_role, b.write_role, b.created, b.low, b.high, b.count, b.threads, b.latest,
  b.read_group, b.write_group, b.moderated, b.expire_days, b.max_articles, b.max_octets,
  (SELECT group_concat(account_id, ' ') FROM board_moderator WHERE board_id = b.id) AS moderators`

const NOBODY: readonly AccountId[] = []

const boardOf = (row: BoardRow): Board => ({
  id: row.id as BoardId,
  name: row.name,
  description: row.description,
  readRole: row.read_role,
  writeRole: row.write_role,
  readGroup: row.read_group,
  writeGroup: row.write_group,
  isModerated: row.moderated === 1,
  expireDays: row.expire_days,
  maxArticles: row.max_articles,
  maxOctets: row.max_octets,
  moderators: row.moderators === null ? NOBODY : row.moderators.split(' ').map((id) => Number(id) as AccountId),
  created: row.created,
  low: row.low,
  high: row.high,
  count: row.count,
  threads: row.threads,
  latest: row.latest,
})

export const boardRepository = (store: Store): BoardRepository => ({
  ...boards(store),
  ...settings(store),
  ...placements(store),
  ...articles(store),
  ...forest(store),
  ...threads(store),
})

/** Every command of a newsreader asks for its board: it is read again only once something has been written. */
const readBoards = (store: Store): Pick<BoardRepository, 'boards' | 'findBoard'> => {
  const all = store.reader<BoardRow>(`SELECT ${COLUMNS} FROM board b ORDER BY b.name`)
  const find = store.reader<BoardRow>(`SELECT ${COLUMNS} FROM board b WHERE b.name = ?`)
  let version = -1
  let list: readonly Board[] | null = null
  const named = new Map<string, Board>()
  const freshen = (): void => {
    if (version === store.journal.version) return
    version = store.journal.version
    list = null
    named.clear()
  }
  return {
    boards: () => {
      freshen()
      list ??= all.all().map(boardOf)
      return list
    },
    findBoard: (name) => {
      freshen()
      const known = named.get(name)
      if (known !== undefined) return known
      const row = find.get(name)
      if (row === undefined) return undefined
      const board = boardOf(row)
      named.set(name, board)
      return board
    },
  }
}

const boards = (store: Store): Pick<BoardRepository, 'boards' | 'findBoard' | 'insertBoard' | 'nextNumber'> => {
  const reading = readBoards(store)
  const insert = store.writer(
    'INSERT INTO board (name, description, read_role, write_role, created) VALUES (?, ?, ?, ?, ?)',
  )
  const next = store.writer<{ high: number }>(
    'UPDATE board SET high = high + 1, count = count + 1, latest = ? WHERE id = ? RETURNING high',
  )
  return {
    ...reading,
    insertBoard: ({ name, description, readRole, writeRole, created }) => {
      insert.run(name, description, readRole, writeRole, created)
      const made = reading.findBoard(name)
      if (made === undefined) throw new Error(`board ${name} is gone as soon as it was made`)
      return made
    },
    nextNumber: (board, arrived) => {
      const head = next.get(arrived, board)
      if (head === undefined) throw new Error(`there is no board ${board}`)
      return head.high
    },
  }
}

const settings = (store: Store): Pick<BoardRepository, 'setBoard' | 'addModerator' | 'removeModerator'> => {
  const set = store.writer(
    `UPDATE board SET description = ?, read_role = ?, write_role = ?, read_group = ?, write_group = ?, moderated = ?,
     expire_days = ?, max_articles = ?, max_octets = ? WHERE id = ?`,
  )
  const add = store.writer('INSERT OR IGNORE INTO board_moderator (board_id, account_id) VALUES (?, ?)')
  const remove = store.writer('DELETE FROM board_moderator WHERE board_id = ? AND account_id = ?')
  return {
    setBoard: (board, { description, readRole, writeRole, readGroup, writeGroup, isModerated, ...stay }) => {
      const { expireDays, maxArticles, maxOctets } = stay
      const roles = [readRole, writeRole, readGroup, writeGroup, isModerated ? 1 : 0]
      set.run(description, ...roles, expireDays, maxArticles, maxOctets, board)
    },
    addModerator: (board, account) => void add.run(board, account),
    removeModerator: (board, account) => void remove.run(board, account),
  }
}

const placements = (store: Store): Pick<BoardRepository, 'place' | 'setOverview' | 'articleAt' | 'placements'> => {
  const place = store.writer('INSERT INTO placement (board_id, number, article_id, overview) VALUES (?, ?, ?, ?)')
  const setOverview = store.writer('UPDATE placement SET overview = ? WHERE board_id = ? AND number = ?')
  const at = store.reader<{ article_id: number }>('SELECT article_id FROM placement WHERE board_id = ? AND number = ?')
  const ofArticle = store.reader<BoardRow & { number: number }>(
    `SELECT ${COLUMNS}, p.number FROM placement p JOIN board b ON b.id = p.board_id
     WHERE p.article_id = ? ORDER BY b.name`,
  )
  return {
    place: ({ board, number, article, overview }) => void place.run(board, number, article, overview),
    setOverview: (board, number, overview) => void setOverview.run(overview, board, number),
    articleAt: (board, number) => at.get(board, number)?.article_id as ArticleId | undefined,
    placements: (article) => ofArticle.all(article).map((row) => ({ board: boardOf(row), number: row.number })),
  }
}
