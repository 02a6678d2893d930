// Polls: which there are, one of them with its answers or its bars, and a form for a new one.

import { POLL_OCTETS } from '../../../shared/limits.ts'
import type { PollView } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { formPlacement, introPlacement } from '../accounts/form-layout.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { Form } from '../widgets/form.ts'
import { styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { pollScreen } from './poll-screen.ts'

export const polls: ScreenFactory = (context) => new Polls(context)

class Polls implements Screen {
  readonly help = 'community.polls.help'
  readonly #context: ScreenContext
  readonly #list: List<PollView>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<PollView>({
        empty: text('community.polls.empty'),
        columns: [
          { width: 1, cell: ({ closed, chosen }) => mark(closed, chosen) },
          { width: 'fill', cell: ({ question, closed }) => styled(closed === null ? 'strong' : 'text', question) },
          {
            width: 9,
            align: 'right',
            from: 50,
            cell: (poll) => styled('dim', text('community.polls.votes', { count: votesIn(poll) })),
          },
          { width: WHEN_COLUMNS, align: 'right', from: 60, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
        ],
        onChoose: ({ ref }) => context.push(pollScreen(ref)),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('community.polls.title')
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['enter'], label: 'community.keys.open' },
      { on: ['n', 'N', 'w'], cap: 'N', label: 'community.keys.new-poll', run: () => this.#new() },
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.polls.list({ session }), (a, b) => a.ref === b.ref)
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'poll.changed') this.#context.run(() => this.open())
  }

  async #new(): Promise<void> {
    const { me, notice, text, push } = this.#context
    if (me.account !== null) return push(newPoll)
    await notice({ title: text('community.keys.new-poll'), text: text('refusals.sign-in-required') })
  }
}

const votesIn = ({ options }: PollView): number => options.reduce((sum, { votes }) => sum + votes, 0)

const mark = (closed: number | null, chosen: number | null) => {
  if (closed !== null) return styled('dim', '·')
  return chosen === null ? styled('fresh', '○') : styled('good', '●')
}

const ANSWERS = 6

const newPoll: ScreenFactory = (context) => {
  const { core, session, text, pane } = context
  const intro = (columns: number) => wrapMarked(text('community.polls.intro'), columns)
  pane.add(new Block(({ width }) => intro(width)), introPlacement(intro))
  const form: Form = pane.add(
    new Form({
      fields: [
        { name: 'question', label: text('community.polls.question'), limit: POLL_OCTETS },
        ...Array.from({ length: ANSWERS }, (_, index) => ({
          ...{ name: `answer-${index}`, label: text('community.polls.answer', { number: index + 1 }) },
          limit: POLL_OCTETS,
        })),
      ],
      send: text('community.polls.send'),
      onSend: async (values) => {
        const options = Array.from({ length: ANSWERS }, (_, index) => values[`answer-${index}`] ?? '')
        try {
          const given = options.map((each) => each.trim()).filter((each) => each !== '')
          await core.polls.open({ session, question: values['question'] ?? '', options: given })
          context.back()
          context.say(text('community.polls.asked'), 'good')
        } catch (error) {
          form.note('question', context.refusalText(error))
          context.refresh()
        }
      },
    }),
    formPlacement(intro),
  )
  return {
    title: text('community.keys.new-poll'),
    help: 'community.polls.help',
    takesText: true,
    keys: () => [
      { on: ['tab'], label: 'accounts.keys.next' },
      { on: ['enter'], label: 'accounts.keys.go' },
    ],
  }
}
