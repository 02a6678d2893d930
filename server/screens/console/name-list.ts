// A list of accounts' names that can be added to and taken from: a group's members, a board's moderators.

import type { KeyRow, Screen, ScreenContext } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

export interface NameListPlan {
  readonly title: string
  readonly help: string
  readonly label: string
  readonly load: () => Promise<readonly string[]>
  readonly add: (name: string) => Promise<unknown>
  readonly remove: (name: string) => Promise<unknown>
}

export class NameList implements Screen {
  readonly help: string
  readonly title: string
  readonly #context: ScreenContext
  readonly #plan: NameListPlan
  readonly #list: List<string>

  constructor(context: ScreenContext, plan: NameListPlan) {
    this.#context = context
    this.#plan = plan
    this.help = plan.help
    this.title = plan.title
    this.#list = context.pane.add(
      new List<string>({
        empty: context.text('console.nobody'),
        columns: [{ width: 'fill', cell: (name) => styled('strong', name) }],
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  keys(): readonly KeyRow[] {
    const name = this.#list.selected
    const remove: KeyRow = { on: ['d', 'D'], label: 'console.keys.remove', run: () => this.#remove(name) }
    return [
      { on: ['n', 'N'], label: 'console.keys.add', run: () => this.#add() },
      ...(name === undefined ? [] : [remove]),
    ]
  }

  async open(): Promise<void> {
    this.#list.setRows(await this.#plan.load(), (a, b) => a === b)
    this.#context.refresh()
  }

  async #add(): Promise<void> {
    const typed = await this.#context.prompt({
      ...{ title: this.title, label: this.#plan.label, limit: 20 },
      accept: async (name) => {
        await this.#plan.add(name.trim())
        return undefined
      },
    })
    if (typed !== null) await this.open()
  }

  async #remove(name: string | undefined): Promise<void> {
    if (name === undefined) return
    await this.#plan.remove(name)
    await this.open()
  }
}
