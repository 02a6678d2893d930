// Who called last, newest first.

import type { CallerView } from '../../core/community/community-calls.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'

const SHOWN = 100

export const lastCallers: ScreenFactory = (context) => new LastCallers(context)

class LastCallers implements Screen {
  readonly help = 'community.callers.help'
  readonly #context: ScreenContext
  readonly #list: List<CallerView>
  #isListed: boolean | null = null

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    const when = (at: number) => styled('dim', shortWhen(at, context))
    this.#list = context.pane.add(
      new List<CallerView>({
        empty: text('community.callers.empty'),
        columns: [
          { width: 1, cell: ({ isOn }) => (isOn ? styled('good', '●') : '') },
          { head: text('community.head.name'), width: 20, cell: ({ name }) => styled(nickStyle(name), name) },
          { head: text('community.head.by'), width: 10, cell: ({ face }) => face },
          { head: text('community.head.came'), width: WHEN_COLUMNS, cell: ({ came }) => when(came) },
          { head: text('community.head.stayed'), width: 'fill', from: 56, cell: (call) => this.#stay(call) },
        ],
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('community.callers.title')
  }

  keys(): readonly KeyRow[] {
    if (this.#isListed === null) return []
    const label = this.#isListed ? 'community.keys.unlist' : 'community.keys.list'
    return [{ on: ['o', 'O'], label, run: () => this.#turnListed() }]
  }

  async open(): Promise<void> {
    const { core, session, me } = this.#context
    if (me.account !== null) this.#isListed = await core.callers.isListed({ session })
    this.#list.setRows(await core.callers.list({ session, limit: SHOWN }))
  }

  #stay({ came, seen, isOn }: CallerView): string {
    if (isOn) return this.#context.text('community.callers.still')
    return this.#context.text('community.callers.stayed', { minutes: Math.round((seen - came) / 60_000) })
  }

  async #turnListed(): Promise<void> {
    const { core, session, text, say } = this.#context
    const listed = this.#isListed !== true
    await core.callers.setListed({ session, listed })
    await this.open()
    say(text('community.callers.turned', { listed: listed ? 'yes' : 'no' }), 'good')
  }
}
