// The ways across the house: from a board to the talk about it, from a line in a channel to the article it announces.
// Screens name where they want to go, and need not know each other.

import { openArticle } from './boards/open-article.ts'
import { threadList } from './boards/thread-list.ts'
import { chatScreen } from './channels/chat-screen.ts'
import { enterArea } from './eras/enter-area.ts'
import type { Area } from './eras/era.ts'
import type { Destination, ScreenContext } from './screen.ts'
import { searchScreen } from './search/search-screen.ts'

/** @throws Refusal no-such-board, no-such-channel, no-such-nick, no-such-article */
export const visit = (context: ScreenContext, where: Destination): Promise<void> =>
  enterArea(context, areaOf(where), () => open(context, where))

const areaOf = (where: Destination): Area => {
  if ('board' in where || 'article' in where) return 'boards'
  if ('search' in where) return 'search'
  return 'nick' in where ? 'messages' : 'channels'
}

const open = (context: ScreenContext, where: Destination): Promise<void> => {
  if ('board' in where) return context.push(threadList(where.board))
  if ('article' in where) return openArticle(context, where.article)
  if ('search' in where) return context.push(searchScreen(where.search))
  return context.push(chatScreen(where))
}
