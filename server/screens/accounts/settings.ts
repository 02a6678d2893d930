// Everything about one's own account, one row for each thing with how it stands now.

import { DISPLAY_NAME_OCTETS } from '../../../shared/limits.ts'
import type { Account } from '../../core/accounts/account.ts'
import { outranks } from '../../core/visibility.ts'
import { killList } from '../boards/kill-list.ts'
import { nextLineSpeed } from '../eras/line-speeds.ts'
import { yearList } from '../eras/year-list.ts'
import { heldLines } from '../moderation/held-lines.ts'
import { nextRendering } from '../rendering.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { LANGUAGES } from '../texts.ts'
import { Block } from '../widgets/block.ts'
import { styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { appPasswords } from './app-passwords.ts'
import { changePassword } from './change-password.ts'
import { claimCode } from './claim.ts'
import { pendingAccounts } from './pending-accounts.ts'
import { sshKeys } from './ssh-keys.ts'

interface Setting {
  readonly key: string
  /** Last part of the text keys. */
  readonly name: string
  readonly value: string
  readonly run: () => void | Promise<void>
}

export const settings: ScreenFactory = (context) => new SettingsScreen(context)

class SettingsScreen implements Screen {
  readonly help = 'accounts.settings.help'
  readonly #context: ScreenContext
  readonly #list: List<Setting>
  #account: Account | null = null

  constructor(context: ScreenContext) {
    this.#context = context
    context.pane.add(new Block(({ width }) => wrapMarked(this.#summary(), width)), {
      left: 2,
      right: 1,
      top: 1,
      height: 2,
    })
    this.#list = context.pane.add(
      new List<Setting>({
        columns: [
          { width: 2, cell: (row) => styled('hotkey', row.key.toUpperCase()) },
          { width: 22, cell: (row) => context.text(`accounts.setting.${row.name}`) },
          { width: 'fill', from: 40, cell: (row) => styled('dim', row.value) },
        ],
        hotkey: (row) => row.key,
        onChoose: (row) => row.run(),
      }),
      { left: 1, right: 1, top: 3, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('accounts.settings.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'accounts.keys.change' }]
  }

  open(): Promise<void> {
    return this.#load()
  }

  resume(): Promise<void> {
    return this.#load()
  }

  async #load(): Promise<void> {
    const { core, session, me } = this.#context
    const [account, keys, passwords, { unclaimed }, isAlwaysOn, held, kills] = await Promise.all([
      core.accounts.me({ session }),
      core.accounts.keys({ session }),
      core.accounts.appPasswords({ session }),
      core.accounts.registration({ session }),
      core.alwaysOn.isOn({ session }),
      core.holds.list({ session }),
      core.killFile.rules({ session }),
    ])
    const staff = outranks(me.role, 'moderator')
    const waiting = staff ? (await core.accounts.list({ session, state: 'pending' })).length : 0
    this.#account = account
    this.#list.setRows([
      ...this.#own(account, keys.length, passwords.length),
      this.#alwaysOnRow(isAlwaysOn),
      this.#killRow(kills.length),
      ...(staff ? [this.#waitingRow(waiting)] : []),
      ...(staff || held.length > 0 ? [this.#heldRow(held.length)] : []),
      ...(unclaimed ? [this.#row('y', 'claim', '', () => claimCode(this.#context))] : []),
      this.#row('o', 'sign-out', '', () => this.#signOut()),
    ])
    this.#context.refresh()
  }

  #row(key: string, name: string, value: string, run: Setting['run']): Setting {
    return { key, name, value, run }
  }

  #own(account: Account, keys: number, passwords: number): readonly Setting[] {
    const context = this.#context
    const { text } = context
    const named = account.displayName === '' ? text('accounts.display-name.none') : account.displayName
    return [
      this.#row('d', 'display-name', named, () => this.#setDisplayName(account.displayName)),
      this.#row('p', 'password', '', () => context.push(changePassword)),
      this.#row('s', 'ssh-keys', text('accounts.count.keys', { count: keys }), () => context.push(sshKeys)),
      this.#row('a', 'app-passwords', text('accounts.count.passwords', { count: passwords }), () =>
        context.push(appPasswords),
      ),
      this.#row('l', 'language', text('accounts.language', { language: account.settings.language }), () =>
        this.#nextLanguage(account),
      ),
      this.#row('v', 'rendering', text('accounts.rendering', { rendering: account.settings.rendering }), () =>
        this.#nextRendering(account),
      ),
      ...this.#eraRows(),
      this.#row('i', 'invite', '', () => this.#invite()),
    ]
  }

  #eraRows(): readonly Setting[] {
    const { era, text, push } = this.#context
    const { lineSpeed } = era.own
    const year = text('accounts.year', { how: era.year === null ? 'present' : 'past', year: era.year ?? 0 })
    return [
      this.#row('t', 'year', year, () => push(yearList)),
      this.#row('r', 'line-speed', text('eras.speed.short', { speed: String(lineSpeed) }), async () => {
        await era.setLineSpeed(nextLineSpeed(lineSpeed))
        await this.#load()
      }),
    ]
  }

  #alwaysOnRow(isOn: boolean): Setting {
    const { core, session, text, say } = this.#context
    return this.#row('b', 'always-on', text('accounts.always-on', { on: isOn ? 'on' : 'off' }), async () => {
      await core.alwaysOn.set({ session, on: !isOn })
      await this.#load()
      say(text('accounts.always-on.done', { on: isOn ? 'off' : 'on' }), 'good')
    })
  }

  #killRow(count: number): Setting {
    const value = this.#context.text('kill.count', { count })
    return this.#row('k', 'kill-file', value, () => this.#context.push(killList))
  }

  #heldRow(count: number): Setting {
    const value = this.#context.text('accounts.count.held', { count })
    return this.#row('h', 'held', value, () => this.#context.push(heldLines))
  }

  #waitingRow(count: number): Setting {
    const value = this.#context.text('accounts.count.waiting', { count })
    return this.#row('w', 'waiting', value, () => this.#context.push(pendingAccounts))
  }

  #summary(): string {
    const account = this.#account
    if (account === null) return ''
    return this.#context.text('accounts.settings.summary', {
      name: account.name,
      role: account.role,
      created: new Date(account.created),
    })
  }

  async #setDisplayName(initial: string): Promise<void> {
    const { core, session, text } = this.#context
    const name = await this.#context.prompt({
      title: text('accounts.setting.display-name'),
      text: text('accounts.display-name.text'),
      label: text('accounts.display-name.label'),
      initial,
      limit: DISPLAY_NAME_OCTETS,
      accept: async (displayName) => {
        await core.accounts.setDisplayName({ session, displayName })
        return undefined
      },
    })
    if (name === null) return
    await this.#load()
    this.#context.say(text('accounts.display-name.done'), 'good')
  }

  async #nextLanguage({ settings }: Account): Promise<void> {
    const { core, session, refreshMe } = this.#context
    const choices = ['auto', ...LANGUAGES]
    const language = choices[(choices.indexOf(settings.language) + 1) % choices.length] ?? 'auto'
    await core.accounts.setSettings({ session, settings: { language } })
    await refreshMe()
    await this.#load()
  }

  /** Heard from at once, for this call too. */
  async #nextRendering({ settings }: Account): Promise<void> {
    const { core, session, refreshMe, setRendering } = this.#context
    await core.accounts.setSettings({ session, settings: { rendering: nextRendering(settings.rendering) } })
    await refreshMe()
    await this.#load()
    await setRendering('auto')
  }

  async #invite(): Promise<void> {
    const { core, session, text } = this.#context
    const isSure = await this.#context.confirm({
      ...{ title: text('accounts.setting.invite'), text: text('accounts.invite.ask'), assumeYes: true },
    })
    if (!isSure) return
    const code = await core.accounts.invite({ session })
    await this.#context.notice({ title: text('accounts.setting.invite'), text: text('accounts.invite.code', { code }) })
  }

  async #signOut(): Promise<void> {
    const { core, session, text } = this.#context
    const title = text('accounts.setting.sign-out')
    if (!(await this.#context.confirm({ title, text: text('accounts.sign-out.ask'), assumeYes: true }))) return
    await core.accounts.signOut({ session })
    await this.#context.home()
  }
}
