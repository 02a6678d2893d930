// One tab of the chat: a channel or a private conversation, with what has been said, who is there, what waits to be
// read, and the line that is being typed into it.

import { type ChatLine, isSpoken, type SpokenLine } from './chat-line.ts'
import { InputLine } from './input-line.ts'
import { Members } from './members.ts'
import type { Scrollback } from './scrollback.ts'

export interface ConversationOptions {
  readonly kind: 'channel' | 'direct'
  /** A channel's name, or the nick at the other end. */
  readonly name: string
  readonly scrollback: Scrollback
}

export class Conversation {
  readonly kind: 'channel' | 'direct'
  readonly scrollback: Scrollback
  readonly members = new Members()
  readonly input = new InputLine()
  name: string
  /** Plain text; '' for none. */
  topic = ''
  /** The board whose new threads are announced here; null for none. */
  board: string | null = null
  /** What is said here may be read by anybody. */
  hasPublicLog = false
  canWrite = true
  /** Its past has been asked for. */
  loaded = false
  /** There is nothing older. */
  complete = false
  #unread = 0
  #mentioned = false

  constructor(options: ConversationOptions) {
    this.kind = options.kind
    this.name = options.name
    this.scrollback = options.scrollback
  }

  get unread(): number {
    return this.#unread
  }

  /** One of the unread lines names the reader, or is meant for them alone. */
  get mentioned(): boolean {
    return this.#mentioned
  }

  hear(line: SpokenLine, seen: boolean): void {
    this.scrollback.append(line)
    this.members.spoke(line.nick)
    if (seen || line.own) return
    this.#unread += 1
    if (line.mention || this.kind === 'direct') this.#mentioned = true
  }

  /** Lines that came while the reader was away. */
  missed(count: number): void {
    this.#unread += count
  }

  /** The article that was announced last, as far as what is here goes back; null for none. */
  get announced(): string | null {
    const isAnnouncement = (line: ChatLine): line is SpokenLine => isSpoken(line) && line.article !== undefined
    return this.scrollback.lines.findLast(isAnnouncement)?.article ?? null
  }

  /** The reader looks at it. */
  enter(): void {
    this.#unread = 0
    this.#mentioned = false
  }

  /** The reader looks away. */
  leave(): void {
    this.scrollback.markRead()
  }
}
