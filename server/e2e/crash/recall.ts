// Asks a running daemon for everything it still knows, through the contract as any face would.

import type { Connection } from '../../../scripts/connect.ts'
import type { HistoryItem } from '../../core/channels/history.ts'
import type { Memory } from './ledger.ts'
import { CHANNEL } from './writers.ts'

const PAGE = 500

/** Where the last look ended; what stands before it is left out. */
export interface Since {
  readonly seq: number
  readonly number: number
}

export const FROM_THE_START: Since = { seq: 0, number: 0 }

export const recall = async (connection: Connection, board: string, since: Since): Promise<Memory & Since> => {
  const lines = await recallLines(connection, since.seq)
  const articles = await recallArticles(connection, board, since.number)
  const accounts = await recallAccounts(connection)
  const seq = lines.at(-1)?.seq ?? since.seq
  const number = Math.max(since.number, ...articles.map((article) => article.number))
  return { lines, articles, accounts, seq, number }
}

const recallLines = async ({ core, session }: Connection, since: number): Promise<Memory['lines'][number][]> => {
  const pages: Memory['lines'][] = []
  for (let before: string | undefined; ; ) {
    const position = before === undefined ? {} : { before: { msgid: before } }
    const query = { session, target: CHANNEL, limit: PAGE, from: 'newest' as const, happenings: true }
    const page = await core.history.page({ ...query, ...position })
    pages.unshift(page.filter(({ seq }) => seq > since).map(asLine))
    const first = page[0]
    if (first === undefined || first.seq <= since + 1) return pages.flat()
    before = first.msgid
  }
}

/** Comings and goings have a place in the history too, and no words of their own. */
const asLine = ({ kind, msgid, seq, text }: HistoryItem): Memory['lines'][number] =>
  kind === 'message' ? { msgid, seq, text } : { msgid, seq, text: `${kind} ${msgid}` }

interface Numbered {
  readonly messageId: string
  readonly subject: string
  readonly number: number
}

const recallArticles = async ({ core, session }: Connection, board: string, since: number): Promise<Numbered[]> => {
  const articles: Numbered[] = []
  for (let before: number | undefined; ; ) {
    const position = before === undefined ? {} : { before }
    const page = await core.boards.threads({ session, board, limit: PAGE, ...position })
    const fresh = page.filter(({ lastNumber }) => lastNumber > since)
    const trees = await Promise.all(fresh.map(({ thread }) => core.boards.thread({ session, board, thread })))
    for (const item of trees.flat()) {
      if (item.number !== null && item.number > since) articles.push({ ...item, number: item.number })
    }
    const last = page.at(-1)
    if (last === undefined || fresh.length < page.length) return articles
    before = last.lastNumber
  }
}

const recallAccounts = async ({ core, session }: Connection): Promise<string[]> => {
  const names: string[] = []
  for (let after: string | undefined; ; after = names.at(-1)) {
    const page = await core.accounts.list({ session, ...(after === undefined ? {} : { after }) })
    if (page.length === 0) return names
    names.push(...page.map(({ name }) => name))
  }
}
