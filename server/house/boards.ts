// Boards, what has been read of them, and the same articles as news.

import type { Actor } from '../core/accounts/session.ts'
import { ArticleFiling } from '../core/boards/article-filing.ts'
import type { Board } from '../core/boards/board.ts'
import { BoardService } from '../core/boards/board-service.ts'
import { BoardSettingsService } from '../core/boards/board-settings-service.ts'
import { ExpiryService } from '../core/boards/expiry-service.ts'
import { KillService } from '../core/boards/kill-service.ts'
import { ModerationQueue } from '../core/boards/moderation-queue.ts'
import { NewsPosting } from '../core/boards/news-posting.ts'
import { NewsService } from '../core/boards/news-service.ts'
import { orderArea } from '../core/boards/order-area.ts'
import { PostingPace } from '../core/boards/posting-pace.ts'
import { ReadingService } from '../core/boards/reading-service.ts'
import { StaffLog } from '../core/boards/staff-log.ts'
import { Submission } from '../core/boards/submission.ts'
import { ThreadOrderService } from '../core/boards/thread-order-service.ts'
import { XrefVeil } from '../core/boards/xref-veil.ts'
import type { CoreServices } from '../core/contract.ts'
import type { ArticleId } from '../core/ids.ts'
import { canSee } from '../core/visibility.ts'
import { randomSecret } from '../state-folder.ts'
import { fateRepository } from '../storage/article-fates.ts'
import { boardRepository } from '../storage/boards.ts'
import { expiryRepository } from '../storage/boards-expiry.ts'
import { heldRepository } from '../storage/boards-held.ts'
import { newsRepository } from '../storage/boards-news.ts'
import { readingRepository } from '../storage/boards-reading.ts'
import { groupRepository } from '../storage/groups.ts'
import { killRepository } from '../storage/kill-rules.ts'
import { newsHistory } from '../storage/news-history.ts'
import { articleFormat } from '../wire/article/article-format.ts'
import { newsFormat } from '../wire/article/news-format.ts'
import { compileWildmat } from '../wire/nntp/wildmat.ts'
import type { Ground } from './ground.ts'
import { openPeering } from './peers.ts'
import type { People } from './people.ts'

export interface BoardsHouse extends Pick<CoreServices, 'boards' | 'news' | 'order' | 'killFile' | 'peering'> {
  /** What search results leave out for somebody; null for nothing. */
  readonly killerOf: KillService['hitKiller']
  /** For search and archives. */
  readonly readableBoards: (actor: Actor) => readonly Board[]
  /** The root of the thread that an article stands in. */
  readonly threadOf: (article: ArticleId) => ArticleId | undefined
}

export const openBoards = (ground: Ground, people: People): BoardsHouse => {
  const { config, tick, store, state, clock } = ground
  const { base, sessions } = people
  const host = config.server.hostname
  const repositories = {
    repository: boardRepository(store),
    news: newsRepository(store),
    readings: readingRepository(store),
    held: heldRepository(store),
    groups: groupRepository(store),
    kills: killRepository(store),
    expiry: expiryRepository(store),
    history: newsHistory(store),
    fates: fateRepository(store),
  }
  const basis = {
    ...{ ...base, ...repositories, sessions, host, format: articleFormat, newsFormat },
    pace: new PostingPace(clock, config.limits.throttle),
    cancelSecret: state.secret('cancel-lock.key', randomSecret),
    log: new StaffLog(base),
  }
  const shared = { ...basis, submission: new Submission({ ...basis, holdFirst: config.boards.hold_first }) }
  const veil = new XrefVeil({ boards: repositories.repository })
  const killFile = new KillService({ ...shared, wildmat: compileWildmat })
  const reading = new ReadingService({ ...shared, killFile })
  tick.subscribe((event) => {
    if (event.type === 'article.posted') reading.notePosted(event)
    if (event.type === 'board.created' || event.type === 'board.changed') veil.forget()
  })
  const queue = new ModerationQueue(shared)
  const filing = new ArticleFiling(shared)
  const { repository: boards, news } = repositories
  return {
    boards: new BoardService({ ...shared, reading, queue, killFile }),
    killFile: {
      rules: (args) => killFile.rules(args),
      add: (args) => killFile.add(args),
      remove: (args) => killFile.remove(args),
      hidden: (args) => killFile.hidden(args),
    },
    killerOf: (account) => killFile.hitKiller(account),
    readableBoards: (actor) => boards.boards().filter((board) => canSee(actor, board)),
    threadOf: (article) => boards.findArticle(article)?.thread,
    news: new NewsService({ ...shared, boards, news, veil, killFile, format: newsFormat }, new NewsPosting(shared)),
    order: orderArea(
      new BoardSettingsService(shared),
      queue,
      new ThreadOrderService({ ...shared, filing }),
      new ExpiryService({ ...shared, filing, keepCancelledDays: config.boards.keep_cancelled_days }),
    ),
    peering: openPeering(ground, shared),
  }
}
