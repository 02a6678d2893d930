// One thing with all that can be set of it: a line of summary, then a row for each setting with how it stands. Most
// screens of the console are cards.

import type { CoreEvent } from '../../core/events.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { type Line, styled, wrapMarked } from '../widgets/lines.ts'
import { type Column, List } from '../widgets/list.ts'
import type { Size } from '../widgets/widget.ts'

export interface CardRow {
  /** The letter that chooses it. */
  readonly key: string
  readonly label: string
  readonly value?: string
  /** Afterwards the card is loaded anew. */
  readonly run: () => void | Promise<void>
}

export interface CardPlan {
  readonly title: string
  /** Text key. */
  readonly help: string
  readonly load: () => Promise<{ readonly summary: string; readonly rows: readonly CardRow[] }>
  /** Its rows have no values: the labels have all the room. */
  readonly isPlain?: boolean
  /** Whether what happened may have changed something on it. */
  readonly heeds?: (event: CoreEvent) => boolean
}

export const card =
  (plan: (context: ScreenContext) => CardPlan): ScreenFactory =>
  (context) =>
    new Card(context, plan(context))

class Card implements Screen {
  readonly help: string
  readonly title: string
  readonly #context: ScreenContext
  readonly #plan: CardPlan
  readonly #list: List<CardRow>
  #summary = ''

  constructor(context: ScreenContext, plan: CardPlan) {
    this.#context = context
    this.#plan = plan
    this.help = plan.help
    this.title = plan.title
    const summary = (columns: number): readonly Line[] =>
      this.#summary === '' ? [] : wrapMarked(this.#summary, columns)
    const rowsOf = ({ width }: Size): number => summary(width - 3).length
    context.pane.add(new Block(({ width }) => summary(width)), (size) => ({
      ...{ left: 2, right: 1, top: 1, height: Math.max(1, rowsOf(size)) },
    }))
    const value: Column<CardRow> = { width: 'fill', cell: (row) => styled('dim', row.value ?? '') }
    this.#list = context.pane.add(
      new List<CardRow>({
        columns: [
          { width: 2, cell: ({ key }) => styled('hotkey', key.toUpperCase()) },
          { width: plan.isPlain === true ? 'fill' : 18, cell: ({ label }) => label },
          ...(plan.isPlain === true ? [] : [value]),
        ],
        hotkey: ({ key }) => key,
        onChoose: (row) => this.#run(row),
        onChange: () => context.refresh(),
      }),
      (size) => ({ left: 1, right: 1, top: rowsOf(size) === 0 ? 1 : rowsOf(size) + 2, bottom: 0 }),
    )
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['up', 'down'], cap: '↑ ↓', label: 'menu.keys.move' },
      { on: ['enter'], label: 'menu.keys.choose' },
    ]
  }

  async open(): Promise<void> {
    const { summary, rows } = await this.#plan.load()
    this.#summary = summary
    this.#list.setRows(rows, (a, b) => a.key === b.key)
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    if (this.#plan.heeds?.(event) === true) this.#context.run(() => this.open())
  }

  async #run(row: CardRow): Promise<void> {
    await row.run()
    await this.open()
  }
}

export interface Choice {
  readonly key: string
  readonly label: string
  readonly choose: () => void | Promise<void>
}

/** A few answers to choose from; the screen closes when one was taken. */
export const pick =
  (options: { readonly title: string; readonly summary: string; readonly choices: readonly Choice[] }): ScreenFactory =>
  (context) => {
    const rows = options.choices.map(
      ({ key, label, choose }): CardRow => ({
        ...{ key, label },
        run: async () => {
          await choose()
          context.back()
        },
      }),
    )
    const { title, summary } = options
    return new Card(context, { title, help: 'console.pick.help', isPlain: true, load: async () => ({ summary, rows }) })
  }
