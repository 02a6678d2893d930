// New-scan: from wherever the caller is to the next new article. And its opposite, catching up: all is read.

import type { ScreenContext } from '../screen.ts'
import { newScanReader } from './thread-reader.ts'

/** Opens the next new article: of this board and then of the others, or of all by their names. */
export const readNew = async (context: ScreenContext, board?: string): Promise<void> => {
  const { core, session, text } = context
  const after = board === undefined ? {} : { after: { board, number: 0 } }
  const next = await core.boards.nextUnread({ session, ...after })
  if (next === null) context.say(text('boards.scan.none'), 'dim')
  else await context.push(newScanReader(next))
}

/** Asks first. */
export const catchUp = async (context: ScreenContext, board: string): Promise<void> => {
  const { core, session, text } = context
  const { unread } = await core.boards.get({ session, board })
  if (unread === null || unread === 0) {
    context.say(text('boards.catch-up.none', { board }), 'dim')
    return
  }
  const sure = await context.confirm({
    title: text('boards.catch-up.title'),
    text: text('boards.catch-up.ask', { board, count: unread }),
    assumeYes: true,
  })
  if (!sure) return
  await core.boards.markBoardRead({ session, board })
  context.say(text('boards.catch-up.done', { board }))
}
