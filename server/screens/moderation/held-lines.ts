// For those who keep order: what newcomers wanted to say with a link in it. Each waits for a yes or a no.

import type { HeldLine } from '../../core/channels/hold-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import { plainText } from '../channels/formatting.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

export const heldLines: ScreenFactory = (context) => new HeldLines(context)

class HeldLines implements Screen {
  readonly help = 'moderation.held.help'
  readonly #context: ScreenContext
  readonly #list: List<HeldLine>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<HeldLine>({
        empty: text('moderation.held.empty'),
        columns: [
          { head: text('moderation.held.head.nick'), width: 14, cell: ({ nick }) => styled('strong', nick) },
          {
            head: text('moderation.held.head.to'),
            width: 14,
            from: 60,
            cell: ({ channel, to }) => channel ?? to ?? '',
          },
          { head: text('moderation.held.head.text'), width: 'fill', cell: (line) => shown(line) },
          {
            ...{ head: '', width: WHEN_COLUMNS, align: 'right', from: 56 },
            cell: ({ at }) => styled('dim', shortWhen(at, context)),
          },
        ],
        onChoose: (line) => this.#look(line),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('moderation.held.title')
  }

  open(): Promise<void> {
    return this.#load()
  }

  keys(): readonly KeyRow[] {
    const line = this.#list.selected
    if (line === undefined) return []
    return [
      { on: ['enter'], label: 'moderation.held.keys.look', run: () => this.#look(line) },
      { on: ['r', 'R'], label: 'moderation.held.keys.release', run: () => this.#settle(line, 'release') },
      { on: ['d', 'D'], label: 'moderation.held.keys.drop', run: () => this.#settle(line, 'drop') },
    ]
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'line.held' || event.type === 'line.settled') this.#context.run(() => this.#load())
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.holds.list({ session }), (a, b) => a.handle === b.handle)
    this.#context.refresh()
  }

  async #look(line: HeldLine): Promise<void> {
    const { text } = this.#context
    await this.#context.notice({
      title: text('moderation.held.from', { nick: line.nick, where: line.channel ?? line.to ?? '' }),
      text: shown(line).replace(/[*`]/g, "'"),
    })
  }

  async #settle(line: HeldLine, how: 'release' | 'drop'): Promise<void> {
    const { core, session, text, say } = this.#context
    await core.holds[how]({ session, handle: line.handle })
    await this.#load()
    say(text('moderation.held.done', { how, nick: line.nick }), how === 'release' ? 'good' : 'text')
  }
}

const shown = ({ text }: HeldLine): string => plainText(text.replaceAll('\n', ' ↵ '))
