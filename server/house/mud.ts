// The MUD over the rest of the house: its rooms speak into channels and show boards, its people are the house's.

import { foldChannelName, foldName } from '../../shared/names.ts'
import type { CoreServices } from '../core/contract.ts'
import type { PresenceId, SessionId } from '../core/ids.ts'
import { MudService } from '../core/mud/mud-service.ts'
import { plant } from '../core/mud/planting.ts'
import { type Wing, wingHash } from '../core/mud/seed.ts'
import type { Person, WireLine, Wires } from '../core/mud/wires.ts'
import { isRefusal } from '../core/refusal.ts'
import { dataFolders } from '../data-folders.ts'
import { mudRepository } from '../storage/mud.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'
import { readWings } from './world-files.ts'

type Neighbours = Pick<CoreServices, 'channels' | 'history' | 'boards' | 'friends'>

/** How often the world looks what is due, in milliseconds. */
const PULSE = 1000

export const openMud = (
  ground: Ground,
  people: People,
  neighbours: Neighbours,
): { readonly mud: MudService; readonly stop: () => void } => {
  const mud = new MudService({
    ...{ ...people.base, sessions: people.sessions, repository: mudRepository(ground.store) },
    ...{ wires: wiresTo(people, neighbours), throttle: ground.config.limits.throttle },
  })
  ground.tick.subscribe((event) => mud.notice(event))
  const pulse = setInterval(() => mud.pulse(), PULSE).unref()
  ground.tick.run(() => plantShipped(mud, readWings(dataFolders(ground.config))))
  return { mud, stop: () => clearInterval(pulse) }
}

/** Wings that are as they were at the last start are not looked at again. */
const plantShipped = ({ theatre: { world } }: MudService, wings: readonly Wing[]): void => {
  const { repository } = world
  const fresh = wings.filter((wing) => repository.planted(wing.name) !== wingHash(wing))
  if (fresh.length === 0) return
  plant(world, fresh)
  for (const wing of fresh) repository.setPlanted(wing.name, wingHash(wing))
}

const wiresTo = ({ base, sessions }: People, { channels, history, boards, friends }: Neighbours): Wires => {
  const isIn = (session: SessionId, channel: string): boolean => {
    const folded = foldChannelName(channel)
    return [...sessions.requirePresence(session).channels].some((each) => foldChannelName(each) === folded)
  }
  return {
    ...{ isIn },
    join: (session, channel) => void channels.join({ session, channel }),
    part: (session, channel) => channels.part({ session, channel, reason: '' }),
    say: (session, channel, kind, text) => void channels.say({ session, channel, kind, text }),
    members: (session, channel) =>
      orElse([], () =>
        channels.members({ session, channel }).flatMap(({ nick }): PresenceId[] => {
          const presence = sessions.findByNick(nick)
          return presence === undefined ? [] : [presence.id]
        }),
      ),
    recent: (session, channel, limit) =>
      orElse([], () => channels.history({ session, channel, limit })).map(({ nick, kind, text, at }) => ({
        nick,
        kind,
        text,
        at,
      })),
    tell: (session, nick, text) => void channels.tell({ session, to: nick, text }),
    notices: (session, board, limit) =>
      orElse([], () => boards.threads({ session, board, limit })).map((thread) => ({
        ...{ number: thread.firstNumber, messageId: thread.messageId, subject: thread.subject, author: thread.author },
        ...{ replies: thread.count - 1, isUnread: (thread.unread ?? 0) > 0 },
      })),
    nickOf: (presence) => sessions.findById(presence)?.nick ?? null,
    online: (session) =>
      sessions
        .online({ session })
        .map(({ nick, displayName, presence }) => ({ nick, displayName, presence, lastSeen: null })),
    person: (_, name): Person | null => {
      const presence = sessions.findByNick(name)
      const account = presence?.account ?? base.accounts.byFoldedName(foldName(name))
      if (presence === undefined && account === undefined) return null
      return {
        nick: presence?.nick ?? account?.name ?? name,
        displayName: account?.displayName ?? '',
        presence: presence?.id ?? null,
        lastSeen: presence === undefined ? (account?.lastSeen ?? null) : null,
      }
    },
    isInGroup: (session, group) => sessions.requirePresence(session).account?.groups.includes(group) ?? false,
    friendships: (session) => orElse({ friends: [], asking: [], asked: [] }, () => friends.mine({ session })),
    befriend: (session, name) => friends.befriend({ session, name }),
    unfriend: (session, name) => friends.part({ session, name }),
    friendsBetween: (session, name) => friends.way({ session, to: name }),
    letters: (session, limit) => letters({ channels, history }, session, limit),
  }
}

/** Of the newest conversations, what the others said; oldest first. */
const letters = (
  { channels, history }: Pick<Neighbours, 'channels' | 'history'>,
  session: SessionId,
  limit: number,
): readonly WireLine[] => {
  const targets = history.targets({ session, after: 0, before: Number.MAX_SAFE_INTEGER, limit: 50 })
  const people = targets.map(({ target }) => target).filter((target) => !target.startsWith('#'))
  return people
    .flatMap((nick) =>
      orElse([], () => channels.conversation({ session, nick, limit })).filter(
        (line) => foldName(line.nick) === foldName(nick),
      ),
    )
    .sort((a, b) => a.at - b.at)
    .slice(-limit)
    .map(({ nick, kind, text, at }) => ({ nick, kind, text, at }))
}

/** What somebody may not see is simply not there. */
const orElse = <T>(otherwise: T, ask: () => T): T => {
  try {
    return ask()
  } catch (error) {
    if (isRefusal(error)) return otherwise
    throw error
  }
}
