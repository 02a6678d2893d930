// The way from somewhere else in the house to an article: the reader, opened in its thread.

import type { MessageId } from '../../core/ids.ts'
import type { ScreenContext } from '../screen.ts'
import { ThreadPages } from './thread-pages.ts'
import { threadReader } from './thread-reader.ts'

/** @throws Refusal no-such-article (also when the caller may not see it) */
export const openArticle = async (context: ScreenContext, messageId: string): Promise<void> => {
  const { core, session } = context
  const article = await core.boards.read({ session, article: messageId as MessageId })
  const board = article.boards[0]?.board ?? ''
  const pages = new ThreadPages({ core, session, board })
  await context.push(
    threadReader({
      ...{ board, thread: article.thread, article: article.id },
      neighbour: (from, direction) => pages.neighbourOnFirstPage(from, direction),
    }),
  )
}
