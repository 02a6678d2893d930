// What a moderator does to a chosen thread, each with its question: closing, putting first, moving.

import type { ThreadView } from '../../core/boards/board.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { KeyRow, ScreenContext } from '../screen.ts'

const REASON_UNITS = 200
const BOARD_UNITS = 80

/** For those who keep order on the board; `after` is when something changed. */
export const orderKeys = (
  context: ScreenContext,
  board: string,
  thread: ThreadView,
  after: () => Promise<void>,
): readonly KeyRow[] => [
  {
    on: ['x', 'X'],
    label: thread.isLocked ? 'order.keys.open' : 'order.keys.close',
    run: async () => {
      if (await turnLock(context, board, thread)) await after()
    },
  },
  {
    on: ['!'],
    label: thread.isPinned ? 'order.keys.unpin' : 'order.keys.pin',
    run: async () => {
      const { core, session, text } = context
      const isPinned = !thread.isPinned
      await core.order.pin({ session, board, thread: thread.thread, isPinned })
      context.say(text(isPinned ? 'order.pinned' : 'order.unpinned'), 'good')
      await after()
    },
  },
  {
    on: ['m', 'M'],
    label: 'order.keys.move',
    run: async () => {
      if (await move(context, board, thread)) await after()
    },
  },
]

const turnLock = async (context: ScreenContext, board: string, thread: ThreadView): Promise<boolean> => {
  const { core, session, text } = context
  const isLocked = !thread.isLocked
  const reason = isLocked
    ? await context.prompt({
        title: text('order.close.title'),
        text: text('order.close.text', { subject: sanitizeLine(thread.subject) }),
        label: text('order.close.label'),
        limit: REASON_UNITS,
      })
    : ''
  if (reason === null) return false
  await core.order.lock({ session, board, thread: thread.thread, isLocked, reason })
  context.say(text(isLocked ? 'order.closed' : 'order.opened'), 'good')
  return true
}

const move = async (context: ScreenContext, board: string, thread: ThreadView): Promise<boolean> => {
  const { core, session, text } = context
  let moved = 0
  const to = await context.prompt({
    title: text('order.move.title'),
    text: text('order.move.text', { subject: sanitizeLine(thread.subject) }),
    label: text('order.move.label'),
    limit: BOARD_UNITS,
    accept: async (value) => {
      const name = value.trim().toLowerCase()
      if (name === board) return text('order.move.same')
      const done = await core.order.move({ session, board, thread: thread.thread, to: name, reason: '' })
      moved = done.moved
      return undefined
    },
  })
  if (to === null) return false
  context.say(text('order.moved', { board: to.trim().toLowerCase(), count: moved }), 'good')
  return true
}
