// Coming in with a name and a password.

import { NAME_MAX, PASSWORD_OCTETS } from '../../../shared/limits.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { Form } from '../widgets/form.ts'
import { wrapMarked } from '../widgets/lines.ts'
import { formPlacement, introPlacement } from './form-layout.ts'

export const signIn: ScreenFactory = (context) => new SignIn(context)

class SignIn implements Screen {
  readonly help = 'accounts.sign-in.help'
  readonly takesText = true
  readonly #context: ScreenContext
  readonly #form: Form

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane, text } = context
    const intro = (columns: number) => wrapMarked(text('accounts.sign-in.intro'), columns)
    pane.add(new Block(({ width }) => intro(width)), introPlacement(intro))
    this.#form = pane.add(
      new Form({
        fields: [
          { name: 'name', label: text('accounts.field.name'), limit: NAME_MAX },
          { name: 'password', label: text('accounts.field.password'), kind: 'password', limit: PASSWORD_OCTETS },
        ],
        send: text('accounts.sign-in.send'),
        onSend: (values) => this.#send(values['name'] ?? '', values['password'] ?? ''),
      }),
      formPlacement(intro),
    )
  }

  get title(): string {
    return this.#context.text('accounts.sign-in.title')
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['tab'], label: 'accounts.keys.next' },
      { on: ['enter'], label: 'accounts.keys.go' },
      { on: ['C-r'], label: 'accounts.keys.reveal' },
    ]
  }

  async #send(name: string, password: string): Promise<void> {
    const { core, session } = this.#context
    if (name.trim() === '') return this.#complain('name', this.#context.text('accounts.sign-in.who'))
    try {
      await core.accounts.signIn({ session, name: name.trim(), password })
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.#form.clear('password')
      return this.#complain('password', this.#context.refusalText(error))
    }
    await this.#context.home()
  }

  #complain(field: string, text: string): void {
    this.#form.note(field, text)
    this.#form.focus(field)
    this.#context.refresh()
  }
}
