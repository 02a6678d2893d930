// What was said around one line of a channel or a private conversation: to read, not to talk. More is fetched at both
// ends; nobody comes into the channel by looking.

import type { HistoryItem } from '../../core/channels/history.ts'
import type { Msgid } from '../../core/ids.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import type { SpokenLine } from './chat-line.ts'
import { chatFormat } from './chat-view.ts'
import { HistoryPane } from './history-pane.ts'
import { mentions } from './mention.ts'

export interface HistoryEntry {
  /** A channel, or the other's name. */
  readonly target: string
  /** The line that is looked for. */
  readonly msgid: Msgid
}

const AROUND = 60
const PAGE = 100

/** @throws Refusal as the core's history, when it is opened */
export const historyScreen =
  (entry: HistoryEntry): ScreenFactory =>
  (context) =>
    new HistoryScreen(context, entry)

class HistoryScreen implements Screen {
  readonly help = 'search.history.help'
  readonly #context: ScreenContext
  readonly #entry: HistoryEntry
  readonly #pane: HistoryPane

  constructor(context: ScreenContext, entry: HistoryEntry) {
    this.#context = context
    this.#entry = entry
    const { text } = context
    this.#pane = context.pane.add(
      new HistoryPane({
        wanted: entry.msgid,
        format: (columns) => chatFormat(columns, (at) => text('channels.day', { at })),
        older: (first) => this.#fetch(first, 'newest'),
        newer: (last) => this.#fetch(last, 'oldest'),
      }),
      { left: 1, right: 1 },
    )
  }

  get title(): string {
    return this.#entry.target
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    const { target, msgid } = this.#entry
    const items = await core.history.around({ session, target, point: { msgid }, limit: AROUND })
    this.#pane.setLines(items.flatMap((item) => this.#line(item)))
  }

  keys(): readonly KeyRow[] {
    const { target } = this.#entry
    const entry = target.startsWith('#') ? { channel: target } : { nick: target }
    return [
      { on: ['up', 'down'], cap: '↑ ↓', label: 'search.history.keys.scroll' },
      { on: ['enter'], label: 'search.history.keys.talk', run: () => this.#context.visit(entry) },
      { on: ['/'], label: 'search.history.keys.hit', run: () => this.#pane.toWanted() },
    ]
  }

  async #fetch(at: Msgid, from: 'oldest' | 'newest'): Promise<readonly SpokenLine[]> {
    const { core, session } = this.#context
    const end = from === 'newest' ? { before: { msgid: at } } : { after: { msgid: at } }
    const items = await core.history.page({ session, target: this.#entry.target, ...end, from, limit: PAGE })
    return items.flatMap((item) => this.#line(item))
  }

  #line({ kind, at, msgid, seq, nick, account, text }: HistoryItem): readonly SpokenLine[] {
    if (kind !== 'message' && kind !== 'action' && kind !== 'notice') return []
    const { me } = this.#context
    const own = account !== null && account === me.accountName
    const mention = !own && me.nick !== null && mentions(text, me.nick)
    return [{ kind, at, msgid, seq, nick, text, mention, own }]
  }
}
