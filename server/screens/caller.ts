// One caller at a screen: what a gateway starts when somebody has a terminal. The gateway has opened the session (and
// perhaps signed it in); from here on the screens talk to the core and the gateway only carries octets.

import type { Rendering } from '../core/accounts/account.ts'
import type { Actor } from '../core/accounts/session.ts'
import type { DirectSaid, LineHeld } from '../core/channels/channel-events.ts'
import type { PresencePaged } from '../core/community/community-events.ts'
import type { CoreLink } from '../core/contract.ts'
import type { EraChanged } from '../core/eras/era-events.ts'
import type { CoreEvent } from '../core/events.ts'
import type { SessionId } from '../core/ids.ts'
import type { StaffAnnounced } from '../core/moderation/moderation-events.ts'
import { isRefusal, type Refusal } from '../core/refusal.ts'
import { sanitizeText } from '../wire/text/sanitize.ts'
import { wrapText } from '../wire/text/wrap.ts'
import { signUp } from './accounts/sign-up.ts'
import { logon } from './community/logon.ts'
import { contextFor, type Surroundings } from './context.ts'
import { visit } from './destinations.ts'
import { CallerEra, type Mover } from './eras/caller-era.ts'
import { loadEras } from './eras/era-files.ts'
import { HeldTerminal } from './held-terminal.ts'
import type { House } from './house.ts'
import { chosenLanguage, guessLanguage, type SwitchedTexts, switchedTexts } from './language.ts'
import { mainMenu } from './menu/main-menu.ts'
import { PacedTerminal } from './paced-terminal.ts'
import { refusalText } from './refusals.ts'
import { type Shown, shownOn } from './rendering.ts'
import { Scene } from './scene.ts'
import type { Terminal } from './terminal.ts'
import type { Language } from './texts.ts'
import { welcome } from './welcome/welcome.ts'

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
  /** How they want it given, until they or their account say otherwise. */
  readonly rendering?: Rendering
  /** It is given so from now on. */
  readonly onShown?: (shown: Shown) => void
  /** An exception of a screen: the caller has been sent away politely (unless nothing was lost); the gateway logs it. */
  readonly onFault: (error: unknown) => void
}

export interface Caller {
  /** Paints everything again, as after a reconnect. */
  redraw(): void
  /** As if the caller had chosen it on a screen; `auto` leaves it to the account and the terminal again. */
  render(rendering: Rendering): void
  /** Says `reason`, puts the terminal back as it was, and closes it. */
  close(reason: string): void
}

export const openCaller = (options: CallerOptions): Caller => {
  const call = new Call(options)
  call.begin()
  return {
    redraw: () => call.redraw(),
    render: (rendering) => call.render(rendering),
    close: (reason) => call.close(reason),
  }
}

/** How long somebody without a nick may stand at the door without a key, in milliseconds. */
const DOOR_PATIENCE = 600_000
/** Milliseconds between two notices that the caller is there. */
const TOUCH_PAUSE = 10_000

/** One call from its beginning to its end: who is calling, and the scene that is shown to them. */
class Call {
  readonly #options: CallerOptions
  readonly #texts: SwitchedTexts
  readonly #paced: PacedTerminal
  readonly #terminal: HeldTerminal
  readonly #era: CallerEra
  readonly #unsubscribe: () => void
  /** Null until it is known who is calling, and so what they want to see. */
  #scene: Scene | null = null
  #me: Actor
  /** What the caller chose in this call; null as long as the account and the terminal decide. */
  #chosen: Shown | null = null
  /** What the account has chosen. */
  #preferred: Rendering = 'auto'
  #touched = 0
  #doorTimer: NodeJS.Timeout | undefined
  #over = false
  /** The account that was told what is new. */
  #greeted: Actor['account'] = null
  /** Chosen before anybody said who they are. */
  #doorLanguage: Language | null = null
  #doorRendering: Shown | null = null

  constructor(options: CallerOptions) {
    this.#options = options
    const { terminal, session, house } = options
    this.#me = { session, face: 'ssh', account: null, role: 'guest', presence: null, nick: null, accountName: null }
    this.#texts = switchedTexts(house.dataFolders, guessLanguage(terminal.kind.language))
    this.#chosen = options.rendering === undefined || options.rendering === 'auto' ? null : options.rendering
    this.#paced = new PacedTerminal(terminal)
    this.#terminal = new HeldTerminal(this.#paced)
    this.#era = new CallerEra({
      ...{ core: options.link.core, session, texts: this.#texts, eras: loadEras(house.dataFolders) },
      isGuest: () => this.#me.accountName === null,
      onChange: (by) => this.#showEra(by),
    })
    this.#unsubscribe = options.link.subscribe((event) => this.#heard(event))
    terminal.onHangup(() => this.#end(''))
  }

  begin(): void {
    this.#begin().catch((error: unknown) => this.#fault(error))
  }

  redraw(): void {
    this.#scene?.stage.reenter()
  }

  render(rendering: Rendering): void {
    this.#choose(rendering).catch((error: unknown) => this.#fault(error))
  }

  close(reason: string): void {
    if (this.#over) return
    const farewell = wrapText(sanitizeText(reason), Math.max(20, this.#terminal.columns - 1))
    this.#end(reason === '' ? '' : `${farewell.join('\n')}\n`)
    this.#terminal.close()
  }

  async #begin(): Promise<void> {
    const { entry } = this.#options
    await this.#home()
    this.#waitAtDoor()
    if (entry === 'register') await this.#scene?.navigator.push(signUp)
  }

  async #home(): Promise<void> {
    const { nick } = await this.#refreshMe()
    if (this.#over) return
    if (this.#wanted !== this.#scene?.shown) this.#change(this.#wanted)
    await this.#scene?.navigator.restart(nick === null ? welcome : mainMenu)
    await this.#greet()
  }

  /** Who comes back is told what is new, once a call; a line that dropped and was dialled again is the same call. */
  async #greet(): Promise<void> {
    const { link, session } = this.#options
    const { account } = this.#me
    if (account === null || account === this.#greeted) return
    this.#greeted = account
    const { hasJustCome, previous } = await link.core.callers.own({ session })
    // Whoever comes by another window of the same call was greeted there.
    if (previous === null || !hasJustCome || this.#over) return
    await this.#scene?.navigator.push(logon)
  }

  /** By what was chosen in this call, else by the account, else by the terminal. */
  get #wanted(): Shown {
    return shownOn(this.#terminal.kind, this.#chosen ?? this.#preferred)
  }

  #change(shown: Shown): void {
    const { house, onShown } = this.#options
    this.#scene?.end()
    this.#terminal.release()
    this.#scene = new Scene({
      ...{ terminal: this.#terminal, shown, texts: this.#texts, houseName: house.name },
      nick: () => this.#me.nick ?? '',
      year: () => this.#era.year,
      contextFor: (scene, layer) => contextFor(this.#surroundings(scene), layer),
      onHeard: () => this.#touch(),
      onEnd: () => this.close(''),
      onRefusal: (refusal) => this.#refused(refusal),
      onFault: (error) => this.#fault(error),
    })
    onShown?.(shown)
    this.#showEra(null)
  }

  #surroundings(scene: Scene): Surroundings {
    const { link, session, house, offeredKey } = this.#options
    return {
      ...{ core: link.core, session, house, texts: this.#texts, display: scene.stage, chrome: scene.chrome },
      navigator: scene.navigator,
      era: this.#era,
      offeredKey: offeredKey ?? null,
      me: () => this.#me,
      refreshMe: () => this.#refreshMe(),
      home: () => this.#home(),
      visit,
      speak: (language) => this.#speak(language),
      rendering: { kind: this.#terminal.kind, shown: scene.shown, chosen: () => this.#chosen },
      setRendering: (rendering) => this.#choose(rendering),
      report: (error) => this.#options.onFault(error),
      hangUp: (reason) => this.close(reason),
    }
  }

  async #choose(rendering: Rendering): Promise<void> {
    this.#chosen = rendering === 'auto' ? null : rendering
    if (this.#me.account === null) this.#doorRendering = this.#chosen
    if (this.#wanted !== this.#scene?.shown) await this.#home()
  }

  async #refreshMe(): Promise<Actor> {
    const { link, session } = this.#options
    const { accountName: before } = this.#me
    this.#me = await link.core.sessions.whoAmI({ session })
    if (this.#me.accountName === null) this.#preferred = 'auto'
    else await this.#heedSettings()
    if (before !== null && this.#me.accountName === null) this.#era.forget()
    await this.#era.refresh()
    this.#scene?.stage.refresh()
    return this.#me
  }

  /** At the door, for as long as this call lasts; an account that has not chosen keeps it. */
  async #speak(language: Language): Promise<void> {
    this.#doorLanguage = language
    this.#texts.speak(language)
    await this.#home()
  }

  /** What was chosen at the door is kept for an account that has not chosen. */
  async #heedSettings(): Promise<void> {
    const { link, session, terminal } = this.#options
    const { settings } = await link.core.accounts.me({ session })
    const language = settings.language === 'auto' ? this.#doorLanguage : null
    const rendering = settings.rendering === 'auto' ? this.#doorRendering : null
    this.#doorLanguage = null
    this.#doorRendering = null
    this.#preferred = rendering ?? settings.rendering
    if (language === null) this.#texts.speak(chosenLanguage(settings.language, terminal.kind.language))
    if (language === null && rendering === null) return
    const chosen = { ...(language === null ? {} : { language }), ...(rendering === null ? {} : { rendering }) }
    await link.core.accounts.setSettings({ session, settings: chosen })
  }

  /** Things look and flow as in the year that the caller is in. */
  #showEra(by: Mover | null): void {
    const { year, era, bitsPerSecond } = this.#era
    this.#paced.bitsPerSecond = bitsPerSecond
    this.#scene?.wear(era.dress)
    if (by === null) return
    const name = this.#era.say(era.name)
    const words =
      year === null
        ? this.#texts.text('eras.now-present', { how: by })
        : this.#texts.text('eras.now', { how: by, year, name })
    this.#scene?.chrome.say(words, 'fresh')
  }

  /** The house moved this account to another year: what is open is told when that is known. */
  async #moved(event: EraChanged): Promise<void> {
    await this.#era.refresh(event.className === null ? 'self' : 'class')
    if (!this.#over) this.#scene?.navigator.tell(event)
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
    if (this.#over || this.#me.nick !== null) return
    this.#doorTimer = setTimeout(() => {
      if (this.#me.nick === null) this.close(this.#texts.text('frame.waited'))
    }, DOOR_PATIENCE).unref()
  }

  #heard(event: CoreEvent): void {
    if (this.#over) return
    if (event.type === 'session.dismissed') {
      if (event.session === this.#options.session) this.close(event.reason)
      return
    }
    if (event.type === 'era.changed') {
      const isMine = this.#me.accountName !== null && event.accounts.includes(this.#me.accountName)
      if (isMine) this.#moved(event).catch((error: unknown) => this.#fault(error))
      return
    }
    if (changesMe(event, this.#me)) this.#refreshMe().catch((error: unknown) => this.#fault(error))
    if (event.type === 'direct.said') this.#told(event)
    if (event.type === 'line.held') this.#lineHeld(event)
    if (event.type === 'presence.paged') this.#paged(event)
    if (event.type === 'staff.announced') this.#announced(event)
    this.#scene?.navigator.tell(event)
  }

  /** A private line, when no screen is open that shows it. */
  #told(event: DirectSaid): void {
    const { presence } = this.#me
    const scene = this.#scene
    if (presence === null || event.to.presence !== presence || event.from.presence === presence) return
    if (scene === null || scene.navigator.hearsDirect) return
    scene.chrome.unread += 1
    scene.chrome.keep(event)
    scene.chrome.say(this.#texts.text('frame.told', { nick: event.from.nick, text: event.text }), 'fresh')
    scene.stage.bell()
  }

  /** Somebody knocks: it is heard on every screen of the one who is paged. */
  #paged({ from, to, text }: PresencePaged): void {
    if (to.presence !== this.#me.presence) return
    const words = this.#texts.text('frame.paged', { nick: from.nick, text, how: text === '' ? 'knock' : 'words' })
    this.#scene?.chrome.say(words, 'mention')
    this.#scene?.stage.bell()
  }

  /** The staff has something to say to everybody who is here. */
  #announced({ from, text }: StaffAnnounced): void {
    if (this.#me.presence === null) return
    this.#scene?.chrome.say(this.#texts.text('frame.announced', { nick: from.nick, text }), 'mention')
    this.#scene?.stage.bell()
  }

  /** A newcomer's line waits, and the caller may decide about it. */
  #lineHeld({ only, from, channel, to }: LineHeld): void {
    if (this.#me.presence === null || !only.includes(this.#me.presence)) return
    const where = channel ?? to ?? ''
    this.#scene?.chrome.say(this.#texts.text('frame.held', { nick: from.nick, where }), 'warning')
  }

  #refused(refusal: Refusal): void {
    const words = refusalText(this.#texts, refusal)
    // The session was closed under our feet: there is nobody left to call for.
    if (refusal.code === 'no-such-session') this.close(words)
    else this.#scene?.chrome.say(words, 'danger')
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
    if (this.#scene !== null) this.#scene.end(farewell)
    else if (farewell !== '') this.#terminal.write(farewell.replaceAll('\n', '\r\n'))
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
