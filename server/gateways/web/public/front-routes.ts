// The start page, and who is on.

import { PAGE_ROWS } from '../../../../shared/limits.ts'
import type { BoardView } from '../../../core/boards/board.ts'
import { peoplePage } from '../pages/people-page.ts'
import { type StartView, startPage } from '../pages/start-page.ts'
import { sendPage } from './answer.ts'
import type { Show } from './turn.ts'
import type { Visitor } from './visitor.ts'

const THREADS_SHOWN = 8
/** The newest threads are looked for on the boards where something was written last. */
const BOARDS_ASKED = 12
const CHANNELS_SHOWN = 8

export const frontRoutes = (show: Show): void => {
  show('/', async ({ visitor, request, reply, ...face }) => {
    const view = await startView(visitor)
    return sendPage(request, reply, face, startPage(view, face.site, face.words))
  })
  show('/who', async ({ visitor: { core, session }, request, reply, ...face }) => {
    const online = await core.sessions.online({ session })
    return sendPage(request, reply, face, peoplePage(online.slice(0, PAGE_ROWS), face.words))
  })
}

const startView = async (visitor: Visitor): Promise<StartView> => {
  const { core, session } = visitor
  const [boards, channels, online] = await Promise.all([
    core.boards.list({ session }),
    core.channels.list({ session }),
    core.sessions.online({ session }),
  ])
  const busiest = [...channels].sort((a, b) => b.members - a.members).slice(0, CHANNELS_SHOWN)
  return { boards, channels: busiest, online, threads: await newestThreads(visitor, boards) }
}

const newestThreads = async (
  { core, session }: Visitor,
  boards: readonly BoardView[],
): Promise<StartView['threads']> => {
  const liveliest = boards
    .filter(({ latest }) => latest !== null)
    .sort((a, b) => (b.latest ?? 0) - (a.latest ?? 0))
    .slice(0, BOARDS_ASKED)
  const lists = await Promise.all(
    liveliest.map(async ({ name }) => {
      const threads = await core.boards.threads({ session, board: name, limit: THREADS_SHOWN })
      return threads.map((thread) => ({ board: name, thread }))
    }),
  )
  const seen = new Set<string>()
  return lists
    .flat()
    .sort((a, b) => b.thread.latest - a.thread.latest)
    .filter(({ thread }) => !seen.has(thread.messageId) && seen.add(thread.messageId))
    .slice(0, THREADS_SHOWN)
}
