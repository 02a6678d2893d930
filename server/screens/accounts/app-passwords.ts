// Passwords of their own for programs (an IRC client, a newsreader): made by the house, shown once, taken back singly.

import type { AppPassword } from '../../core/accounts/account.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

const LABEL_LIMIT = 60

export const appPasswords: ScreenFactory = (context) => new AppPasswords(context)

class AppPasswords implements Screen {
  readonly help = 'accounts.app-passwords.help'
  readonly #context: ScreenContext
  readonly #list: List<AppPassword>

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane, text } = context
    pane.add(new Block(({ width }) => wrapMarked(text('accounts.app-passwords.intro'), width)), {
      ...{ left: 2, right: 1, top: 1, height: 3 },
    })
    this.#list = pane.add(
      new List<AppPassword>({
        empty: text('accounts.app-passwords.empty'),
        columns: [
          { head: text('accounts.app-passwords.head.label'), width: 'fill', cell: (entry) => entry.label },
          { head: text('accounts.head.added'), width: 11, from: 40, cell: (entry) => this.#day(entry.created) },
          {
            ...{ head: text('accounts.app-passwords.head.used'), width: 11 },
            cell: (entry) => (entry.lastUsed === null ? text('accounts.never') : this.#day(entry.lastUsed)),
          },
        ],
      }),
      { left: 1, right: 1, top: 5, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('accounts.setting.app-passwords')
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    return [
      { on: ['a', 'insert'], label: 'accounts.keys.add', run: () => this.#add() },
      ...(chosen === undefined
        ? []
        : [{ on: ['d', 'delete'], label: 'accounts.keys.remove', run: () => this.#remove(chosen) }]),
    ]
  }

  open(): Promise<void> {
    return this.#load()
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.accounts.appPasswords({ session }), (a, b) => a.id === b.id)
    this.#context.refresh()
  }

  #day(at: number): string {
    return this.#context.text('accounts.day', { at: new Date(at) })
  }

  async #add(): Promise<void> {
    const { core, session, text } = this.#context
    let secret = ''
    const label = await this.#context.prompt({
      title: text('accounts.app-passwords.add.title'),
      text: text('accounts.app-passwords.add.text'),
      label: text('accounts.app-passwords.add.label'),
      limit: LABEL_LIMIT,
      accept: async (value) => {
        secret = (await core.accounts.addAppPassword({ session, label: value.trim() })).secret
        return undefined
      },
    })
    if (label === null) return
    await this.#load()
    await this.#context.notice({
      title: text('accounts.app-passwords.made.title'),
      text: text('accounts.app-passwords.made.text', { label: label.trim(), secret }),
    })
  }

  async #remove(entry: AppPassword): Promise<void> {
    const { core, session, text } = this.#context
    const isSure = await this.#context.confirm({
      title: text('accounts.app-passwords.remove.title'),
      text: text('accounts.app-passwords.remove.ask', { label: entry.label }),
    })
    if (!isSure) return
    await core.accounts.removeAppPassword({ session, id: entry.id })
    await this.#load()
    this.#context.say(text('accounts.app-passwords.removed'), 'good')
  }
}
