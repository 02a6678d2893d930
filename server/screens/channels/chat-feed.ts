// From events to what stands in the tabs: lines that were said, people who come and go, topics. Only what belongs to
// the caller's own channels and private conversations gets in.

import { foldName } from '../../../shared/names.ts'
import type { Actor, Origin } from '../../core/accounts/session.ts'
import type { ChannelMessage } from '../../core/channels/channel.ts'
import type {
  ChannelSaid,
  ChannelTagged,
  DirectSaid,
  DirectTagged,
  MessageRedacted,
} from '../../core/channels/channel-events.ts'
import type { CoreEvent } from '../../core/events.ts'
import { ARTICLE_TAG } from '../../core/places/place.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { ScreenContext } from '../screen.ts'
import type { NoteLine, SpokenLine } from './chat-line.ts'
import type { Conversation } from './conversation.ts'
import { plainText } from './formatting.ts'
import { mentions } from './mention.ts'
import { hearOrder, mayNotice, noticed, type OrderFeedOptions } from './order-feed.ts'
import type { Tabs } from './tabs.ts'

export interface ChatFeedOptions {
  readonly tabs: Tabs
  readonly me: () => Actor
  readonly text: ScreenContext['text']
  readonly now: () => number
  /** The caller came into a channel, here or on another face. */
  readonly onJoined: (channel: string) => void
  /** The caller is out of a channel. */
  readonly onParted: (channel: string) => void
  readonly onPutOut: OrderFeedOptions['onPutOut']
  /** A tab for a private conversation that has none yet. */
  readonly openDirect: (nick: string) => Conversation
  /** Something that the caller should hear of at once. */
  readonly onCalled: () => void
}

export class ChatFeed {
  readonly #options: ChatFeedOptions
  #ignored: ReadonlySet<string> = new Set()

  constructor(options: ChatFeedOptions) {
    this.#options = options
  }

  /** Names whose lines are left out from now on. */
  set ignored(names: readonly string[]) {
    this.#ignored = new Set(names.map(foldName))
  }

  /** True when anything in the tabs changed. */
  hear(event: CoreEvent): boolean {
    switch (event.type) {
      case 'channel.said':
        return this.#said(event)
      case 'direct.said':
        return this.#told(event)
      case 'channel.tagged':
        return this.#tagged(this.#options.tabs.channel(event.channel), event)
      case 'direct.tagged':
        return this.#tagged(this.#options.tabs.direct(this.#isMe(event.from) ? event.to.nick : event.from.nick), event)
      case 'message.redacted':
        return this.#redacted(event)
      case 'channel.joined':
        return mayNotice(this.#options.me(), event.only) && this.#joined(event.channel, event.who, event.modes)
      case 'channel.parted':
        return (
          mayNotice(this.#options.me(), event.only) &&
          this.#parted(event.channel, event.who, sanitizeLine(event.reason))
        )
      case 'channel.topic-set':
        return this.#topicSet(event.channel, event.by.nick, event.topic?.text ?? '')
      case 'presence.arrived':
        return this.#direct(event.who.nick, 'coming', 'channels.note.arrived')
      case 'presence.left':
        return this.#left(event.who, noticed(event, this.#options.me()), sanitizeLine(event.reason))
      case 'presence.renamed':
        return this.#renamed(event.who, event.from, noticed(event, this.#options.me()))
      default:
        return hearOrder(event, {
          ...this.#options,
          note: (conversation, kind, text) => this.note(conversation, kind, text),
        })
    }
  }

  /** A line of history, as it stands in a tab. */
  fromHistory(message: ChannelMessage): SpokenLine {
    const me = this.#options.me()
    const own = me.nick !== null && message.nick === me.nick
    return this.#line(message, message.nick, message.seq, own)
  }

  /** Something the house says in one tab. */
  note(conversation: Conversation, kind: NoteLine['kind'], text: string): void {
    conversation.scrollback.append({ kind, at: this.#options.now(), text: sanitizeLine(text) })
  }

  #said(event: ChannelSaid): boolean {
    if (this.#ignored.has(foldName(event.from.nick))) return false
    const { tabs } = this.#options
    const conversation = tabs.channel(event.channel)
    if (conversation === undefined) return false
    const line = this.#line(event, event.from.nick, event.seq === 0 ? null : event.seq, this.#isMe(event.from))
    const seen = conversation === tabs.current
    conversation.hear(line, seen)
    if (line.mention && !seen) this.#options.onCalled()
    return true
  }

  #told(event: DirectSaid): boolean {
    if (this.#ignored.has(foldName(event.from.nick))) return false
    const { tabs } = this.#options
    const own = this.#isMe(event.from)
    if (!own && !this.#isMe(event.to)) return false
    const peer = own ? event.to.nick : event.from.nick
    const conversation = tabs.direct(peer) ?? this.#options.openDirect(peer)
    const seen = conversation === tabs.current
    conversation.hear({ ...this.#line(event, event.from.nick, null, own), mention: false }, seen)
    if (!own && !seen) this.#options.onCalled()
    return true
  }

  #tagged(conversation: Conversation | undefined, { from, tags }: ChannelTagged | DirectTagged): boolean {
    const line = tags['+draft/reply'] ?? tags['+reply']
    const [given, taken] = [tags['+draft/react'], tags['+draft/unreact']]
    const reaction = sanitizeLine(given ?? taken ?? '')
    if (conversation === undefined || line === undefined || reaction === '') return false
    return conversation.scrollback.react(line, { nick: sanitizeLine(from.nick), reaction }, given === undefined)
  }

  #redacted({ channel, to, by, msgid }: MessageRedacted): boolean {
    const { tabs, text } = this.#options
    const peer = this.#isMe(by) ? to?.nick : by.nick
    const conversation = channel === null ? tabs.direct(peer ?? '') : tabs.channel(channel)
    return conversation?.scrollback.reword(msgid, text('channels.redacted', { nick: by.nick })) ?? false
  }

  #joined(channel: string, who: Origin, modes: string): boolean {
    if (this.#isMe(who)) this.#options.onJoined(channel)
    const conversation = this.#options.tabs.channel(channel)
    if (conversation === undefined) return false
    conversation.members.add({ nick: who.nick, modes })
    this.note(conversation, 'coming', this.#options.text('channels.note.joined', { nick: who.nick }))
    return true
  }

  #parted(channel: string, who: Origin, reason: string): boolean {
    const conversation = this.#options.tabs.channel(channel)
    if (this.#isMe(who)) this.#options.onParted(channel)
    else if (conversation !== undefined) this.#gone(conversation, who.nick, 'channels.note.parted', reason)
    return conversation !== undefined
  }

  #left(who: Origin, channels: readonly string[], reason: string): boolean {
    const here = channels.flatMap((channel) => this.#options.tabs.channel(channel) ?? [])
    for (const conversation of here) this.#gone(conversation, who.nick, 'channels.note.left', reason)
    const told = this.#direct(who.nick, 'going', 'channels.note.left', reason)
    return here.length > 0 || told
  }

  #renamed(who: Origin, from: string, channels: readonly string[]): boolean {
    const { tabs, text } = this.#options
    const direct = tabs.direct(from)
    if (direct !== undefined && tabs.direct(who.nick) === undefined) direct.name = who.nick
    const here = [
      ...channels.flatMap((channel) => tabs.channel(channel) ?? []),
      ...(direct === undefined ? [] : [direct]),
    ]
    for (const conversation of here) {
      conversation.members.rename(from, who.nick)
      this.note(conversation, 'note', text('channels.note.renamed', { from, nick: who.nick }))
    }
    return here.length > 0
  }

  #topicSet(channel: string, nick: string, topic: string): boolean {
    const conversation = this.#options.tabs.channel(channel)
    if (conversation === undefined) return false
    conversation.topic = plainText(topic)
    const key = conversation.topic === '' ? 'channels.note.topic-cleared' : 'channels.note.topic-set'
    this.note(conversation, 'note', this.#options.text(key, { nick, topic: conversation.topic }))
    return true
  }

  #gone(conversation: Conversation, nick: string, key: string, reason: string): void {
    conversation.members.remove(nick)
    const { text } = this.#options
    this.note(conversation, 'going', text(key, { nick, ...why(reason) }))
  }

  #direct(nick: string, kind: 'coming' | 'going', key: string, reason = ''): boolean {
    const conversation = this.#options.tabs.direct(nick)
    if (conversation === undefined) return false
    this.note(conversation, kind, this.#options.text(key, { nick, ...why(reason) }))
    return true
  }

  #line(
    said: Pick<ChannelMessage, 'kind' | 'at' | 'msgid' | 'text' | 'redacted' | 'tags' | 'reactions'>,
    nick: string,
    seq: number | null,
    own: boolean,
  ): SpokenLine {
    const { redacted } = said
    const text = said.tags?.[ARTICLE_TAG] === undefined ? said.text : withoutAddresses(said.text)
    const words = redacted === undefined ? text : this.#options.text('channels.redacted', { nick: redacted.by })
    const mention = !own && redacted === undefined && mentions(words, this.#options.me().nick ?? '')
    return {
      kind: said.kind,
      at: said.at,
      msgid: said.msgid,
      seq,
      nick: sanitizeLine(nick),
      text: words,
      mention,
      own,
      ...(redacted === undefined ? pointersOf(said) : { removed: true as const }),
    }
  }

  #isMe(who: Origin): boolean {
    const { presence } = this.#options.me()
    return presence !== null && who.presence === presence
  }
}

const why = (reason: string): { readonly why: 'none' | 'given'; readonly reason: string } => {
  const words = plainText(reason)
  return { why: words === '' ? 'none' : 'given', reason: words }
}

/** An announcement's addresses are for other faces: here one key opens the article. */
const withoutAddresses = (text: string): string => text.split(/ {2}(?=news:)/)[0] ?? text

/** What a line refers to, and what was said to it by signs. */
const pointersOf = ({ tags, reactions }: Pick<ChannelMessage, 'tags' | 'reactions'>): Partial<SpokenLine> => {
  const replyTo = tags?.['+draft/reply'] ?? tags?.['+reply']
  const article = tags?.[ARTICLE_TAG]
  return {
    ...(replyTo !== undefined && { replyTo }),
    ...(article !== undefined && { article }),
    ...(reactions !== undefined && {
      reactions: reactions.map(({ nick, reaction }) => ({
        nick: sanitizeLine(nick),
        reaction: sanitizeLine(reaction),
      })),
    }),
  }
}
