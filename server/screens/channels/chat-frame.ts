// How the chat divides its room, and what its bars say: topic, conversation, people beside it, tabs, the line to type.

import type { ScreenContext } from '../screen.ts'
import type { Size } from '../widgets/widget.ts'
import { MemberPane, TabBar, TopicBar } from './chat-bars.ts'
import { ChatView } from './chat-view.ts'
import { CHAT_COMMANDS } from './commands.ts'
import type { CompletionSource } from './completion.ts'
import { InputField } from './input-field.ts'
import type { Tabs } from './tabs.ts'

const MEMBERS_FROM_COLUMNS = 100
const MEMBERS_COLUMNS = 19
/** Blank columns on both sides of what is said. */
const MARGIN = 1

export interface ChatFrameOptions {
  readonly context: ScreenContext
  readonly tabs: Tabs
  /** Why the caller may only read. */
  readonly closed: () => string
}

export class ChatFrame {
  readonly view: ChatView
  readonly #options: ChatFrameOptions
  /** Null: by the width of the screen. */
  #showMembers: boolean | null = null

  constructor(options: ChatFrameOptions) {
    this.#options = options
    const { text } = options.context
    this.view = new ChatView({
      scrollback: () => this.#current?.scrollback ?? null,
      away: (below) => text('channels.away', { below }),
    })
    this.#layOut()
  }

  toggleMembers(): void {
    const { pane, refresh } = this.#options.context
    this.#showMembers = !this.#membersShown(pane.size)
    refresh()
  }

  get #current() {
    return this.#options.tabs.current
  }

  #layOut(): void {
    const { context, tabs } = this.#options
    const { pane, text, say } = context
    const beside = (size: Size): number => (this.#membersShown(size) ? MEMBERS_COLUMNS : 0)
    const topic = new TopicBar({ topic: () => this.#topic(), people: () => this.#people() })
    const members = new MemberPane(() => this.#current?.members ?? null)
    const input = new InputField({
      line: () => this.#current?.input ?? null,
      complete: (line) => line.complete(this.#completion()) || true,
      hint: () => this.#hint(),
      onFull: () => say(text('channels.full'), 'warning'),
    })
    pane.add(topic, { left: 0, right: 0, top: 0, height: 1 })
    pane.add(this.view, (size) => ({ left: MARGIN, right: MARGIN + beside(size), top: 1, bottom: 2 }))
    pane.add(members, (size) =>
      this.#membersShown(size) ? { right: 0, width: MEMBERS_COLUMNS, top: 1, bottom: 2 } : null,
    )
    pane.add(new TabBar(tabs), { left: 0, right: 0, bottom: 1, height: 1 })
    pane.add(input, { left: MARGIN, right: MARGIN, bottom: 0, height: 1 })
  }

  #membersShown({ width }: Size): boolean {
    if (this.#current?.kind !== 'channel') return false
    return this.#showMembers ?? width >= MEMBERS_FROM_COLUMNS
  }

  #completion(): CompletionSource {
    const { all } = this.#options.tabs
    return {
      nicks: this.#current?.members.byLastWord ?? [],
      channels: all.filter(({ kind }) => kind === 'channel').map(({ name }) => name),
      commands: CHAT_COMMANDS,
    }
  }

  #topic(): string {
    const here = this.#current
    if (here?.kind === 'channel' && here.hasPublicLog) {
      return `${this.#options.context.text('channels.public-log.mark')} ${here.topic}`.trim()
    }
    if (here?.kind !== 'direct') return here?.topic ?? ''
    return this.#options.context.text('channels.private', { nick: here.name })
  }

  #people(): string {
    if (this.#current?.kind !== 'channel') return ''
    return this.#options.context.text('channels.people', { count: this.#current.members.count })
  }

  #hint(): string {
    if (this.#current === null) return ''
    if (!this.#current.canWrite) return this.#options.closed()
    return this.#options.context.text('channels.hint', { name: this.#current.name })
  }
}
