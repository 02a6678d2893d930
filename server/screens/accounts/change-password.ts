// A new password, for whoever knows the old one.

import { PASSWORD_OCTETS } from '../../../shared/limits.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { Form } from '../widgets/form.ts'
import { wrapMarked } from '../widgets/lines.ts'
import { formPlacement, introPlacement } from './form-layout.ts'

export const changePassword: ScreenFactory = (context) => new ChangePassword(context)

class ChangePassword implements Screen {
  readonly help = 'accounts.change-password.help'
  readonly takesText = true
  readonly #context: ScreenContext
  readonly #form: Form

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane, text } = context
    const intro = (columns: number) => wrapMarked(text('accounts.change-password.intro'), columns)
    pane.add(new Block(({ width }) => intro(width)), introPlacement(intro))
    const secret = { kind: 'password', limit: PASSWORD_OCTETS } as const
    this.#form = pane.add(
      new Form({
        fields: [
          { ...secret, name: 'current', label: text('accounts.change-password.current') },
          {
            ...{ ...secret, name: 'next', label: text('accounts.change-password.next') },
            hint: text('accounts.sign-up.password-hint'),
          },
        ],
        send: text('accounts.change-password.send'),
        onSend: (values) => this.#send(values['current'] ?? '', values['next'] ?? ''),
      }),
      formPlacement(intro),
    )
  }

  get title(): string {
    return this.#context.text('accounts.setting.password')
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['tab'], label: 'accounts.keys.next' },
      { on: ['enter'], label: 'accounts.keys.go' },
      { on: ['C-r'], label: 'accounts.keys.reveal' },
    ]
  }

  async #send(current: string, next: string): Promise<void> {
    const { core, session, text, refusalText } = this.#context
    try {
      await core.accounts.changePassword({ session, current, next })
    } catch (error) {
      if (!isRefusal(error)) throw error
      const isOld = error.code === 'wrong-credentials'
      this.#form.note(isOld ? 'current' : 'next', isOld ? text('accounts.change-password.wrong') : refusalText(error))
      this.#form.focus(isOld ? 'current' : 'next')
      return this.#context.refresh()
    }
    this.#context.back()
    this.#context.say(text('accounts.change-password.done'), 'good')
  }
}
