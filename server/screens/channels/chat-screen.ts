// Talking: the caller's channels and private conversations as tabs, with history, live lines and a line to type in.
// Leaving the screen leaves no channel.

import type { ClientTags } from '../../core/channels/channel.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import type { Chat } from './chat.ts'
import { CHAT_ACTIONS } from './chat-commands.ts'
import { ChatFeed } from './chat-feed.ts'
import { ChatFrame } from './chat-frame.ts'
import { chatFormat } from './chat-view.ts'
import { ChatVoice } from './chat-voice.ts'
import { readTyped } from './commands.ts'
import { Conversation } from './conversation.ts'
import { ReadMarks } from './read-marks.ts'
import { Scrollback } from './scrollback.ts'
import { splitMessage } from './split-message.ts'
import { Tabs } from './tabs.ts'
import { joinChannel, Talk } from './talk.ts'

/** A paste of more lines than this is asked about first. */
const UNASKED_LINES = 4

/** Opens in a channel (which is joined), in a private conversation, or where the caller is already. */
export type ChatEntry = { readonly channel: string } | { readonly nick: string }

/** @throws Refusal no-such-channel, too-many, when it is opened */
export const chatScreen =
  (entry: ChatEntry): ScreenFactory =>
  (context) =>
    new ChatScreen(context, entry)

class ChatScreen implements Screen, Chat {
  readonly help = 'channels.chat.help'
  readonly hearsDirect = true
  readonly takesText = true
  readonly context: ScreenContext
  readonly tabs = new Tabs()
  readonly feed: ChatFeed
  readonly voice: ChatVoice
  readonly #entry: ChatEntry
  readonly #talk: Talk
  readonly #frame: ChatFrame
  readonly #marks: ReadMarks
  #rings = false

  constructor(context: ScreenContext, entry: ChatEntry) {
    this.context = context
    this.#entry = entry
    const { core, session, text } = context
    this.feed = new ChatFeed({
      tabs: this.tabs,
      me: () => context.me,
      text,
      now: () => Date.now(),
      onJoined: (channel) => this.#channel(channel),
      onParted: (channel) => this.#parted(channel),
      onPutOut: (channel, words) => {
        this.#parted(channel)
        context.say(words)
      },
      openDirect: (nick) => this.#direct(nick),
      onCalled: () => this.#rings && context.bell(),
    })
    this.#marks = new ReadMarks(context)
    this.#talk = new Talk({ core, session, feed: this.feed })
    this.voice = new ChatVoice({ tabs: this.tabs, text, closed: () => this.#closed(), enter: () => this.#enter() })
    this.#frame = new ChatFrame({ context, tabs: this.tabs, closed: () => this.#closed() })
  }

  get title(): string {
    return this.tabs.current?.name ?? this.context.text('channels.title')
  }

  async open(): Promise<void> {
    const { core, session, me } = this.context
    if (me.account !== null) this.feed.ignored = await core.pages.ignored({ session })
    for (const { name } of await this.#talk.joined()) this.#channel(name)
    // These have rung already.
    for (const line of this.context.takeTold()) this.feed.hear(line)
    this.#rings = true
    if ('channel' in this.#entry) await this.join(this.#entry.channel)
    else await this.query(this.#entry.nick)
    await this.#countMissed()
  }

  onEvent(event: CoreEvent): void {
    if (!this.feed.hear(event)) return
    if (this.tabs.current !== null) this.#marks.see(this.tabs.current)
    this.context.refresh()
  }

  keys(): readonly KeyRow[] {
    const several = this.tabs.all.length > 1
    const next: KeyRow = { on: ['C-n', 'M-right'], label: 'channels.keys.next', run: () => this.#beside(1) }
    const waiting: KeyRow = { on: ['M-a'], label: 'channels.keys.waiting', run: () => this.#waiting() }
    return [
      {
        on: ['enter'],
        label: this.#readsOnEnter() ? 'channels.keys.read' : 'channels.keys.say',
        run: () => this.#enter(),
      },
      { on: ['pageup'], cap: 'PgUp', label: 'channels.keys.back', run: () => this.#scroll(-1) },
      { on: ['pagedown'], run: () => this.#scroll(1) },
      ...(several ? [next] : [{ on: next.on, run: () => this.#beside(1) }]),
      { on: ['C-p', 'M-left'], run: () => this.#beside(-1) },
      ...(this.tabs.waiting === undefined ? [] : [waiting]),
      ...this.#boardRow(),
      { on: ['M-m', 'f3'], cap: 'Alt-M', label: 'channels.keys.people', run: () => this.#frame.toggleMembers() },
      { on: ['M-1', 'M-2', 'M-3', 'M-4', 'M-5', 'M-6', 'M-7', 'M-8', 'M-9'], run: (key) => this.#number(key.name) },
      { on: ['C-c'], run: () => this.#interrupt() },
      { on: ['M-end', 'C-end', 'M->'], run: () => this.#toBottom() },
    ]
  }

  async join(channel: string, key?: string): Promise<void> {
    const name = await joinChannel(this.context, channel, key)
    await this.#show(this.#channel(name))
  }

  async query(nick: string): Promise<Conversation> {
    const conversation = this.#direct(nick)
    await this.#show(conversation)
    return conversation
  }

  async say(
    conversation: Conversation,
    words: string,
    kind: 'message' | 'action' | 'notice',
    tags?: ClientTags,
  ): Promise<void> {
    const { confirm, text } = this.context
    const lines = splitMessage(words)
    const asked = { title: text('channels.paste.title'), text: text('channels.paste.text', { count: lines.length }) }
    const sure = lines.length <= UNASKED_LINES || (await confirm({ ...asked, yes: text('channels.paste.yes') }))
    const left = sure ? await this.#talk.say(conversation, lines, kind, tags) : { lines, why: null }
    conversation.scrollback.toBottom()
    if (left === null) return
    // What was not said goes back to where it can be said again.
    conversation.input.setText((kind === 'action' ? '/me ' : '') + left.lines.join('\n'))
    if (left.why !== null) this.feed.note(conversation, 'error', this.#whyNotSaid(conversation, left.why))
  }

  read(article: string): Promise<void> {
    return this.context.visit({ article })
  }

  closeTab(conversation: Conversation): void {
    this.tabs.remove(conversation)
    if (this.tabs.current === null) this.context.back()
    else this.context.run(() => this.#loadCurrent())
  }

  async leave(): Promise<void> {
    await this.#marks.flush()
    this.context.back()
  }

  close(): void {
    this.#marks.stop()
  }

  /** What was said in the other tabs while the caller was away. */
  async #countMissed(): Promise<void> {
    for (const conversation of this.tabs.all.filter(({ loaded, kind }) => !loaded && kind === 'channel')) {
      const marker = await this.#marks.of(conversation)
      if (marker !== null) conversation.missed(await this.#talk.missed(conversation, marker))
    }
    this.context.refresh()
  }

  #closed(): string {
    return this.context.text(this.context.me.role === 'guest' ? 'channels.closed.guest' : 'channels.closed.member')
  }

  #whyNotSaid(conversation: Conversation, why: Refusal): string {
    const isClosed = why.code === 'not-permitted' && conversation.kind === 'channel'
    return isClosed ? this.#closed() : this.context.refusalText(why)
  }

  #channel(name: string): Conversation {
    return this.tabs.channel(name) ?? this.tabs.add(this.#conversation('channel', name))
  }

  #direct(nick: string): Conversation {
    const known = this.tabs.direct(nick)
    if (known !== undefined) return known
    const conversation = this.tabs.add(this.#conversation('direct', nick))
    conversation.members.set(
      [nick, this.context.me.nick ?? ''].filter(Boolean).map((each) => ({ nick: each, modes: '' })),
    )
    return conversation
  }

  #conversation(kind: 'channel' | 'direct', name: string): Conversation {
    const { text } = this.context
    const format = chatFormat(this.#frame.view.width, (at) => text('channels.day', { at }))
    const scrollback = new Scrollback(format, {
      unread: text('channels.unread'),
      earlier: text('channels.earlier'),
    })
    return new Conversation({ kind, name, scrollback })
  }

  #parted(channel: string): void {
    const conversation = this.tabs.channel(channel)
    if (conversation !== undefined) this.closeTab(conversation)
  }

  async #show(conversation: Conversation): Promise<void> {
    this.tabs.show(conversation)
    await this.#loadCurrent()
  }

  async #loadCurrent(): Promise<void> {
    const { current } = this.tabs
    if (current === null) return
    await this.#talk.load(current, current.loaded ? null : await this.#marks.of(current))
    this.#marks.see(current)
    this.context.refresh()
  }

  async #beside(direction: 1 | -1): Promise<void> {
    const conversation = this.tabs.beside(direction)
    if (conversation !== undefined) await this.#show(conversation)
  }

  async #number(key: string): Promise<void> {
    const conversation = this.tabs.at(Number(key.slice(2)) - 1)
    if (conversation !== undefined) await this.#show(conversation)
  }

  async #waiting(): Promise<void> {
    const { waiting } = this.tabs
    if (waiting !== undefined) await this.#show(waiting)
  }

  /** With nothing typed, Enter opens the article that was announced last. */
  #readsOnEnter(): boolean {
    const here = this.tabs.current
    return here?.input.isEmpty === true && here.announced !== null
  }

  #boardRow(): readonly KeyRow[] {
    const board = this.tabs.current?.board ?? null
    if (board === null) return []
    return [
      {
        ...{ on: ['M-b'], cap: 'Alt-B', label: 'channels.keys.board' },
        run: () => this.context.visit({ board }),
      },
    ]
  }

  #toBottom(): void {
    this.tabs.current?.scrollback.toBottom()
    this.context.refresh()
  }

  /** By a page; at the top of what is here, older lines are fetched first. */
  async #scroll(direction: 1 | -1): Promise<void> {
    const { current } = this.tabs
    if (current === null) return
    const { scrollback } = current
    const distance = Math.max(1, this.#frame.view.height - 2)
    const atTop = direction === -1 && scrollback.view(this.#frame.view.height).atTop
    if (atTop && !(await this.#talk.loadOlder(current))) {
      this.context.say(this.context.text('channels.oldest'), 'dim')
    }
    scrollback.scroll(direction * distance)
    this.context.refresh()
  }

  /** Ctrl-C empties the line; with nothing typed it leaves. */
  async #interrupt(): Promise<void> {
    const input = this.tabs.current?.input
    if (input === undefined || input.isEmpty) await this.leave()
    else input.clear()
  }

  async #enter(): Promise<void> {
    const here = this.tabs.current
    if (here === null) return
    if (this.#readsOnEnter() && here.announced !== null) return this.read(here.announced)
    if (here.input.text.trim() === '') return
    const typed = readTyped(here.input.take())
    try {
      if (typed.kind === 'say') await this.say(here, typed.text, 'message')
      else if (typed.kind === 'command') await CHAT_ACTIONS[typed.command](this, here, typed.rest)
      else this.feed.note(here, 'error', this.context.text('channels.unknown', { command: typed.name }))
    } catch (error) {
      this.feed.note(this.tabs.current ?? here, 'error', this.context.refusalText(error))
    }
    this.context.refresh()
  }
}
