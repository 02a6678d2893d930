// What the MUD asks of the rest of the house: channels to speak into, boards to show, and who its people are.

import { foldChannelName, foldName } from '../../shared/names.ts'
import type { CoreServices } from '../core/contract.ts'
import type { PresenceId, SessionId } from '../core/ids.ts'
import type { Person, WireLine, Wires } from '../core/mud/wires.ts'
import { isRefusal } from '../core/refusal.ts'
import { outranks } from '../core/visibility.ts'
import type { People } from './people.ts'

export type Neighbours = Pick<CoreServices, 'channels' | 'history' | 'boards' | 'friends'>

export const wiresTo = (people: People, neighbours: Neighbours): Wires => ({
  ...talking(people, neighbours),
  ...notices(neighbours),
  ...persons(people),
  ...friendship(neighbours),
})

type Talking = Pick<Wires, 'isIn' | 'join' | 'part' | 'say' | 'members' | 'recent' | 'tell' | 'keepsChannel'>

const talking = ({ sessions }: People, { channels }: Neighbours): Talking => {
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
    keepsChannel: (session, channel) =>
      outranks(sessions.actor(session).role, 'moderator') ||
      orElse(false, () => {
        const own = sessions.requirePresence(session).nick
        const standing = channels.standing({ session, nick: own })
        const folded = foldChannelName(channel)
        return standing.some((each) => foldChannelName(each.channel) === folded && /[qao]/.test(each.modes))
      }),
  }
}

type Notices = Pick<Wires, 'notices' | 'keepsBoard' | 'read' | 'post'>

const notices = ({ boards }: Neighbours): Notices => ({
  notices: (session, board, limit) =>
    orElse([], () => boards.threads({ session, board, limit })).map((thread) => ({
      ...{ number: thread.firstNumber, messageId: thread.messageId, subject: thread.subject, author: thread.author },
      ...{ replies: thread.count - 1, isUnread: (thread.unread ?? 0) > 0 },
    })),
  keepsBoard: (session, board) => orElse(false, () => boards.get({ session, board }).canModerate),
  read: async (session, board, number) => {
    const { messageId, subject, author, text } = await boards.read({ session, article: { board, number } })
    return { messageId, subject, author, text }
  },
  post: (session, board, { messageId, subject }, text) => {
    const re = /^re:/i.test(subject) ? subject : `Re: ${subject}`
    const outcome = boards.post({ session, boards: [board], subject: re, text, inReplyTo: messageId })
    return { held: outcome.held !== null }
  },
})

type Friendship = Pick<Wires, 'friendships' | 'befriend' | 'unfriend' | 'friendsBetween' | 'letters'>

const friendship = ({ channels, history, friends }: Neighbours): Friendship => ({
  friendships: (session) => orElse({ friends: [], asking: [], asked: [] }, () => friends.mine({ session })),
  befriend: (session, name) => friends.befriend({ session, name }),
  unfriend: (session, name) => friends.part({ session, name }),
  friendsBetween: (session, name) => friends.way({ session, to: name }),
  letters: (session, limit) => letters({ channels, history }, session, limit),
})

type Persons = Omit<Wires, keyof Talking | keyof Notices | keyof Friendship>

const persons = ({ base, sessions }: People): Persons => ({
  language: (session) => {
    const { account } = sessions.actor(session)
    const chosen = account === null ? undefined : base.accounts.byId(account)?.settings.language
    return chosen?.startsWith('nb') || chosen?.startsWith('no') ? 'nb' : 'en'
  },
  accountOf: (name) => {
    const account = base.accounts.byFoldedName(foldName(name))
    return account === undefined ? null : { id: account.id, name: account.name }
  },
  nameOf: (account) => base.accounts.byId(account)?.name ?? '',
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
})

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
