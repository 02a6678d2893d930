// Boards, what has been read of them, and the same articles as news.

import type { Actor } from '../core/accounts/session.ts'
import type { Board } from '../core/boards/board.ts'
import { BoardService } from '../core/boards/board-service.ts'
import { NewsPosting } from '../core/boards/news-posting.ts'
import { NewsService } from '../core/boards/news-service.ts'
import { PostingPace } from '../core/boards/posting-pace.ts'
import { ReadingService } from '../core/boards/reading-service.ts'
import type { CoreServices } from '../core/contract.ts'
import { canSee } from '../core/visibility.ts'
import { randomSecret } from '../state-folder.ts'
import { boardRepository } from '../storage/boards.ts'
import { newsRepository } from '../storage/boards-news.ts'
import { readingRepository } from '../storage/boards-reading.ts'
import { articleFormat } from '../wire/article/article-format.ts'
import { newsFormat } from '../wire/article/news-format.ts'
import type { Ground } from './ground.ts'
import { openPeering } from './peers.ts'
import type { People } from './people.ts'

export interface BoardsHouse extends Pick<CoreServices, 'boards' | 'news' | 'peering'> {
  /** For search. */
  readonly readableBoards: (actor: Actor) => readonly Board[]
}

export const openBoards = (ground: Ground, { base, sessions }: People): BoardsHouse => {
  const { config, tick, store, state, clock } = ground
  const host = config.server.hostname
  const shared = {
    ...{ ...base, sessions, host, repository: boardRepository(store), format: articleFormat },
    pace: new PostingPace(clock, config.limits.throttle),
  }
  const reading = new ReadingService({ ...shared, readings: readingRepository(store) })
  tick.subscribe((event) => {
    if (event.type === 'article.posted') reading.notePosted(event)
  })
  const news = newsRepository(store)
  const cancelSecret = state.secret('cancel-lock.key', randomSecret)
  const posting = new NewsPosting({ ...shared, news, newsFormat, cancelSecret })
  return {
    boards: new BoardService({ ...shared, reading }),
    readableBoards: (actor) => shared.repository.boards().filter((board) => canSee(actor, board)),
    news: new NewsService({ ...shared, boards: shared.repository, news, format: newsFormat }, posting),
    peering: openPeering(ground, { sessions }, { repository: shared.repository, news }),
  }
}
