// Where the caller was named, over all channels and boards; from each the way leads to where it was said.

import type { Mention } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import { plainText } from '../channels/formatting.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'

const SHOWN = 100

export const mentions: ScreenFactory = (context) => new Mentions(context)

class Mentions implements Screen {
  readonly help = 'community.mentions.help'
  readonly #context: ScreenContext
  readonly #list: List<Mention>

  constructor(context: ScreenContext) {
    this.#context = context
    this.#list = context.pane.add(
      new List<Mention>({
        empty: context.text('community.mentions.empty'),
        columns: [
          { width: 12, cell: ({ by }) => styled(nickStyle(by), by) },
          { width: 16, from: 64, cell: ({ place }) => styled('accent', place) },
          { width: 'fill', cell: ({ text }) => plainText(text.replaceAll('\n', ' ')) },
          { width: WHEN_COLUMNS, align: 'right', from: 50, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
        ],
        onChoose: (mention) => this.#go(mention),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('community.mentions.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'community.keys.go' }]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.mentions.list({ session, limit: SHOWN }))
  }

  onEvent(event: CoreEvent): void {
    const isOwn = event.type === 'account.mentioned' && event.account === this.#context.me.accountName
    if (isOwn) this.#context.run(() => this.open())
  }

  #go({ article, place }: Mention): Promise<void> {
    return this.#context.visit(article === null ? { channel: place } : { article })
  }
}
