// What stands in the world and opens a screen of the house: the reader at an article, the editor for a reply, a board,
// a channel, a person.

import type { MessageId } from '../../core/ids.ts'
import type { MudOpened } from '../../core/mud/mud-events.ts'
import { replyTo } from '../boards/posting.ts'
import type { ScreenContext } from '../screen.ts'

type Open = (context: ScreenContext, target: string) => Promise<void>

const reply: Open = async (context, target) => {
  const { core, session } = context
  const article = await core.boards.read({ session, article: target as MessageId })
  const [board] = article.boards
  if (board !== undefined) await replyTo(context, board.board, article)
}

const DOORS: Readonly<Partial<Record<MudOpened['what'], Open>>> = {
  board: (context, board) => context.visit({ board }),
  article: (context, article) => context.visit({ article }),
  reply,
  channel: (context, channel) => context.visit({ channel }),
  profile: (context, nick) => context.visit({ nick }),
}

/** @throws Refusal as what is opened does */
export const openDoor = async (context: ScreenContext, { what, target }: MudOpened): Promise<void> =>
  DOORS[what]?.(context, target)
