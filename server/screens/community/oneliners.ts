// The wall at the entrance: short lines, one in ten minutes from each.

import { ONELINER_OCTETS } from '../../../shared/limits.ts'
import type { Oneliner } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'

const SHOWN = 100

export const oneliners: ScreenFactory = (context) => new Oneliners(context)

class Oneliners implements Screen {
  readonly help = 'community.oneliners.help'
  readonly #context: ScreenContext
  readonly #list: List<Oneliner>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<Oneliner>({
        empty: text('community.oneliners.empty'),
        columns: [
          { width: 12, cell: ({ name }) => styled(nickStyle(name), name) },
          { width: 'fill', cell: (line) => line.text },
          { width: WHEN_COLUMNS, align: 'right', from: 60, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
        ],
        onChoose: (line) => this.#look(line),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('community.oneliners.title')
  }

  keys(): readonly KeyRow[] {
    const line = this.#list.selected
    const remove = { on: ['d', 'D'], label: 'community.keys.take-down', run: () => this.#remove(line) }
    return [
      { on: ['w', 'W', 'a'], label: 'community.keys.write', run: () => this.#write() },
      ...(line?.canRemove === true ? [remove] : []),
    ]
  }

  async open(): Promise<void> {
    await this.#load()
    this.#list.select(this.#list.rows.length - 1)
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'oneliner.written' || event.type === 'oneliner.removed') {
      this.#context.run(() => this.#load())
    }
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.oneliners.list({ session, limit: SHOWN }), (a, b) => a.ref === b.ref)
  }

  async #look({ name, at, text }: Oneliner): Promise<void> {
    const title = `${name}, ${shortWhen(at, this.#context)}`
    await this.#context.notice({ title, text: text.replace(/[*`]/g, "'") })
  }

  async #write(): Promise<void> {
    const { core, session, text, prompt } = this.#context
    const typed = await prompt({
      ...{ title: text('community.oneliners.write'), text: text('community.oneliners.ask') },
      ...{ label: text('community.oneliners.label'), limit: ONELINER_OCTETS },
      accept: async (line) => {
        await core.oneliners.write({ session, text: line })
        return undefined
      },
    })
    if (typed !== null) await this.open()
  }

  async #remove(line: Oneliner | undefined): Promise<void> {
    const { core, session, text, confirm } = this.#context
    if (line === undefined) return
    const asked = { title: text('community.keys.take-down'), text: text('community.oneliners.remove') }
    if (!(await confirm(asked))) return
    await core.oneliners.remove({ session, ref: line.ref })
    await this.#load()
  }
}
