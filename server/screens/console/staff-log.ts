// What the staff did and why, newest first; it grows while one looks.

import type { CoreEvent } from '../../core/events.ts'
import type { AuditEntry } from '../../core/moderation/ban.ts'
import { longWhen, shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

const PAGE = 100

export const staffLog: ScreenFactory = (context) => new StaffLogScreen(context)

class StaffLogScreen implements Screen {
  readonly help = 'console.log.help'
  readonly #context: ScreenContext
  readonly #list: List<AuditEntry>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<AuditEntry>({
        empty: text('console.log.empty'),
        columns: [
          { width: WHEN_COLUMNS, from: 60, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
          { head: text('console.log.who'), width: 12, cell: ({ actor }) => styled('strong', actor) },
          { head: text('console.log.act'), width: 16, cell: ({ act }) => act },
          { head: text('console.log.target'), width: 18, cell: ({ target }) => target },
          { head: text('console.bans.head.why'), width: 'fill', from: 70, cell: ({ reason }) => styled('dim', reason) },
        ],
        onChoose: (entry) => this.#show(entry),
        more: (last) => this.#fetch(last.id),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 0, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('console.log.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'console.keys.whole' }]
  }

  async open(): Promise<void> {
    this.#list.setRows(await this.#fetch(), (a, b) => a.id === b.id)
    this.#context.refresh()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'staff.acted' || event.type === 'account.changed') this.#context.run(() => this.open())
  }

  #fetch(before?: number): Promise<readonly AuditEntry[]> {
    const { core, session } = this.#context
    return core.moderation.log({ session, limit: PAGE, ...(before === undefined ? {} : { before }) })
  }

  #show({ at, actor, act, target, reason }: AuditEntry): Promise<void> {
    const text = [longWhen(at, this.#context), `${actor}: ${act} ${target}`, reason].join('\n').replace(/[*`]/g, "'")
    return this.#context.notice({ title: this.title, text: text.trim() })
  }
}
