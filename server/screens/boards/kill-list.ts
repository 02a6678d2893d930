// The caller's own kill file: what they do not want to see, each with a way to take it back.

import type { KillRule } from '../../core/boards/kill-calls.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

const PATTERN_UNITS = 200

export const killList: ScreenFactory = (context) => new KillList(context)

class KillList implements Screen {
  readonly help = 'kill.list.help'
  readonly #context: ScreenContext
  readonly #list: List<KillRule>

  constructor(context: ScreenContext) {
    const { text } = context
    this.#context = context
    this.#list = context.pane.add(
      new List<KillRule>({
        empty: text('kill.list.empty'),
        columns: [
          { head: text('kill.column.what'), width: 10, cell: ({ kind }) => styled('dim', text(`kill.kind.${kind}`)) },
          {
            head: text('kill.column.pattern'),
            width: 'fill',
            cell: ({ label }) => styled('text', sanitizeLine(label)),
          },
          {
            ...{ head: text('kill.column.until'), width: 12 },
            cell: ({ until }) =>
              styled('dim', until === null ? text('kill.for-good') : text('accounts.day', { at: new Date(until) })),
          },
        ],
        onChoose: (rule) => this.#remove(rule),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('kill.list.title')
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    const remove = chosen === undefined ? [] : [this.#removeRow(chosen)]
    return [...remove, { on: ['a', 'A'], label: 'kill.keys.add', run: () => this.#add() }]
  }

  open(): Promise<void> {
    return this.#load()
  }

  #removeRow(rule: KillRule): KeyRow {
    return { on: ['d', 'D'], label: 'kill.keys.remove', run: () => this.#remove(rule) }
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.killFile.rules({ session }), (a, b) => a.id === b.id)
    this.#context.refresh()
  }

  async #remove({ id, label }: KillRule): Promise<void> {
    const { core, session, text } = this.#context
    const pattern = sanitizeLine(label)
    const ask = { title: text('kill.remove.title'), text: text('kill.remove.ask', { pattern }), assumeYes: true }
    if (!(await this.#context.confirm(ask))) return
    await core.killFile.remove({ session, rule: id })
    await this.#load()
    this.#context.say(text('kill.removed', { pattern }), 'good')
  }

  /** By address: the one kind that no article has to be in front of the caller for. */
  async #add(): Promise<void> {
    const { core, session, text } = this.#context
    const added = await this.#context.prompt({
      title: text('kill.add.title'),
      text: text('kill.add.text'),
      label: text('kill.add.label'),
      limit: PATTERN_UNITS,
      accept: async (pattern) => {
        await core.killFile.add({ session, kind: 'address', pattern })
        return undefined
      },
    })
    if (added !== null) await this.#load()
  }
}
