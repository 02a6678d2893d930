// One caller at a screen: what a gateway starts when somebody has a terminal. The gateway has opened the session (and
// perhaps signed it in); from here on the screens talk to the core and the gateway only carries octets.

import type { Actor } from '../core/accounts/session.ts'
import type { DirectSaid } from '../core/channels/channel-events.ts'
import type { CoreLink } from '../core/contract.ts'
import type { CoreEvent } from '../core/events.ts'
import type { SessionId } from '../core/ids.ts'
import { isRefusal, type Refusal } from '../core/refusal.ts'
import { sanitizeText } from '../wire/text/sanitize.ts'
import { wrapText } from '../wire/text/wrap.ts'
import { signUp } from './accounts/sign-up.ts'
import { Chrome } from './chrome.ts'
import { contextFor, type Surroundings } from './context.ts'
import { helpDialog } from './dialogs.ts'
import type { House } from './house.ts'
import { chosenLanguage, guessLanguage, type SwitchedTexts, switchedTexts } from './language.ts'
import type { Layer } from './layer.ts'
import { mainMenu } from './menu/main-menu.ts'
import { Navigator } from './navigator.ts'
import { refusalText } from './refusals.ts'
import type { Terminal } from './terminal.ts'
import type { Language } from './texts.ts'
import { welcome } from './welcome/welcome.ts'
import { Display } from './widgets/display.ts'
import type { Key } from './widgets/keys.ts'

export type { House }

export interface CallerOptions {
  readonly link: CoreLink
  readonly house: House
  readonly terminal: Terminal
  readonly session: SessionId
  /** `welcome`: nobody yet; `register`: straight to sign-up; `menu`: already signed in or a guest. */
  readonly entry: 'welcome' | 'register' | 'menu'
  /** A key whose ownership the gateway has proved (authorized_keys line), to be offered at registration. */
  readonly offeredKey?: string
  /** An exception of a screen: the caller has been sent away politely (unless nothing was lost); the gateway logs it. */
  readonly onFault: (error: unknown) => void
}

export interface Caller {
  /** Paints everything again, as after a reconnect. */
  redraw(): void
  /** Says `reason`, puts the terminal back as it was, and closes it. */
  close(reason: string): void
}

export const openCaller = (options: CallerOptions): Caller => {
  const call = new Call(options)
  call.begin()
  return { redraw: () => call.redraw(), close: (reason) => call.close(reason) }
}

/** How long somebody without a nick may stand at the door without a key, in milliseconds. */
const DOOR_PATIENCE = 600_000
/** Milliseconds between two notices that the caller is there. */
const TOUCH_PAUSE = 10_000

/** Display, frame and navigator of one caller, and what the three need to know of each other. */
class Call {
  readonly #options: CallerOptions
  readonly #texts: SwitchedTexts
  readonly #display: Display
  readonly #chrome: Chrome
  readonly #navigator: Navigator
  readonly #unsubscribe: () => void
  #me: Actor
  #slow = false
  #touched = 0
  #doorTimer: NodeJS.Timeout | undefined
  #over = false
  /** Chosen before anybody said who they are. */
  #doorLanguage: Language | null = null

  constructor(options: CallerOptions) {
    this.#options = options
    const { terminal, session, house } = options
    this.#me = { session, face: 'ssh', account: null, role: 'guest', presence: null, nick: null, accountName: null }
    this.#texts = switchedTexts(house.dataFolders, guessLanguage(terminal.kind.language))
    this.#display = new Display({
      terminal,
      onKey: (key) => this.#hear(key),
      onResize: () => this.#navigator.resized(),
      onFault: (error) => this.#fault(error),
    })
    this.#chrome = new Chrome({
      display: this.#display,
      texts: this.#texts,
      houseName: house.name,
      nick: () => this.#me.nick ?? '',
      page: () => this.#navigator.page?.screen ?? null,
      top: () => this.#navigator.top?.screen ?? null,
      canGoBack: () => this.#navigator.depth > 1,
    })
    this.#navigator = new Navigator({
      display: this.#display,
      contextFor: (layer) => contextFor(this.#surroundings(), layer),
      onRefusal: (refusal) => this.#refused(refusal),
      onFault: (error) => this.#fault(error),
      onChange: (change) => this.#changed(change.slow),
      onFreeKey: (key, layer) => this.#freeKey(key, layer),
    })
    this.#unsubscribe = options.link.subscribe((event) => this.#heard(event))
    terminal.onHangup(() => this.#end(''))
  }

  begin(): void {
    this.#begin().catch((error: unknown) => this.#fault(error))
  }

  redraw(): void {
    this.#display.reenter()
  }

  close(reason: string): void {
    if (this.#over) return
    const farewell = wrapText(sanitizeText(reason), Math.max(20, this.#options.terminal.columns - 1))
    this.#end(reason === '' ? '' : `${farewell.join('\r\n')}\r\n`)
    this.#options.terminal.close()
  }

  async #begin(): Promise<void> {
    const { entry } = this.#options
    await this.#home()
    this.#waitAtDoor()
    if (entry === 'register') await this.#navigator.push(signUp)
  }

  async #home(): Promise<void> {
    const { nick } = await this.#refreshMe()
    await this.#navigator.restart(nick === null ? welcome : mainMenu)
  }

  #surroundings(): Surroundings {
    const { link, session, house, offeredKey } = this.#options
    return {
      ...{ core: link.core, session, house, texts: this.#texts, display: this.#display, chrome: this.#chrome },
      navigator: this.#navigator,
      offeredKey: offeredKey ?? null,
      me: () => this.#me,
      refreshMe: () => this.#refreshMe(),
      home: () => this.#home(),
      speak: (language) => this.#speak(language),
      report: (error) => this.#options.onFault(error),
      hangUp: (reason) => this.close(reason),
    }
  }

  async #refreshMe(): Promise<Actor> {
    const { link, session } = this.#options
    this.#me = await link.core.sessions.whoAmI({ session })
    if (this.#me.accountName !== null) await this.#speakAsChosen()
    this.#display.refresh()
    return this.#me
  }

  /** At the door, for as long as this call lasts; an account that has not chosen keeps it. */
  async #speak(language: Language): Promise<void> {
    this.#doorLanguage = language
    this.#texts.speak(language)
    await this.#home()
  }

  async #speakAsChosen(): Promise<void> {
    const { link, session, terminal } = this.#options
    const { settings } = await link.core.accounts.me({ session })
    const door = this.#doorLanguage
    this.#doorLanguage = null
    if (door !== null && settings.language === 'auto') {
      await link.core.accounts.setSettings({ session, settings: { language: door } })
      return
    }
    this.#texts.speak(chosenLanguage(settings.language, terminal.kind.language))
  }

  #hear(key: Key): void {
    this.#chrome.quiet()
    this.#touch()
    this.#navigator.hear(key)
  }

  /** The caller is there: others see how long ago that was, so once in a while is enough. */
  #touch(): void {
    const now = Date.now()
    this.#waitAtDoor()
    if (now - this.#touched < TOUCH_PAUSE) return
    this.#touched = now
    const { link, session } = this.#options
    link.core.sessions.touch({ session }).catch((error: unknown) => this.#fault(error))
  }

  /** Whoever never says who they are gives the place to somebody else. */
  #waitAtDoor(): void {
    clearTimeout(this.#doorTimer)
    if (this.#me.nick !== null) return
    this.#doorTimer = setTimeout(() => {
      if (this.#me.nick === null) this.close(this.#texts.text('frame.waited'))
    }, DOOR_PATIENCE).unref()
  }

  #freeKey(key: Key, layer: Layer): boolean | Promise<void> {
    switch (key.name) {
      case '?':
      case 'f1':
        return layer.screen === null ? false : this.#navigator.push(helpDialog(layer.screen, this.#texts))
      case 'escape':
      case 'q':
      case 'left':
      case 'backspace':
      case 'C-c':
      case 'C-d':
        return this.#goBack(layer)
      case 'C-l':
        this.#display.redraw()
        return true
      default:
        return false
    }
  }

  #goBack(layer: Layer): boolean | Promise<void> {
    const { screen } = layer
    if (screen?.leave !== undefined) return screen.leave() ?? true
    if (this.#navigator.depth > 1) this.#navigator.close(layer)
    return true
  }

  #changed(slow: boolean): void {
    if (slow) this.#chrome.say(this.#texts.text('frame.working'), 'dim')
    else if (this.#slow) this.#chrome.quiet()
    this.#slow = slow
    if (this.#navigator.hearsDirect) this.#chrome.unread = 0
    this.#display.refresh()
  }

  #heard(event: CoreEvent): void {
    if (this.#over) return
    if (event.type === 'session.dismissed') {
      if (event.session === this.#options.session) this.close(event.reason)
      return
    }
    if (changesMe(event, this.#me)) this.#refreshMe().catch((error: unknown) => this.#fault(error))
    if (event.type === 'direct.said') this.#told(event)
    this.#navigator.tell(event)
  }

  /** A private line, when no screen is open that shows it. */
  #told(event: DirectSaid): void {
    const { presence } = this.#me
    if (presence === null || event.to.presence !== presence || event.from.presence === presence) return
    if (this.#navigator.hearsDirect) return
    this.#chrome.unread += 1
    this.#chrome.keep(event)
    this.#chrome.say(this.#texts.text('frame.told', { nick: event.from.nick, text: event.text }), 'fresh')
    this.#display.bell()
  }

  #refused(refusal: Refusal): void {
    const words = refusalText(this.#texts, refusal)
    // The session was closed under our feet: there is nobody left to call for.
    if (refusal.code === 'no-such-session') this.close(words)
    else this.#chrome.say(words, 'danger')
  }

  #fault(error: unknown): void {
    if (this.#over) return
    if (isRefusal(error)) this.#refused(error)
    else {
      this.#options.onFault(error)
      this.close(this.#texts.text('frame.fault'))
    }
  }

  #end(farewell: string): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#doorTimer)
    this.#unsubscribe()
    this.#navigator.stop()
    this.#chrome.stop()
    this.#display.destroy(farewell)
  }
}

const changesMe = (event: CoreEvent, me: Actor): boolean => {
  switch (event.type) {
    case 'session.entered':
      return event.session === me.session
    case 'presence.renamed':
      return event.who.presence === me.presence
    case 'account.changed':
      return event.presence !== null && event.presence === me.presence
    default:
      return false
  }
}
