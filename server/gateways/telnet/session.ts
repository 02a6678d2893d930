// One caller on the telnet port, or on a WebSocket: the greeting, the login, and from then on a body in the world. Lines are taken one at a
// time, in order; what the world says is drawn in the caller's language.

import type { Core } from '../../core/contract.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { PresenceId, SessionId } from '../../core/ids.ts'
import type { MudOpened } from '../../core/mud/mud-events.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { House } from '../../screens/house.ts'
import { chosenLanguage, type SwitchedTexts, switchedTexts } from '../../screens/language.ts'
import { pageOf, wrapped } from '../../screens/mud/page.ts'
import { refusalText } from '../../screens/refusals.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { Log } from '../gateway.ts'
import type { LineConnection, Peer } from '../line-listener.ts'
import { turnedAway } from '../turned-away.ts'
import type { CallerLine, LineHooks } from './caller-line.ts'
import { readDoor } from './doors.ts'
import { Gmcp } from './gmcp.ts'
import { Login } from './login.ts'

export interface TelnetSessionOptions {
  readonly core: Core
  readonly log: Log
  readonly house: House
  readonly openLine: (hooks: LineHooks) => CallerLine
  readonly version: string
  readonly peer: Peer
  readonly status: () => Readonly<Record<string, string | number>>
  readonly onOpen: (session: TelnetSession) => void
  /** `gone` settles when the core knows of it. */
  readonly onClose: (session: TelnetSession, gone: Promise<unknown>) => void
}

/** Lines that may wait while one is being carried out; what comes after is answered with words. */
const WAITING_LINES = 100
const PROMPT = '> '

export class TelnetSession implements LineConnection {
  readonly #options: TelnetSessionOptions
  readonly #line: CallerLine
  readonly #texts: SwitchedTexts
  readonly #gmcp: Gmcp
  #login: Login | null = null
  #id: SessionId | null = null
  #presence: PresenceId | null = null
  readonly #waiting: string[] = []
  #isBusy = true
  #isPrompted = false
  endedAt: number | null = null

  constructor(options: TelnetSessionOptions) {
    const { house, status, core, version } = options
    this.#options = options
    this.#texts = switchedTexts(house.dataFolders, 'en')
    this.#line = options.openLine({
      status,
      onLine: (line) => this.#take(line),
      onGmcp: (message) => this.#gmcp.hear(message),
      onTooLong: () => this.#tell('telnet.too-long'),
      onClose: () => this.drop(),
    })
    this.#gmcp = new Gmcp({ core, line: this.#line, texts: this.#texts, version })
  }

  get id(): SessionId | null {
    return this.#id
  }

  get presence(): PresenceId | null {
    return this.#presence
  }

  get active(): number {
    return this.#line.active
  }

  get isSettled(): boolean {
    return this.#presence !== null
  }

  /** The first words, never waiting for what the client may answer. */
  async begin(): Promise<void> {
    const { core, peer, house } = this.#options
    try {
      this.#id = await core.sessions.open({ face: 'telnet', address: peer.address, secure: peer.secure })
    } catch (error) {
      const sentence = turnedAway(error)
      if (sentence === null) throw error
      return this.end(sentence)
    }
    if (this.endedAt !== null) return this.drop()
    this.#options.onOpen(this)
    this.#line.offer()
    const count = (await core.sessions.online({ session: this.#id })).length
    const welcome = (): void => this.#say(this.#texts.text('telnet.welcome', { house: house.name, count }))
    welcome()
    this.#login = new Login({
      ...{ core, session: this.#id, texts: () => this.#texts, say: (text) => this.#say(text) },
      onEntered: () => this.#entered(),
      speak: (language) => {
        this.#texts.speak(language)
        welcome()
      },
      status: this.#options.status,
      onHangUp: () => this.end(this.#texts.text('telnet.goodbye')),
    })
    this.#isBusy = false
    this.#prompt()
    this.#next()
  }

  /** What the core tells; asked for each event. */
  hear(event: CoreEvent): void {
    if (this.endedAt !== null) return
    switch (event.type) {
      case 'session.dismissed':
        if (event.session === this.#id) this.end(event.reason)
        return
      case 'world.left':
        if (event.session === this.#id) this.end(this.#texts.text('telnet.goodbye'))
        return
      case 'world.heard':
        if (this.#presence === null || !event.to.includes(this.#presence)) return
        if (event.session !== null && event.session !== this.#id) return
        this.#show(pageOf(this.#texts, event.lines, this.#page))
        this.#gmcp.heard(event.lines)
        return
      case 'world.moved':
        if (event.to === this.#presence) this.#gmcp.moved(event.room)
        return
      case 'world.changed':
        if (this.#presence !== null && event.to.includes(this.#presence)) this.#gmcp.changed(event.what)
        return
      case 'world.opened':
        if (event.session === this.#id) this.#guard(this.#open(event))
        return
      case 'account.changed':
        if (event.presence === this.#presence && this.#presence !== null) this.#guard(this.#speakAsChosen())
        return
      default:
    }
  }

  end(reason: string): void {
    if (this.endedAt !== null) return
    this.endedAt = performance.now()
    this.#say(`\n${sanitizeLine(reason)}\n`)
    this.#gmcp.goodbye(sanitizeLine(reason))
    this.#line.end()
  }

  drop(): void {
    this.endedAt ??= performance.now()
    const session = this.#id
    if (session === null) return
    this.#id = null
    const { core, onClose } = this.#options
    const gone = core.mud.leave({ session }).then(() => core.sessions.close({ session, reason: 'Connection closed' }))
    this.#guard(gone)
    onClose(this, gone)
  }

  // Lines in order -------------------------------------------------------------------------------------------------

  #take(line: string): void {
    this.#isPrompted = false
    if (this.endedAt !== null) return
    if (this.#waiting.length >= WAITING_LINES) this.#tell('telnet.slower')
    else {
      this.#waiting.push(line)
      this.#next()
    }
  }

  #next(): void {
    if (this.#isBusy) return
    const line = this.#waiting.shift()
    if (line === undefined) return
    this.#isBusy = true
    this.#guard(
      this.#obey(line).finally(() => {
        this.#isBusy = false
        this.#prompt()
        this.#next()
      }),
    )
  }

  async #obey(line: string): Promise<void> {
    if (this.#login !== null) return this.#login.hear(line)
    const session = this.#id
    if (session === null) return
    const { core } = this.#options
    try {
      await core.sessions.touch({ session })
      await core.mud.command({ session, line })
      this.#gmcp.obeyed()
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.#say(`${error.code === 'throttled' ? this.#texts.text('telnet.slower') : refusalText(this.#texts, error)}\n`)
    }
  }

  async #entered(): Promise<void> {
    const session = this.#id
    if (session === null) return
    const { core, peer } = this.#options
    this.#login = null
    this.#line.hide(false)
    const me = await core.sessions.whoAmI({ session })
    this.#presence = me.presence
    if (me.accountName !== null) await this.#speakAsChosen()
    peer.settle()
    await core.mud.enter({ session })
    this.#gmcp.entered(session)
  }

  async #open(event: MudOpened): Promise<void> {
    const session = this.#id
    if (session === null) return
    try {
      this.#show(wrapped(await readDoor({ core: this.#options.core, session, texts: this.#texts }, event), this.#page))
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.#show(`${refusalText(this.#texts, error)}\n`)
    }
  }

  async #speakAsChosen(): Promise<void> {
    if (this.#id === null) return
    const { settings } = await this.#options.core.accounts.me({ session: this.#id })
    this.#texts.speak(chosenLanguage(settings.language, ''))
  }

  // Words ----------------------------------------------------------------------------------------------------------

  get #page() {
    const { columns, mtts, name } = this.#line.client
    // Who tells no MTTS may still tell a terminal that everybody knows to have colours.
    const colors = mtts === null ? (/XTERM|ANSI|COLOR/.test(name) ? 16 : 1) : mtts.colors
    const isRead = mtts?.screenReader === true
    return { columns, colors: isRead ? 1 : colors, isRead }
  }

  #prompt(): void {
    if (this.endedAt !== null || this.#waiting.length > 0) return
    const asking = this.#login?.asking ?? { prompt: PROMPT, isHidden: false }
    this.#line.hide(asking.isHidden)
    this.#line.prompt(asking.prompt)
    this.#isPrompted = true
  }

  /** What comes while somebody types stands on lines of its own, and the prompt comes again. */
  #show(text: string): void {
    if (!this.#isPrompted) {
      this.#line.write(text)
      return
    }
    this.#line.write(`\n${text.replace(/^\n/, '')}`)
    this.#line.prompt(PROMPT)
  }

  #say(text: string): void {
    this.#line.write(text)
  }

  #tell(key: string): void {
    this.#say(`${this.#texts.text(key)}\n`)
  }

  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (isRefusal(error)) return
      this.#options.log.error({ session: this.#id, err: error }, 'telnet session failed')
      this.end(this.#texts.text('frame.fault'))
    })
  }
}
