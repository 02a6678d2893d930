// Who is at the door: SSH authentication (RFC 4252, 4256) in the house's terms. `new` signs up, `guest` looks around,
// every other name is an account. Nothing here tells whether an account exists.

import type { AuthContext, AuthenticationType, KeyboardAuthContext, PublicKeyAuthContext } from 'ssh2'
import { PASSWORD_OCTETS } from '../../../shared/limits.ts'
import { foldName } from '../../../shared/names.ts'
import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import { provesOwnership, publicKeyLine } from './public-key.ts'
import { printable, sentenceFor } from './sentences.ts'

/** What became of somebody who passed. */
export type Admitted =
  | { readonly as: 'nobody' }
  | { readonly as: 'newcomer'; readonly offeredKey: string | null }
  | { readonly as: 'guest' }
  | { readonly as: 'member' }
  /** They are who they say, and may not come in: `why` is for their screen. */
  | { readonly as: 'turned-away'; readonly why: string }

export interface LoginOptions {
  readonly core: Core
  /** The session in the core, opened when it is first needed. */
  readonly session: () => Promise<SessionId>
  readonly houseName: string
  /** Called when the last try is used up. */
  readonly onExhausted: () => void
}

const METHODS: AuthenticationType[] = ['publickey', 'keyboard-interactive', 'password']
/** Wrong passwords and signatures, as OpenSSH's MaxAuthTries. */
const TRIES = 6
/** Questions that cost no secret: which methods are there, would this key do. An agent may hold many keys. */
const QUESTIONS = 24
const NAME_UNITS = 64

export class Login {
  readonly #options: LoginOptions
  #triesLeft = TRIES
  #questionsLeft = QUESTIONS
  #asked = false

  constructor(options: LoginOptions) {
    this.#options = options
  }

  /** Answers one request. Resolves to what was decided once somebody has passed, else to null. */
  async answer(context: AuthContext): Promise<Admitted | null> {
    const name = foldName(context.username)
    if (name === 'new') return this.#welcomeNewcomer(context)
    if (name === 'guest') {
      context.accept()
      return { as: 'guest' }
    }
    switch (context.method) {
      case 'publickey':
        return this.#checkKey(context)
      case 'keyboard-interactive':
        return this.#askPassword(context)
      case 'password':
        // A request to change the password carries no plain string.
        if (typeof context.password !== 'string') return this.#refuse(context)
        return this.#checkPassword(context, context.password)
      default:
        return this.#question(context)
    }
  }

  // Whoever has a key is asked to prove it, so that it can be kept; whoever has none is asked nothing at all: with
  // zero prompts (RFC 4256 §3.2) OpenSSH answers by itself.
  async #welcomeNewcomer(context: AuthContext): Promise<Admitted | null> {
    switch (context.method) {
      case 'publickey': {
        const offeredKey = publicKeyLine(context)
        if (offeredKey === null) return this.#question(context)
        if (context.signature === undefined) return this.#wantSignature(context)
        if (!provesOwnership(context)) return this.#refuse(context)
        context.accept()
        return { as: 'newcomer', offeredKey }
      }
      case 'keyboard-interactive':
        await prompt(context, { instruction: '', question: null })
        context.accept()
        return { as: 'newcomer', offeredKey: null }
      case 'password':
        context.accept()
        return { as: 'newcomer', offeredKey: null }
      default:
        return this.#question(context)
    }
  }

  async #checkKey(context: PublicKeyAuthContext): Promise<Admitted | null> {
    const { core } = this.#options
    const publicKey = publicKeyLine(context)
    if (publicKey === null || context.username.length > NAME_UNITS) return this.#question(context)
    const session = await this.#options.session()
    if (!(await core.accounts.acceptsKey({ session, name: context.username, publicKey }))) {
      return this.#question(context)
    }
    if (context.signature === undefined) return this.#wantSignature(context)
    if (!provesOwnership(context)) return this.#refuse(context)
    return this.#decide(context, () => core.accounts.signInWithKey({ session, name: context.username, publicKey }))
  }

  async #askPassword(context: KeyboardAuthContext): Promise<Admitted | null> {
    const again = this.#asked
    this.#asked = true
    const answers = await prompt(context, {
      instruction: again
        ? 'That name and password do not fit together. Please try again.'
        : `Welcome to ${this.#options.houseName}.`,
      question: `Password for ${printable(context.username).slice(0, NAME_UNITS)} (just Enter to look around or sign up): `,
    })
    if (answers === null) return null
    const [password = ''] = answers
    if (password !== '') return this.#checkPassword(context, password)
    context.accept()
    return { as: 'nobody' }
  }

  async #checkPassword(context: AuthContext, password: string): Promise<Admitted | null> {
    const { username: name } = context
    if (name.length > NAME_UNITS || Buffer.byteLength(password) > PASSWORD_OCTETS) return this.#refuse(context)
    const session = await this.#options.session()
    return this.#decide(context, () => this.#options.core.accounts.signIn({ session, name, password }))
  }

  async #decide(context: AuthContext, signIn: () => Promise<unknown>): Promise<Admitted | null> {
    try {
      await signIn()
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'account-banned' || error.code === 'account-pending') {
        context.accept()
        return { as: 'turned-away', why: sentenceFor(error) }
      }
      await explain(context, error)
      return this.#refuse(context)
    }
    context.accept()
    return { as: 'member' }
  }

  #wantSignature(context: PublicKeyAuthContext): null {
    if (this.#questionsLeft <= 0) return this.#refuse(context)
    this.#questionsLeft -= 1
    context.accept()
    return null
  }

  #question(context: AuthContext): null {
    this.#questionsLeft -= 1
    if (this.#questionsLeft < 0) return this.#refuse(context)
    context.reject(METHODS)
    return null
  }

  #refuse(context: AuthContext): null {
    this.#triesLeft -= 1
    if (this.#triesLeft > 0) context.reject(METHODS)
    else this.#options.onExhausted()
    return null
  }
}

/** Keyboard-interactive can say why; the other methods have no words for it. */
const explain = async (context: AuthContext, refusal: Refusal): Promise<void> => {
  if (context.method !== 'keyboard-interactive' || refusal.code === 'wrong-credentials') return
  await prompt(context, { instruction: sentenceFor(refusal), question: null })
}

/** The answers, or null when the caller went on to another method. */
const prompt = (
  context: KeyboardAuthContext,
  { instruction, question }: { readonly instruction: string; readonly question: string | null },
): Promise<readonly string[] | null> =>
  new Promise((resolve) => {
    const prompts = question === null ? [] : [{ prompt: question, echo: false }]
    context.once('abort', () => resolve(null))
    // ssh2 hands an Error to this callback when the request is aborted, whatever its types say.
    context.prompt(prompts, '', instruction, (answers: unknown) => resolve(Array.isArray(answers) ? answers : null))
  })
