// What the logon screen tells, gathered in one go: what is new since the last call, who is here, and the wall.

import type { BoardView } from '../../core/boards/board.ts'
import type { Bulletin, CallerView, Mention, Oneliner, PollView } from '../../core/community/community-calls.ts'
import type { ScreenContext } from '../screen.ts'

export interface LogonNews {
  /** When the account was last here; null at a first call. */
  readonly since: number | null
  readonly boards: readonly BoardView[]
  readonly mentions: readonly Mention[]
  /** Who wrote privately meanwhile. */
  readonly writers: readonly string[]
  /** Who has asked to be a friend, and waits. */
  readonly asking: readonly string[]
  readonly bulletins: readonly Bulletin[]
  /** Open ones in which the account has not voted. */
  readonly polls: readonly PollView[]
  readonly online: readonly string[]
  readonly callers: readonly CallerView[]
  /** Oldest first. */
  readonly wall: readonly Oneliner[]
}

const WALL = 30
const CALLERS = 12
const MENTIONS = 20
/** What a first call is told of bulletins. */
const FOREVER = 0

export const gatherNews = async ({ core, session, me }: ScreenContext): Promise<LogonNews> => {
  const { previous: since } = await core.callers.own({ session })
  const after = since ?? FOREVER
  const [boards, mentions, targets, bulletins, polls, online, callers, wall, friends] = await Promise.all([
    core.boards.list({ session }),
    core.mentions.list({ session, limit: MENTIONS, since: after }),
    core.history.targets({ session, after, before: Date.now() + 1, limit: 50 }),
    core.bulletins.list({ session }),
    core.polls.list({ session }),
    core.sessions.online({ session }),
    core.callers.list({ session, limit: CALLERS }),
    core.oneliners.list({ session, limit: WALL }),
    core.friends.mine({ session }),
  ])
  return {
    ...{ since, mentions, wall, asking: friends.asking },
    boards: boards
      .filter(({ unread, isSubscribed }) => isSubscribed && (unread ?? 0) > 0)
      .sort((a, b) => (b.unread ?? 0) - (a.unread ?? 0)),
    writers: targets.map(({ target }) => target).filter((target) => !target.startsWith('#')),
    bulletins: bulletins.filter(({ at }) => at > after),
    polls: polls.filter(({ closed, chosen }) => closed === null && chosen === null),
    online: online.map(({ nick }) => nick).filter((nick) => nick !== me.nick),
    callers: callers.filter(({ name }) => name !== me.accountName),
  }
}
