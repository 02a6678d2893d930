// For the staff: all accounts by name, searched and sifted; each leads to its card.

import type { Account } from '../../core/accounts/account.ts'
import type { CoreEvent } from '../../core/events.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { user } from './user.ts'

const STATES = [null, 'pending', 'banned'] as const

export const users: ScreenFactory = (context) => new Users(context)

class Users implements Screen {
  readonly help = 'console.users.help'
  readonly #context: ScreenContext
  readonly #list: List<Account>
  #search = ''
  #state: (typeof STATES)[number] = null

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<Account>({
        empty: text('console.users.empty'),
        columns: [
          { head: text('community.head.name'), width: 20, cell: ({ name }) => styled('strong', name) },
          { head: text('community.head.called'), width: 'fill', from: 70, cell: ({ displayName }) => displayName },
          { head: text('online.head.role'), width: 9, from: 46, cell: ({ role }) => text('console.role', { role }) },
          {
            ...{ head: text('console.users.head.state'), width: 10 },
            cell: ({ state }) => styled(state === 'active' ? 'dim' : 'warning', text('console.state', { state })),
          },
          {
            ...{ head: text('community.head.seen'), width: WHEN_COLUMNS, align: 'right', from: 60 },
            cell: ({ lastSeen }) => styled('dim', shortWhen(lastSeen, context)),
          },
        ],
        onChoose: ({ name }) => context.push(user(name)),
        more: (last) => this.#fetch(last.name),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    const { text } = this.#context
    if (this.#search !== '') return text('console.users.found', { search: this.#search })
    return text('console.users.title', { state: this.#state ?? 'all' })
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['enter'], label: 'console.keys.open' },
      { on: ['/', 'f'], cap: '/', label: 'community.keys.search', run: () => this.#ask() },
      { on: ['s', 'S'], label: 'console.keys.sift', run: () => this.#sift() },
    ]
  }

  async open(): Promise<void> {
    this.#list.setRows(await this.#fetch(''), (a, b) => a.id === b.id)
    this.#context.refresh()
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'account.registered') this.#context.run(() => this.open())
  }

  #fetch(after: string): Promise<readonly Account[]> {
    const { core, session } = this.#context
    const state = this.#state === null ? {} : { state: this.#state }
    return core.accounts.list({ session, search: this.#search, after, ...state })
  }

  async #ask(): Promise<void> {
    const { text, prompt } = this.#context
    const typed = await prompt({
      ...{ title: text('console.users.search'), label: text('console.users.label') },
      ...{ initial: this.#search, limit: 20 },
    })
    if (typed === null) return
    this.#search = typed.trim()
    this.#list.select(0)
    await this.open()
  }

  async #sift(): Promise<void> {
    this.#state = STATES[(STATES.indexOf(this.#state) + 1) % STATES.length] ?? null
    this.#list.select(0)
    await this.open()
  }
}
