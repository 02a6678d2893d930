// The core's side of the chat: coming into channels, reading what was said before, saying something. Each function is
// one errand of the chat screen.

import type { ChannelView, ClientTags, MessageKind } from '../../core/channels/channel.ts'
import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { ScreenContext } from '../screen.ts'
import type { ChatFeed } from './chat-feed.ts'
import type { Conversation } from './conversation.ts'
import { plainText } from './formatting.ts'

/** Lines of history asked for at once. */
const PAGE = 100
/** How often the list of members is asked for when people come and go meanwhile. */
const MEMBER_TRIES = 3

export interface TalkOptions {
  readonly core: Pick<Core, 'channels' | 'sessions' | 'places' | 'history'>
  readonly session: SessionId
  readonly feed: ChatFeed
}

export class Talk {
  readonly #options: TalkOptions

  constructor(options: TalkOptions) {
    this.#options = options
  }

  /** The channels that the caller is in. */
  async joined(): Promise<readonly ChannelView[]> {
    const { core, session } = this.#options
    return (await core.channels.list({ session })).filter((channel) => channel.joined)
  }

  /** What a tab needs when it is first looked at: topic, people, and the last page of what was said. */
  async load(conversation: Conversation, marker: number | null = null): Promise<void> {
    if (conversation.loaded) return
    conversation.loaded = true
    if (conversation.kind === 'channel') await this.#loadChannel(conversation)
    await this.loadOlder(conversation)
    if (marker !== null) conversation.scrollback.markSince(marker)
  }

  /** How many lines others have said since `marker`, up to a page of them. */
  async missed({ name }: Conversation, marker: number): Promise<number> {
    const { core, session } = this.#options
    const range = { after: { at: marker }, from: 'newest' as const, limit: PAGE }
    return (await core.history.page({ session, target: name, ...range })).length
  }

  /** One page further back; false when there is nothing older. */
  async loadOlder(conversation: Conversation): Promise<boolean> {
    if (conversation.complete) return false
    const before = conversation.scrollback.oldestSeq
    const page = { limit: PAGE, ...(before === null ? {} : { before }) }
    const messages = await this.#page(conversation, page)
    conversation.complete = messages.length < PAGE
    conversation.scrollback.prepend(messages.map((message) => this.#options.feed.fromHistory(message)))
    return messages.length > 0
  }

  /** Says the lines one after the other. Null when all were said; else those that were not, and the Refusal. */
  async say(
    conversation: Conversation,
    lines: readonly string[],
    kind: MessageKind,
    tags?: ClientTags,
  ): Promise<{ readonly lines: readonly string[]; readonly why: Refusal } | null> {
    const { core, session } = this.#options
    for (const [index, text] of lines.entries()) {
      const said = { session, text, kind, ...(index === 0 && tags !== undefined && { tags }) }
      try {
        if (conversation.kind === 'channel') await core.channels.say({ ...said, channel: conversation.name })
        else await core.channels.tell({ ...said, to: conversation.name })
      } catch (error) {
        if (!isRefusal(error)) throw error
        // A line that is held is on its way, and must not be said again.
        return { lines: lines.slice(error.code === 'held' ? index + 1 : index), why: error }
      }
    }
    return null
  }

  async #loadChannel(conversation: Conversation): Promise<void> {
    const { core, session } = this.#options
    const channel = conversation.name
    const view = await core.channels.get({ session, channel })
    // Whoever came or went while the list was under way is not in it rightly: ask again.
    for (let tries = 0; tries < MEMBER_TRIES; tries += 1) {
      const { changes } = conversation.members
      const members = await core.channels.members({ session, channel })
      if (conversation.members.changes !== changes && tries < MEMBER_TRIES - 1) continue
      conversation.members.set(members)
      break
    }
    conversation.topic = plainText(view.topic?.text ?? view.description)
    conversation.canWrite = view.canWrite
    conversation.hasPublicLog = view.hasPublicLog
    const places = await core.places.list({ session })
    conversation.board = places.find((place) => place.channel === view.name)?.board ?? null
  }

  #page(conversation: Conversation, page: { limit: number; before?: number }) {
    const { core, session } = this.#options
    if (conversation.kind === 'channel') {
      return core.channels.history({ session, channel: conversation.name, ...page })
    }
    // A guest's private lines are not kept; there is nothing to be told about that.
    return core.channels.conversation({ session, nick: conversation.name, ...page }).catch((error: unknown) => {
      if (isRefusal(error)) return []
      throw error
    })
  }
}

/** How often one channel may lead on to the next. */
const MOST_FORWARDS = 3

/** Comes into a channel, or to where it leads those it does not take. Resolves to its name. @throws Refusal */
export const joinChannel = async (
  { core, session }: Pick<ScreenContext, 'core' | 'session'>,
  channel: string,
  key?: string,
): Promise<string> => {
  let wanted = channel
  for (let hops = 0; ; hops += 1) {
    try {
      const withKey = wanted === channel && key !== undefined ? { key } : {}
      return (await core.channels.join({ session, channel: wanted, ...withKey })).name
    } catch (error) {
      if (!isRefusal(error) || error.code !== 'forwarded' || hops === MOST_FORWARDS) throw error
      wanted = error.detail
    }
  }
}
