// What the daemon warned of since it was started, newest first; looked at again every few seconds.

import type { DaemonWarning } from '../../core/stats/stats-calls.ts'
import { longWhen, shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

const EVERY_MS = 5000

export const warnings: ScreenFactory = (context) => new Warnings(context)

class Warnings implements Screen {
  readonly help = 'console.warnings.help'
  readonly #context: ScreenContext
  readonly #list: List<DaemonWarning>
  #timer: NodeJS.Timeout | undefined

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<DaemonWarning>({
        empty: text('console.warnings.empty'),
        columns: [
          { width: WHEN_COLUMNS, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
          {
            width: 8,
            cell: ({ level }) => styled(level === 'error' ? 'danger' : 'warning', text('console.level', { level })),
          },
          { width: 'fill', cell: (each) => each.text },
        ],
        onChoose: (each) => this.#show(each),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('console.warnings.title')
  }

  keys(): readonly KeyRow[] {
    return this.#list.selected === undefined ? [] : [{ on: ['enter'], label: 'console.keys.whole' }]
  }

  async open(): Promise<void> {
    await this.#load()
    this.#timer = setInterval(() => this.#context.run(() => this.#load()), EVERY_MS).unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    const rows = await core.statistics.warnings({ session })
    this.#list.setRows(rows, (a, b) => a.at === b.at && a.text === b.text)
  }

  #show({ at, level, text }: DaemonWarning): Promise<void> {
    const title = this.#context.text('console.level', { level })
    return this.#context.notice({ title, text: `${longWhen(at, this.#context)}\n\n${text.replace(/[*`]/g, "'")}` })
  }
}
