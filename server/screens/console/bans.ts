// Who is shut out of the house: names, addresses, networks and masks, why, and until when.

import type { CoreEvent } from '../../core/events.ts'
import type { Ban } from '../../core/moderation/ban.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { askSentence } from './shutting-out.ts'

const TARGET_UNITS = 120

export const bans: ScreenFactory = (context) => new Bans(context)

class Bans implements Screen {
  readonly help = 'console.bans.help'
  readonly #context: ScreenContext
  readonly #list: List<Ban>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    const ends = ({ until }: Ban): string =>
      until === null ? text('console.bans.for-good') : shortWhen(until, context)
    this.#list = context.pane.add(
      new List<Ban>({
        empty: text('console.bans.empty'),
        columns: [
          { head: text('console.bans.head.who'), width: 24, cell: ({ target }) => styled('strong', target) },
          {
            head: text('console.bans.head.kind'),
            width: 8,
            from: 56,
            cell: ({ kind }) => text('console.bans.kind', { kind }),
          },
          { head: text('console.bans.head.why'), width: 'fill', from: 70, cell: ({ reason }) => reason },
          {
            head: text('console.bans.head.until'),
            width: WHEN_COLUMNS,
            align: 'right',
            cell: (ban) => styled('dim', ends(ban)),
          },
        ],
        onChoose: (ban) => this.#show(ban),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 0, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('console.bans.title')
  }

  keys(): readonly KeyRow[] {
    const ban = this.#list.selected
    const lift: KeyRow = { on: ['d', 'D'], label: 'console.keys.lift', run: () => this.#lift(ban) }
    return [
      { on: ['n', 'N'], label: 'console.keys.new', run: () => this.#add() },
      ...(ban === undefined ? [] : [{ on: ['enter'], label: 'console.keys.whole' }, lift]),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.moderation.bans({ session }), (a, b) => a.target === b.target)
    this.#context.refresh()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'staff.acted') this.#context.run(() => this.open())
  }

  #show({ target, reason, setBy, created, until }: Ban): Promise<void> {
    const { text, notice } = this.#context
    const card = text('console.bans.card', {
      ...{ reason, by: setBy, known: setBy === '' ? 'no' : 'yes', at: new Date(created) },
      ...{ ends: until === null ? 'never' : 'then', until: new Date(until ?? 0) },
    })
    return notice({ title: target, text: card.trim() })
  }

  async #add(): Promise<void> {
    const { core, session, text, prompt, say } = this.#context
    const typed = await prompt({
      ...{ title: text('console.bans.new'), text: text('console.bans.rules') },
      ...{ label: text('console.bans.target'), limit: TARGET_UNITS },
      accept: (value) => (value.trim() === '' ? text('refusals.empty') : undefined),
    })
    if (typed === null) return
    const target = typed.trim()
    const sentence = await askSentence(this.#context, target)
    if (sentence === null) return
    await core.moderation.ban({ session, target, ...sentence })
    await this.open()
    say(text('console.ban.done', { who: target }), 'good')
  }

  async #lift(ban: Ban | undefined): Promise<void> {
    const { core, session, text, confirm, say } = this.#context
    if (ban === undefined) return
    const { target } = ban
    if (!(await confirm({ title: target, text: text('console.bans.lift', { who: target }), assumeYes: true }))) return
    await core.moderation.unban({ session, target })
    await this.open()
    say(text('console.ban.lifted', { who: target }), 'good')
  }
}
