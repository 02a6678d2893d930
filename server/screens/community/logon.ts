// The first thing a caller reads after signing in: what is new since their last call, who is here, what stands on the
// wall. One key goes on to the main menu.

import { readNew } from '../boards/new-scan.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import type { Key } from '../widgets/keys.ts'
import type { Line } from '../widgets/lines.ts'
import type { TextVoice } from '../widgets/voice.ts'
import { bulletins } from './bulletins.ts'
import { gatherNews, type LogonNews } from './logon-news.ts'
import { logonPage, logonVoice } from './logon-page.ts'
import { mentions } from './mentions.ts'

export const logon: ScreenFactory = (context) => new Logon(context)

/** Keys that are the navigator's, or lead somewhere from here. */
const MEANT: ReadonlySet<string> = new Set(['?', 'f1', 'C-l', 'n', 'N', 'm', 'M', 'b', 'B'])

class Logon implements Screen {
  readonly help = 'community.logon.help'
  readonly #context: ScreenContext
  #news: LogonNews | null = null

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane } = context
    const page = new Block((room) => this.#page(room))
    const told: TextVoice = { kind: 'text', lines: (columns) => this.#told(columns) }
    pane.add({ voice: told, paint: (surface) => page.paint(surface) }, { left: 2, right: 2, top: 1, bottom: 0 })
    pane.add({ paint: () => {}, onKey: (key: Key) => this.#goOn(key) })
  }

  get title(): string {
    return this.#context.text('community.logon.title')
  }

  async open(): Promise<void> {
    this.#news = await gatherNews(this.#context)
    this.#context.refresh()
  }

  resume(): Promise<void> {
    return this.open()
  }

  keys(): readonly KeyRow[] {
    const { push } = this.#context
    const news = this.#news
    return [
      { on: ['enter', 'space'], label: 'community.keys.go-on', run: () => this.#context.back() },
      ...(news !== null && news.boards.length > 0
        ? [{ on: ['n', 'N'], label: 'menu.keys.new', run: () => readNew(this.#context) }]
        : []),
      ...(news !== null && news.mentions.length > 0
        ? [{ on: ['m', 'M'], label: 'community.keys.mentions', run: () => push(mentions) }]
        : []),
      ...(news !== null && news.bulletins.length > 0
        ? [{ on: ['b', 'B'], label: 'community.keys.bulletins', run: () => push(bulletins) }]
        : []),
    ]
  }

  #page(room: { readonly width: number; readonly height: number }) {
    return this.#news === null ? [] : logonPage(this.#news, this.#context, room)
  }

  #told(columns: number): readonly Line[] {
    return this.#news === null ? [] : logonVoice(this.#news, this.#context, columns)
  }

  #goOn(key: Key): boolean {
    if (MEANT.has(key.name)) return false
    this.#context.back()
    return true
  }
}
