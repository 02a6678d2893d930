// The chat in line mode: what was said becomes lines, what is typed is said. Only the tab that is looked at is told,
// and from the others what is meant for the caller.

import type { ScreenContext } from '../screen.ts'
import type { TalkVoice } from '../widgets/voice.ts'
import type { Taken } from '../widgets/widget.ts'
import { type ChatLine, isSpoken, type SpokenLine } from './chat-line.ts'
import { clockTime } from './chat-view.ts'
import type { Conversation } from './conversation.ts'
import { plainText } from './formatting.ts'
import type { Tabs } from './tabs.ts'

/** Lines of history told when somebody comes in. */
const HISTORY = 12
/** Own lines that have not come back from the house yet. */
const MOST_TYPED = 50

export interface ChatVoiceOptions {
  readonly tabs: Tabs
  readonly text: ScreenContext['text']
  /** Why the caller may only read. */
  readonly closed: () => string
  /** Obeys the line that stands in the current tab. */
  readonly enter: () => Taken
}

export class ChatVoice implements TalkVoice {
  readonly kind = 'talk'
  readonly ownsCommands = true
  readonly #options: ChatVoiceOptions
  /** How many lines of each conversation have been told. */
  readonly #told = new WeakMap<Conversation, number>()
  #shown: Conversation | null = null
  #typed: string[] = []

  constructor(options: ChatVoiceOptions) {
    this.#options = options
  }

  prompt(): string {
    const { current } = this.#options.tabs
    return current === null ? '' : `${current.name}> `
  }

  takeNews(): readonly string[] {
    const { current, all } = this.#options.tabs
    if (current === null || !current.loaded) return []
    const begin = current === this.#shown ? [] : this.#begin(current)
    return [...begin, ...all.flatMap((tab) => this.#news(tab, tab === current))]
  }

  answer(line: string): Taken {
    const { current } = this.#options.tabs
    if (current === null) return true
    if (line.trim() !== '') this.#typed = [...this.#typed, line.trim()].slice(-MOST_TYPED)
    current.input.setText(line)
    return this.#options.enter()
  }

  #begin(conversation: Conversation): readonly string[] {
    const { text } = this.#options
    this.#shown = conversation
    const { name, topic, members, scrollback } = conversation
    const count = members.count
    this.#told.set(conversation, scrollback.appended)
    return [
      conversation.kind === 'direct' ? text('channels.private', { nick: name }) : topic,
      conversation.kind === 'direct' ? '' : text('channels.people', { count }),
      ...scrollback.lines.slice(-HISTORY).map((line) => `${clockTime(line.at)} ${tellLine(line)}`),
      conversation.canWrite ? text('channels.lines-hint') : this.#options.closed(),
    ].filter((line) => line !== '')
  }

  #news(conversation: Conversation, isCurrent: boolean): readonly string[] {
    const { scrollback, name } = conversation
    const fresh = scrollback.appended - (this.#told.get(conversation) ?? 0)
    if (fresh <= 0) return []
    this.#told.set(conversation, scrollback.appended)
    const lines = scrollback.lines.slice(-fresh).filter((line) => !this.#isEcho(line))
    if (isCurrent) return lines.map(tellLine)
    const meant = lines.filter((line) => isSpoken(line) && (line.mention || conversation.kind === 'direct'))
    return meant.map((line) => `[${name}] ${tellLine(line)}`)
  }

  /** It stands there already, as it was typed. */
  #isEcho(line: ChatLine): boolean {
    if (!isSpoken(line) || !line.own) return false
    const at = this.#typed.findIndex((typed) => typed === line.text || typed === `/me ${line.text}`)
    if (at >= 0) this.#typed.splice(0, at + 1)
    return at >= 0
  }
}

const tellLine = (line: ChatLine): string => (isSpoken(line) ? tellSpoken(line) : line.text)

const tellSpoken = (line: SpokenLine): string => {
  const words = plainText(line.text)
  if (line.kind === 'action') return `* ${line.nick} ${words}`
  return line.kind === 'notice' ? `-${line.nick}- ${words}` : `${line.nick}: ${words}`
}
