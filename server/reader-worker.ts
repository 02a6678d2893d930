// What a reader thread does: its own composition root, over a connection that only reads. Started by the ReaderPool.

import { workerData } from 'node:worker_threads'
import type { MboxSlice } from './core/archive/archive-calls.ts'
import type { MboxRequest } from './core/archive/archive-service.ts'
import type { ArticleHit, ArticleSearch, MessageHit, MessageSearch } from './core/search/search-index.ts'
import { snippetOf } from './core/search/snippet.ts'
import { boardArchive } from './storage/board-archive.ts'
import { ReadStore } from './storage/read-store.ts'
import { serveReaders } from './storage/reader-thread.ts'
import { articleSearch } from './storage/search-articles.ts'
import { messageSearch } from './storage/search-messages.ts'
import { writeMboxEntry } from './wire/article/mbox-writer.ts'
import { readableBody } from './wire/article/readable.ts'
import { sanitizeText } from './wire/text/sanitize.ts'

/** What the house asks of its reader threads. */
export type HouseReaderTasks = {
  readonly articles: (search: ArticleSearch) => Promise<readonly ArticleHit[]>
  readonly messages: (search: MessageSearch) => readonly MessageHit[]
  readonly mbox: (request: MboxRequest) => MboxSlice
}

const store = new ReadStore((workerData as { readonly file: string }).file)
const findArticles = articleSearch(store)

const articles = async (search: ArticleSearch): Promise<readonly ArticleHit[]> => {
  const hits: ArticleHit[] = []
  for (const { raw, ...hit } of findArticles(search)) {
    const { text } = await readableBody(raw)
    hits.push({ ...hit, snippet: snippetOf(sanitizeText(text), search.wanted.terms) })
  }
  return hits
}

const sliceOf = boardArchive(store)

const mbox = (request: MboxRequest): MboxSlice => {
  const { articles: found, next } = sliceOf(request)
  const { name } = request.board
  const entries = found.map(({ number, date, raw }) => writeMboxEntry({ raw, date, sender: `${number}@${name}` }))
  return { octets: Uint8Array.from(Buffer.concat(entries)), articles: found.length, next }
}

serveReaders({ articles, messages: messageSearch(store), mbox } satisfies HouseReaderTasks)
