// One poll: its answers to choose from, and its bars for whoever has voted, or when it is closed.

import type { PollView } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { Refusal } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { type Line, styled, wrapLines } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { pollBars } from './poll-bars.ts'

interface Answer {
  readonly text: string
  readonly index: number
}

/** @throws Refusal no-such-thing, when it is opened */
export const pollScreen =
  (ref: string): ScreenFactory =>
  (context) =>
    new PollScreen(context, ref)

class PollScreen implements Screen {
  readonly help = 'community.polls.help'
  readonly #context: ScreenContext
  readonly #ref: string
  readonly #answers: List<Answer>
  #poll: PollView | null = null
  #isChoosing = false

  constructor(context: ScreenContext, ref: string) {
    this.#context = context
    this.#ref = ref
    const { pane } = context
    const head = (width: number) => this.#head(width - 3)
    pane.add(new Block(({ width }) => this.#head(width)), (size) => ({
      ...{ left: 2, right: 1, top: 1, height: head(size.width).length },
    }))
    pane.add(
      new Block(({ width }) => (this.#showsBars && this.#poll !== null ? pollBars(this.#poll, width) : [])),
      (size) => (this.#showsBars ? { left: 0, right: 1, top: head(size.width).length + 2, bottom: 0 } : null),
    )
    this.#answers = pane.add(
      new List<Answer>({
        columns: [
          { width: 2, cell: ({ index }) => styled('hotkey', String(index + 1)) },
          { width: 'fill', cell: ({ text }) => text },
        ],
        hotkey: ({ index }) => (this.#showsBars ? undefined : String((index + 1) % 10)),
        onChoose: ({ index }) => this.#vote(index),
        onChange: () => context.refresh(),
      }),
      (size) => (this.#showsBars ? null : { left: 1, right: 1, top: head(size.width).length + 2, bottom: 0 }),
    )
  }

  get title(): string {
    return this.#context.text('community.polls.title')
  }

  keys(): readonly KeyRow[] {
    const isOpen = this.#poll?.closed === null
    const vote: KeyRow = { on: ['enter'], label: 'community.keys.vote' }
    const change = { on: ['v', 'V'], label: 'community.keys.change-vote', run: () => this.#choose() }
    const close = { on: ['c', 'C'], label: 'community.keys.close-poll', run: () => this.#close() }
    return [
      ...(this.#showsBars ? [] : [vote]),
      ...(this.#showsBars && isOpen && this.#context.me.account !== null ? [change] : []),
      ...(this.#poll?.canClose === true ? [close] : []),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    const poll = (await core.polls.list({ session })).find(({ ref }) => ref === this.#ref)
    if (poll === undefined) throw new Refusal('no-such-thing', 'poll')
    this.#show(poll)
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'poll.changed' && event.ref === this.#ref) this.#context.run(() => this.open())
  }

  /** Guests cannot vote, so they see how it stands. */
  get #showsBars(): boolean {
    if (this.#poll === null || this.#isChoosing) return false
    return this.#poll.closed !== null || this.#poll.chosen !== null || this.#context.me.account === null
  }

  #head(columns: number): readonly Line[] {
    if (this.#poll === null) return []
    const { question, author, at, closed, options } = this.#poll
    const votes = options.reduce((sum, each) => sum + each.votes, 0)
    const state = closed === null ? 'open' : 'closed'
    const about = this.#context.text('community.polls.about', { author, at: new Date(at), state, votes })
    return [...wrapLines(question, Math.max(10, columns), 'strong'), [styled('dim', about)]]
  }

  #show(poll: PollView): void {
    this.#poll = poll
    this.#answers.setRows(poll.options.map(({ text }, index) => ({ text, index })))
    this.#context.refresh()
  }

  #choose(): void {
    this.#isChoosing = true
    this.#answers.select(this.#poll?.chosen ?? 0)
  }

  async #vote(option: number): Promise<void> {
    const { core, session, text, say } = this.#context
    const poll = await core.polls.vote({ session, ref: this.#ref, option })
    this.#isChoosing = false
    this.#show(poll)
    say(text('community.polls.voted'), 'good')
  }

  async #close(): Promise<void> {
    const { core, session, text, confirm } = this.#context
    if (!(await confirm({ title: text('community.keys.close-poll'), text: text('community.polls.close') }))) return
    this.#show(await core.polls.close({ session, ref: this.#ref }))
  }
}
