// The conversations of one caller, side by side: which is looked at, and the way from one to the next.

import { foldChannelName, foldName } from '../../../shared/names.ts'
import type { Conversation } from './conversation.ts'

export class Tabs {
  readonly #tabs: Conversation[] = []
  #current: Conversation | null = null

  get all(): readonly Conversation[] {
    return this.#tabs
  }

  get current(): Conversation | null {
    return this.#current
  }

  channel(name: string): Conversation | undefined {
    const folded = foldChannelName(name)
    return this.#tabs.find((each) => each.kind === 'channel' && foldChannelName(each.name) === folded)
  }

  direct(nick: string): Conversation | undefined {
    const folded = foldName(nick)
    return this.#tabs.find((each) => each.kind === 'direct' && foldName(each.name) === folded)
  }

  add(conversation: Conversation): Conversation {
    this.#tabs.push(conversation)
    return conversation
  }

  show(conversation: Conversation): void {
    if (conversation === this.#current) return
    this.#current?.leave()
    this.#current = conversation
    conversation.enter()
  }

  /** `index` from 0. Undefined when there is no such tab. */
  at(index: number): Conversation | undefined {
    return this.#tabs[index]
  }

  /** The tab after (1) or before (-1) the current one, round and round. */
  beside(direction: 1 | -1): Conversation | undefined {
    const at = this.#current === null ? -1 : this.#tabs.indexOf(this.#current)
    return this.#tabs.at((at + direction) % Math.max(1, this.#tabs.length))
  }

  /** The next tab where something waits, one with a mention before others. */
  get waiting(): Conversation | undefined {
    return this.#tabs.find((each) => each.mentioned) ?? this.#tabs.find((each) => each.unread > 0)
  }

  /** Takes it away; the one before it is looked at then. */
  remove(conversation: Conversation): void {
    const at = this.#tabs.indexOf(conversation)
    if (at === -1) return
    this.#tabs.splice(at, 1)
    if (this.#current !== conversation) return
    this.#current = null
    const next = this.#tabs[Math.max(0, at - 1)]
    if (next !== undefined) this.show(next)
  }
}
