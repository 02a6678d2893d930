// The SSH keys that open one's account.

import type { SshKey } from '../../core/accounts/account.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

const LINE_LIMIT = 4000

export const sshKeys: ScreenFactory = (context) => new SshKeys(context)

class SshKeys implements Screen {
  readonly help = 'accounts.ssh-keys.help'
  readonly #context: ScreenContext
  readonly #list: List<SshKey>

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane, text } = context
    pane.add(new Block(({ width }) => wrapMarked(text('accounts.ssh-keys.intro'), width)), {
      ...{ left: 2, right: 1, top: 1, height: 3 },
    })
    this.#list = pane.add(
      new List<SshKey>({
        empty: text('accounts.ssh-keys.empty'),
        columns: [
          { head: text('accounts.ssh-keys.head.type'), width: 20, from: 90, cell: (key) => key.type },
          { head: text('accounts.ssh-keys.head.fingerprint'), width: 'fill', cell: (key) => key.fingerprint },
          { head: text('accounts.ssh-keys.head.comment'), width: 18, from: 110, cell: (key) => key.comment },
          { head: text('accounts.head.added'), width: 11, from: 40, cell: (key) => this.#day(key.added) },
        ],
      }),
      { left: 1, right: 1, top: 5, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('accounts.setting.ssh-keys')
  }

  keys(): readonly KeyRow[] {
    const { offeredKey } = this.#context
    const isNew = offeredKey !== null && !this.#list.rows.some((key) => offeredKey.startsWith(key.publicKey))
    const chosen = this.#list.selected
    return [
      { on: ['a', 'insert'], label: 'accounts.keys.add', run: () => this.#paste() },
      ...(isNew ? [{ on: ['t'], label: 'accounts.keys.this-key', run: () => this.#add(offeredKey) }] : []),
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
    this.#list.setRows(await core.accounts.keys({ session }), (a, b) => a.fingerprint === b.fingerprint)
    this.#context.refresh()
  }

  #day(at: number): string {
    return this.#context.text('accounts.day', { at: new Date(at) })
  }

  async #paste(): Promise<void> {
    const { core, session, text } = this.#context
    const line = await this.#context.prompt({
      title: text('accounts.ssh-keys.add.title'),
      text: text('accounts.ssh-keys.add.text'),
      label: text('accounts.ssh-keys.add.label'),
      limit: LINE_LIMIT,
      accept: async (value) => {
        await core.accounts.addKey({ session, line: value.trim() })
        return undefined
      },
    })
    if (line !== null) await this.#added()
  }

  async #add(line: string): Promise<void> {
    const { core, session } = this.#context
    await core.accounts.addKey({ session, line })
    await this.#added()
  }

  async #added(): Promise<void> {
    await this.#load()
    this.#context.say(this.#context.text('accounts.ssh-keys.added'), 'good')
  }

  async #remove(key: SshKey): Promise<void> {
    const { core, session, text } = this.#context
    const isSure = await this.#context.confirm({
      title: text('accounts.ssh-keys.remove.title'),
      text: text('accounts.ssh-keys.remove.ask', { fingerprint: key.fingerprint }),
    })
    if (!isSure) return
    await core.accounts.removeKey({ session, fingerprint: key.fingerprint })
    await this.#load()
    this.#context.say(text('accounts.ssh-keys.removed'), 'good')
  }
}
