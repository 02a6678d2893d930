// Saying who one is on a line: `connect NAME PASSWORD`, `create NAME PASSWORD`, `guest`, or led by the hand, with
// passwords not echoed.

import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { isRefusal } from '../../core/refusal.ts'
import { refusalText } from '../../screens/refusals.ts'
import type { Language, Texts } from '../../screens/texts.ts'

export interface Asking {
  /** What the line says next, and whether what is typed then stays unseen. */
  readonly prompt: string
  readonly isHidden: boolean
}

type Step =
  | { readonly at: 'door' }
  | { readonly at: 'password'; readonly name: string }
  | { readonly at: 'new-name' }
  | { readonly at: 'new-password'; readonly name: string }

export interface LoginOptions {
  readonly core: Core
  readonly session: SessionId
  readonly texts: () => Texts
  readonly say: (text: string) => void
  readonly speak: (language: Language) => void
  /** What crawlers ask for (MSSP), here in clear text. */
  readonly status: () => Readonly<Record<string, string | number>>
  /** The session is somebody now. */
  readonly onEntered: () => Promise<void>
  readonly onHangUp: () => void
}

const TRIES = 5

export class Login {
  readonly #options: LoginOptions
  #step: Step = { at: 'door' }
  #failures = 0

  constructor(options: LoginOptions) {
    this.#options = options
  }

  get asking(): Asking {
    const { text } = this.#options.texts()
    switch (this.#step.at) {
      case 'door':
        return { prompt: text('telnet.prompt.name'), isHidden: false }
      case 'new-name':
        return { prompt: text('telnet.prompt.new-name'), isHidden: false }
      case 'password':
        return { prompt: text('telnet.prompt.password'), isHidden: true }
      case 'new-password':
        return { prompt: text('telnet.prompt.new-password'), isHidden: true }
      default:
        return this.#step satisfies never
    }
  }

  /** One line at the door. @throws what is no Refusal */
  async hear(line: string): Promise<void> {
    try {
      await this.#take(line)
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.#options.say(`${refusalText(this.#options.texts(), error)}\n`)
      this.#failures += 1
      if (error.code === 'house-banned' || this.#failures >= TRIES) this.#options.onHangUp()
      this.#step = { at: 'door' }
    }
  }

  async #take(line: string): Promise<void> {
    const step = this.#step
    const typed = line.trim()
    switch (step.at) {
      case 'door':
        return this.#atDoor(typed)
      case 'password':
        return this.#connect(step.name, line)
      case 'new-name':
        return this.#newName(typed)
      case 'new-password':
        return this.#create(step.name, line)
      default:
        return step satisfies never
    }
  }

  async #atDoor(typed: string): Promise<void> {
    const [word = '', name = '', ...rest] = typed.split(/\s+/)
    const password = rest.join(' ')
    switch (word.toLowerCase()) {
      case '':
        return
      case 'quit':
      case 'exit':
        return this.#options.onHangUp()
      case 'help':
      case '?':
      case 'hjelp':
        return this.#options.say(this.#options.texts().text('telnet.help'))
      case 'norsk':
        return this.#options.speak('nb')
      case 'english':
        return this.#options.speak('en')
      case 'mssp-request':
        return this.#options.say(plainMssp(this.#options.status()))
      case 'guest':
      case 'gjest':
        return this.#asGuest(name)
      case 'new':
      case 'ny':
      case 'create':
        if (name === '') this.#step = { at: 'new-name' }
        else if (password === '') await this.#newName(name)
        else await this.#create(name, password)
        return
      case 'connect':
        if (name === '') return this.#options.say(this.#options.texts().text('telnet.help'))
        if (password !== '') return this.#connect(name, password)
        this.#step = { at: 'password', name }
        return
      default:
        this.#step = { at: 'password', name: word }
    }
  }

  async #asGuest(name: string): Promise<void> {
    const { core, session } = this.#options
    await core.sessions.enterAsGuest({ session, ...(name !== '' && { nick: name }) })
    await this.#options.onEntered()
  }

  async #connect(name: string, password: string): Promise<void> {
    const { core, session } = this.#options
    await core.accounts.signIn({ session, name, password })
    await this.#options.onEntered()
  }

  async #newName(name: string): Promise<void> {
    const { core, session } = this.#options
    await core.accounts.checkName({ session, name })
    this.#step = { at: 'new-password', name }
  }

  async #create(name: string, password: string): Promise<void> {
    const { core, session, texts, say } = this.#options
    const account = await core.accounts.register({ session, name, password })
    if (account.state === 'pending') {
      say(texts().text('telnet.pending', { name }))
      this.#step = { at: 'door' }
    } else await this.#options.onEntered()
  }
}

/** For crawlers that speak no telnet (https://tintin.mudhalla.net/protocols/mssp, "MSSP plaintext"). */
const plainMssp = (status: Readonly<Record<string, string | number>>): string => {
  const rows = Object.entries(status).map(([name, value]) => `${name}\t${value}\n`)
  return `\nMSSP-REPLY-START\n${rows.join('')}MSSP-REPLY-END\n`
}
