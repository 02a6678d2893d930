// A new account: a name and a password, and an invitation where the house asks for one. The name is looked at while
// it is being typed. A key that the caller's terminal program has shown can be kept, so that it opens the door next
// time.

import { NAME_MAX, PASSWORD_OCTETS } from '../../../shared/limits.ts'
import { isAccountName } from '../../../shared/names.ts'
import type { Registration } from '../../core/accounts/account-calls.ts'
import { isRefusal, type RefusalCode } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { Form, type FormField } from '../widgets/form.ts'
import { wrapMarked } from '../widgets/lines.ts'
import { formPlacement, introPlacement } from './form-layout.ts'

/** Milliseconds without a key before the house is asked whether a name is free. */
const NAME_PAUSE = 300

export const signUp: ScreenFactory = (context) => new SignUp(context)

class SignUp implements Screen {
  readonly help = 'accounts.sign-up.help'
  readonly takesText = true
  readonly #context: ScreenContext
  #form: Form | null = null
  #pause: NodeJS.Timeout | undefined

  constructor(context: ScreenContext) {
    this.#context = context
  }

  get title(): string {
    return this.#context.text('accounts.sign-up.title')
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['tab'], label: 'accounts.keys.next' },
      { on: ['enter'], label: 'accounts.keys.go' },
      { on: ['C-r'], label: 'accounts.keys.reveal' },
    ]
  }

  async open(): Promise<void> {
    const { core, session, pane, text } = this.#context
    const { mode } = await core.accounts.registration({ session })
    const intro = (columns: number) => wrapMarked(text('accounts.sign-up.intro', { mode }), columns)
    pane.add(new Block(({ width }) => intro(width)), introPlacement(intro))
    const form = new Form({
      fields: this.#fields(mode),
      send: text('accounts.sign-up.send'),
      onSend: (values) => this.#send(values),
    })
    this.#form = pane.add(form, formPlacement(intro))
  }

  close(): void {
    clearTimeout(this.#pause)
  }

  #fields(mode: Registration['mode']): readonly FormField[] {
    const { text, offeredKey } = this.#context
    const name: FormField = {
      ...{ name: 'name', label: text('accounts.field.name'), limit: NAME_MAX },
      hint: text('accounts.sign-up.name-hint'),
      onChange: (value) => this.#lookAt(value),
      judge: (value) => this.#nameTrouble(value.trim()),
    }
    const password: FormField = {
      ...{ name: 'password', label: text('accounts.field.password'), kind: 'password', limit: PASSWORD_OCTETS },
      hint: text('accounts.sign-up.password-hint'),
    }
    const invite: FormField = {
      ...{ name: 'invite', label: text('accounts.field.invite'), limit: 100 },
      hint: text('accounts.sign-up.invite-hint'),
    }
    const key: FormField = {
      ...{ name: 'keep', label: text('accounts.sign-up.keep-key'), kind: 'toggle', initial: 'yes' },
    }
    return [name, password, ...(mode === 'invite' ? [invite] : []), ...(offeredKey === null ? [] : [key])]
  }

  #lookAt(name: string): void {
    clearTimeout(this.#pause)
    if (name === '') return
    this.#pause = setTimeout(() => {
      this.#context.run(async () => this.#judge(name, await this.#nameTrouble(name)))
    }, NAME_PAUSE)
  }

  #judge(name: string, trouble: string): void {
    if (this.#form?.values['name'] !== name) return
    const { text } = this.#context
    if (trouble === '') this.#form.note('name', text('accounts.sign-up.name-free', { name }), 'good')
    else this.#form.note('name', trouble, 'danger')
    this.#context.refresh()
  }

  /** '' when the name can be had. */
  async #nameTrouble(name: string): Promise<string> {
    const { core, session, text, refusalText } = this.#context
    if (!isAccountName(name)) return text('refusals.name-invalid')
    try {
      await core.accounts.checkName({ session, name })
      return ''
    } catch (error) {
      return refusalText(error)
    }
  }

  async #send(values: Readonly<Record<string, string>>): Promise<void> {
    const { core, session, offeredKey, text } = this.#context
    clearTimeout(this.#pause)
    const name = (values['name'] ?? '').trim()
    const invite = (values['invite'] ?? '').trim()
    const keepsKey = values['keep'] === 'yes' && offeredKey !== null
    const account = await this.#attempt(() =>
      core.accounts.register({
        ...{ session, name, password: values['password'] ?? '' },
        ...(invite === '' ? {} : { invite }),
        ...(keepsKey ? { sshKey: offeredKey } : {}),
      }),
    )
    if (account === null) return
    if (account.state === 'pending') {
      await this.#context.notice({
        title: text('accounts.sign-up.pending-title'),
        text: text('accounts.sign-up.pending', { name }),
      })
      return this.#context.back()
    }
    this.#context.say(text('accounts.sign-up.done', { name, key: keepsKey ? 'yes' : 'no' }), 'good')
    await this.#context.home()
  }

  /** Null when the house said no: then the reason stands under the field that it is about. */
  async #attempt<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await act()
    } catch (error) {
      if (!isRefusal(error)) throw error
      const field = FIELD_OF[error.code] ?? 'password'
      this.#form?.note(field, this.#context.refusalText(error))
      this.#form?.focus(field)
      this.#context.refresh()
      return null
    }
  }
}

const FIELD_OF: Partial<Record<RefusalCode, string>> = {
  'name-invalid': 'name',
  'name-reserved': 'name',
  'name-taken': 'name',
  'invite-invalid': 'invite',
}
