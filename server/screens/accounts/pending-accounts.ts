// For moderators: the accounts that wait for somebody's yes.

import type { Account } from '../../core/accounts/account.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

export const pendingAccounts: ScreenFactory = (context) => new PendingAccounts(context)

class PendingAccounts implements Screen {
  readonly help = 'accounts.pending.help'
  readonly #context: ScreenContext
  readonly #list: List<Account>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text, core, session } = context
    this.#list = context.pane.add(
      new List<Account>({
        empty: text('accounts.pending.empty'),
        columns: [
          { head: text('accounts.field.name'), width: 'fill', cell: (account) => styled('strong', account.name) },
          {
            ...{ head: text('accounts.pending.head.since'), width: 12 },
            cell: (account) => text('accounts.day', { at: new Date(account.created) }),
          },
        ],
        onChoose: (account) => this.#approve(account),
        more: (last) => core.accounts.list({ session, state: 'pending', after: last.name }),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('accounts.setting.waiting')
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    if (chosen === undefined) return []
    return [{ on: ['a'], label: 'accounts.keys.approve', run: () => this.#approve(chosen) }]
  }

  open(): Promise<void> {
    return this.#load()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'account.registered' && event.pending) this.#context.run(() => this.#load())
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.accounts.list({ session, state: 'pending' }), (a, b) => a.id === b.id)
    this.#context.refresh()
  }

  async #approve({ name }: Account): Promise<void> {
    const { core, session, text } = this.#context
    const isSure = await this.#context.confirm({
      title: text('accounts.pending.title', { name }),
      text: text('accounts.pending.ask', { name }),
      assumeYes: true,
    })
    if (!isSure) return
    await core.accounts.approve({ session, name })
    await this.#load()
    this.#context.say(text('accounts.pending.done', { name }), 'good')
  }
}
