// For those who keep order on boards: the articles that wait for their yes, and one of them to read before it.

import type { HeldArticle, HeldView } from '../../core/boards/order-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { sanitizeLine, sanitizeText } from '../../wire/text/sanitize.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import { heldLines } from '../moderation/held-lines.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { type Line, styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { TextPane } from '../widgets/text-pane.ts'
import { Refresher } from './refresher.ts'
import { longWhen, shortWhen, WHEN_COLUMNS } from './when.ts'

const PAGE = 100
const REASON_UNITS = 200

export const moderationQueue: ScreenFactory = (context) => new ModerationQueue(context)

class ModerationQueue implements Screen {
  readonly help = 'order.queue.help'
  readonly #context: ScreenContext
  readonly #list: List<HeldView>
  readonly #refresher: Refresher
  /** Lines of newcomers that wait too, on a screen of their own. */
  #lines = 0

  constructor(context: ScreenContext) {
    this.#context = context
    const { text, core, session } = context
    this.#refresher = new Refresher(() => context.run(() => this.#load()))
    this.#list = context.pane.add(
      new List<HeldView>({
        empty: text('order.queue.empty'),
        columns: [
          {
            ...{ head: text('boards.column.subject'), width: 'fill' },
            cell: ({ subject }) => styled('text', sanitizeLine(subject)),
          },
          {
            ...{ head: text('boards.column.author'), width: 14, from: 48 },
            cell: (held) => styled('dim', held.account || sanitizeLine(held.author)),
          },
          {
            ...{ head: text('boards.column.board'), width: 22, from: 76 },
            cell: ({ boards }) => styled('dim', boards.join(', ')),
          },
          {
            ...{ head: text('order.queue.since'), width: WHEN_COLUMNS, align: 'right' },
            cell: ({ arrived }) => styled('dim', shortWhen(arrived, context)),
          },
        ],
        onChoose: (held) => context.push(heldReader(held)),
        onChange: () => context.refresh(),
        more: (last) => core.order.held({ session, after: last.id, limit: PAGE }),
      }),
    )
  }

  get title(): string {
    return this.#context.text('order.queue.title')
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    const lines: readonly KeyRow[] =
      this.#lines === 0
        ? []
        : [{ on: ['h', 'H'], label: 'moderation.held.keys.open', run: () => this.#context.push(heldLines) }]
    if (chosen === undefined) return lines
    return [
      { on: ['enter'], label: 'boards.keys.read', run: () => this.#context.push(heldReader(chosen)) },
      ...judging(this.#context, chosen, () => this.#load()),
      ...lines,
    ]
  }

  /** With lines alone waiting, those are what the caller came for. */
  async open(): Promise<void> {
    await this.#load()
    if (this.#list.rows.length === 0 && this.#lines > 0) await this.#context.push(heldLines)
  }

  resume(): Promise<void> {
    return this.#load()
  }

  onEvent(event: CoreEvent): void {
    const isOfLines = event.type === 'line.held' || event.type === 'line.settled'
    if (event.type === 'queue.changed' || isOfLines) this.#refresher.ask()
  }

  close(): void {
    this.#refresher.stop()
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    const [held, lines] = await Promise.all([core.order.held({ session, limit: PAGE }), core.holds.list({ session })])
    this.#lines = lines.length
    this.#list.setRows(held, (a, b) => a.id === b.id)
    this.#context.refresh()
  }
}

/** @throws Refusal no-such-thing, when it is opened: somebody else was faster */
const heldReader =
  (held: HeldView): ScreenFactory =>
  (context) => {
    const pane = context.pane.add(new TextPane())
    return {
      title: context.text('order.queue.title'),
      help: 'order.held.help',
      keys: () => [
        ...judging(context, held, () => context.back()),
        { on: ['space'], label: 'boards.keys.on', run: () => void pane.scrollBy(10) },
      ],
      open: async () => {
        const article = await context.core.order.heldArticle({ session: context.session, held: held.id })
        pane.setLines((columns) => layout(article, columns, context))
      },
    }
  }

const layout = (article: HeldArticle, columns: number, context: ScreenContext): readonly Line[] => {
  const { text } = context
  const who = article.account || text('order.held.guest')
  const head: readonly (readonly [string, string])[] = [
    [text('boards.head.subject'), sanitizeLine(article.subject)],
    [text('boards.head.from'), `${who} (${sanitizeLine(article.author)})`],
    [text('boards.head.boards'), article.boards.join(', ')],
    [text('boards.head.date'), longWhen(article.arrived, context)],
    [text('order.held.why'), text(`order.why.${article.why}`)],
  ]
  const width = Math.max(...head.map(([label]) => label.length)) + 2
  return [
    ...head.flatMap(([label, value]) =>
      wrapText(value, Math.max(8, columns - width)).map(
        (piece, at): Line => [styled('dim', (at === 0 ? label : '').padEnd(width)), piece],
      ),
    ),
    [],
    ...wrapText(sanitizeText(article.text).trimEnd(), columns).map((line): Line => [line]),
  ]
}

/** Yes and no, with the reason that the author reads. */
const judging = (context: ScreenContext, held: HeldView, after: () => void | Promise<void>): readonly KeyRow[] => {
  const { core, session, text } = context
  const subject = sanitizeLine(held.subject)
  const approve = async (): Promise<void> => {
    await core.order.approve({ session, held: held.id })
    context.say(text('order.approved', { subject }), 'good')
    await after()
  }
  const reject = async (): Promise<void> => {
    const reason = await context.prompt({
      title: text('order.reject.title'),
      text: text('order.reject.text', { subject }),
      label: text('order.reject.label'),
      limit: REASON_UNITS,
    })
    if (reason === null) return
    await core.order.reject({ session, held: held.id, reason })
    context.say(text('order.rejected', { subject }))
    await after()
  }
  return [
    { on: ['a', 'A'], label: 'order.keys.approve', run: approve },
    { on: ['x', 'X'], label: 'order.keys.reject', run: reject },
  ]
}
