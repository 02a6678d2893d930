// The header, the status line and the footer of one caller, and what they know: the time, what is new, the last word.

import type { DirectSaid } from '../core/channels/channel-events.ts'
import type { Screen } from './screen.ts'
import type { Stage } from './stage.ts'
import type { Texts } from './texts.ts'
import { Footer, Header, type Hint, StatusLine } from './widgets/bars.ts'
import type { Style } from './widgets/styles.ts'

export interface ChromeOptions {
  readonly display: Stage
  readonly texts: Texts
  readonly houseName: string
  readonly nick: () => string
  readonly year: () => number | null
  /** The screen whose name is in the header: the nearest that is no dialog. */
  readonly page: () => Screen | null
  /** The screen whose keys are in the footer. */
  readonly top: () => Screen | null
  readonly canGoBack: () => boolean
}

const CAPS: Readonly<Record<string, string>> = {
  ...{ up: '↑', down: '↓', left: '←', right: '→', pageup: 'PgUp', pagedown: 'PgDn', enter: 'Enter', tab: 'Tab' },
  ...{ escape: 'Esc', space: 'Space', backspace: 'Backspace', delete: 'Del', home: 'Home', end: 'End' },
}

/** `C-l` as `^L`, `enter` as `Enter`, a letter as a capital. */
const keyCap = (name: string): string => {
  if (name.startsWith('C-')) return `^${keyCap(name.slice(2))}`
  if (name.startsWith('M-')) return `Alt-${keyCap(name.slice(2))}`
  return CAPS[name] ?? (name.length === 1 || /^f\d+$/.test(name) ? name.toUpperCase() : name)
}

/** The keys of a screen that are worth showing. */
export const hintsOf = (screen: Screen | null, texts: Texts): Hint[] =>
  (screen?.keys() ?? []).flatMap((row) =>
    row.label === undefined ? [] : [{ cap: row.cap ?? keyCap(row.on[0] ?? ''), word: texts.text(row.label) }],
  )

/** More private lines than this are found in the conversation itself. */
const MOST_TOLD = 200

export class Chrome {
  readonly #options: ChromeOptions
  readonly #status = new StatusLine()
  #clockTimer: NodeJS.Timeout | undefined
  #unread = 0
  readonly #told: DirectSaid[] = []
  #minute = 0
  #time = ''

  constructor(options: ChromeOptions) {
    this.#options = options
    const { display } = options
    display.open({ left: 0, right: 0, top: 0, height: 1 }).add(new Header(() => this.#header()))
    display.open({ left: 0, right: 0, bottom: 1, height: 1 }).add(this.#status)
    display.open({ left: 0, right: 0, bottom: 0, height: 1 }).add(new Footer(() => this.#footer()))
    this.#tickAtMinute()
  }

  say(text: string, style: Style = 'text'): void {
    this.#status.show(text, style)
    this.#options.display.say(text, style)
  }

  quiet(): void {
    if (!this.#status.isEmpty) this.say('')
  }

  /** How many private lines nobody has looked at. */
  get unread(): number {
    return this.#unread
  }

  set unread(count: number) {
    this.#unread = count
    this.#options.display.refresh()
  }

  /** Private lines that no screen has shown yet, oldest first. */
  get told(): readonly DirectSaid[] {
    return this.#told
  }

  /** Keeps a private line for the screen that will show it. */
  keep(line: DirectSaid): void {
    this.#told.push(line)
    if (this.#told.length > MOST_TOLD) this.#told.shift()
  }

  /** Hands the private lines over; whoever takes them shows them. */
  takeTold(): readonly DirectSaid[] {
    return this.#told.splice(0)
  }

  stop(): void {
    clearTimeout(this.#clockTimer)
  }

  #header() {
    const { texts, houseName, nick, year, page } = this.#options
    return {
      house: houseName,
      place: page()?.title ?? '',
      nick: nick(),
      year: year() === null ? '' : String(year()),
      clock: this.#clock(),
      news: this.#unread === 0 ? '' : texts.text('frame.unread', { count: this.#unread }),
    }
  }

  /** Formatted once a minute, not once a frame. */
  #clock(): string {
    const minute = Math.floor(Date.now() / 60_000)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#time = this.#options.texts.text('frame.clock', { now: new Date() })
    }
    return this.#time
  }

  #footer() {
    const { texts, top, canGoBack } = this.#options
    const back = { cap: keyCap('escape'), word: texts.text('frame.keys.back') }
    const help = { cap: top()?.takesText === true ? 'F1' : '?', word: texts.text('frame.keys.help') }
    return { own: hintsOf(top(), texts), always: canGoBack() ? [back, help] : [help] }
  }

  #tickAtMinute(): void {
    this.#clockTimer = setTimeout(
      () => {
        this.#options.display.refresh()
        this.#tickAtMinute()
      },
      60_000 - (Date.now() % 60_000),
    ).unref()
  }
}
