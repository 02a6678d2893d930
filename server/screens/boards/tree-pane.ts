// A thread's tree as a widget: who answered whom, when, and where the reader is.

import type { ThreadItem } from '../../core/boards/board.ts'
import { textWidth } from '../../wire/text/width.ts'
import type { ScreenContext } from '../screen.ts'
import type { Key } from '../widgets/keys.ts'
import { cutText, type Line, lineWidth, styled } from '../widgets/lines.ts'
import { nickStyle } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { ListVoice, ToldRow } from '../widgets/voice.ts'
import type { Taken, Widget } from '../widgets/widget.ts'
import { drawTree, type TreeRow } from './thread-tree.ts'
import { shortWhen, WHEN_COLUMNS } from './when.ts'

/** Narrower than this there is no room for dates. */
const DATED_COLUMNS = 34
/** What an author's name should have at least, however deep the answer. */
const NAME_COLUMNS = 14

export interface TreePaneOptions {
  readonly words: Pick<ScreenContext, 'text'>
  /** Another article was reached. */
  readonly onMove: (index: number) => Promise<void>
  /** Enter: back to the text. */
  readonly onChoose: () => void
}

/** An article that others answer and that is not here. */
export const isGhost = (item: ThreadItem): boolean => item.date === null

export class TreePane implements Widget {
  readonly #options: TreePaneOptions
  #items: readonly ThreadItem[] = []
  #rows: readonly TreeRow[] = []
  #levels = 0
  #current = 0
  #scroll = 0
  #height = 1

  constructor(options: TreePaneOptions) {
    this.#options = options
  }

  get voice(): ListVoice {
    return { kind: 'list', rows: this.#items.map((_, at) => this.#told(at)), empty: '', more: async () => false }
  }

  setItems(items: readonly ThreadItem[], current: number): void {
    this.#items = items
    this.#levels = 0
    this.select(current)
  }

  select(index: number): void {
    this.#current = index
  }

  onKey(key: Key): Taken {
    const step = this.#step(key.name)
    if (step !== null) return this.#move(step)
    if (key.name !== 'enter' && key.name !== 'right' && key.name !== 'space') return false
    this.#options.onChoose()
    return true
  }

  paint(surface: Surface, focused: boolean): void {
    this.#height = Math.max(1, surface.height)
    this.#draw(Math.max(3, Math.floor((surface.width - NAME_COLUMNS) / 2)))
    this.#scrollIntoView()
    for (let y = 0; y < surface.height; y += 1) {
      const row = this.#rows[this.#scroll + y]
      if (row === undefined) break
      const isCurrent = this.#scroll + y === this.#current
      this.#paintRow(surface, y, row, isCurrent ? (focused ? 'selected' : 'marked') : null)
    }
    if (this.#scroll > 0) surface.text(surface.width - 1, 0, '↑', 'dim')
    const below = this.#scroll + surface.height < this.#rows.length
    if (below) surface.text(surface.width - 1, surface.height - 1, '↓', 'dim')
  }

  #told(at: number): ToldRow {
    const item = this.#items[at]
    const { text } = this.#options.words
    const name = item === undefined || isGhost(item) ? text('boards.tree.missing') : item.author
    const words = [
      `${'  '.repeat(Math.min(item?.depth ?? 0, 10))}${name}`,
      item?.isRead === false ? text('boards.column.new').toLowerCase() : '',
      shortWhen(item?.date ?? null, this.#options.words),
    ]
    return {
      hotkey: '',
      text: words.filter((word) => word !== '').join(', '),
      select: () => this.select(at),
      choose: async () => {
        if (item === undefined || isGhost(item)) return
        await this.#options.onMove(at)
        this.#options.onChoose()
      },
    }
  }

  #paintRow(surface: Surface, y: number, row: TreeRow, style: 'selected' | 'marked' | null): void {
    const { words } = this.#options
    if (style !== null) surface.row(y, style)
    const dated = surface.width >= DATED_COLUMNS
    const when = dated ? shortWhen(row.item.date, words) : ''
    const room = surface.width - 2 - (dated ? WHEN_COLUMNS + 1 : 0)
    const line = fitted(this.#line(row), room)
    if (style === null) surface.line(1, y, line)
    else surface.line(1, y, line, style)
    if (when !== '') surface.text(surface.width - 1 - textWidth(when), y, when, style ?? 'dim')
  }

  #line({ branch, item, turn }: TreeRow): Line {
    const lead = branch === '' ? '' : `${branch} `
    if (isGhost(item)) return [styled('rule', lead), styled('dim', this.#options.words.text('boards.tree.missing'))]
    const author = styled(nickStyle(item.author), item.author)
    if (!item.isRead)
      return [styled('rule', lead), author, styled('fresh', ' •'), styled('accent', turn && `  ${turn}`)]
    return turn === '' ? [styled('rule', lead), author] : [styled('rule', lead), author, styled('accent', `  ${turn}`)]
  }

  #draw(levels: number): void {
    if (levels === this.#levels) return
    this.#levels = levels
    this.#rows = drawTree(this.#items, levels)
  }

  #step(name: string): number | null {
    const page = Math.max(1, this.#height - 1)
    const steps: Readonly<Record<string, number>> = {
      ...{ up: -1, k: -1, down: 1, j: 1, pageup: -page, pagedown: page },
      ...{ home: -this.#items.length, end: this.#items.length },
    }
    return steps[name] ?? null
  }

  /** The nearest article in that direction that can be read. */
  #move(step: number): Taken {
    const wanted = Math.min(this.#items.length - 1, Math.max(0, this.#current + step))
    const from = this.#items.findIndex((item, index) => index >= wanted && !isGhost(item))
    const upTo = this.#items.findLastIndex((item, index) => index <= wanted && !isGhost(item))
    const [near, far] = step < 0 ? [upTo, from] : [from, upTo]
    const at = near === -1 ? far : near
    if (at === -1 || at === this.#current) return true
    this.#current = at
    return this.#options.onMove(at)
  }

  /** With a row of what comes before and after it in sight. */
  #scrollIntoView(): void {
    const around = this.#height > 4 ? 1 : 0
    this.#scroll = Math.min(this.#scroll, this.#current - around)
    this.#scroll = Math.max(this.#scroll, this.#current + around - this.#height + 1)
    this.#scroll = Math.max(0, Math.min(this.#scroll, this.#rows.length - this.#height))
  }
}

const fitted = (line: Line, columns: number): Line => {
  let room = columns
  return line.map((span) => {
    const whole = typeof span === 'string' ? span : span.text
    const text = cutText(whole, room)
    room -= lineWidth([text])
    return typeof span === 'string' ? text : styled(span.style, text)
  })
}
