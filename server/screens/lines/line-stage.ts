// Line mode: screens told as lines of text, and a prompt. No cursor movement, no redrawing, nothing but text and line
// ends, for screen readers, TERM=dumb, teletypes and pipes. What is told is in teller.ts, what a typed line means in
// line-reader.ts.

import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import type { Layer } from '../layer.ts'
import type { Stage } from '../stage.ts'
import type { Terminal } from '../terminal.ts'
import type { Texts } from '../texts.ts'
import { spell } from '../widgets/charset.ts'
import type { Key } from '../widgets/keys.ts'
import type { Pane } from '../widgets/pane.ts'
import type { Dress } from '../widgets/styles.ts'
import { LinePane } from './line-pane.ts'
import { LineReader } from './line-reader.ts'
import { Teller } from './teller.ts'
import { TypedLines } from './typed-lines.ts'
import { activeVoice } from './voices.ts'

export interface LineStageOptions {
  readonly terminal: Terminal
  readonly texts: Texts
  readonly top: () => Layer | undefined
  readonly canGoBack: () => boolean
  readonly onKey: (key: Key) => void
  /** Everything has been told: what was typed meanwhile may be heard. */
  readonly onReady: () => void
  /** Closes a screen that has been said and asks nothing. */
  readonly pass: (layer: Layer) => void
  /** Nothing more will be typed. */
  readonly onEnd: () => void
  readonly onFreeKey: (key: Key, layer: Layer) => boolean | Promise<void>
}

/** A pipe has no height; its pages are for whoever reads them in a file. */
const PIPE_PAGE = 50

export class LineStage implements Stage {
  readonly #options: LineStageOptions
  readonly #typed: TypedLines
  readonly #teller: Teller
  readonly #reader: LineReader
  readonly #said: string[] = []
  /** Lines that wait until the caller has read those before. */
  #waiting: string[] = []
  /** Lines that may be written before the caller is asked. */
  #room = 0
  #pending = false
  /** The prompt that stands there; null when the cursor is at the beginning of a line. */
  #prompt: string | null = null
  #isAnswer = false
  #capitals = false
  #destroyed = false

  constructor(options: LineStageOptions) {
    this.#options = options
    const { terminal, texts, canGoBack } = options
    const isPipe = terminal.kind.isPipe === true
    this.#typed = new TypedLines({
      isPipe,
      echo: (text) => this.#write(text),
      onHeard: (heard) =>
        this.#heard('line' in heard ? { name: 'line', text: heard.line } : { name: heard.key, text: '' }),
    })
    this.#teller = new Teller({
      texts,
      canGoBack,
      columns: () => this.#columns,
      page: () => (isPipe ? PIPE_PAGE : Math.max(5, terminal.rows - 5)),
    })
    this.#reader = new LineReader({
      ...{ texts, teller: this.#teller, onFreeKey: options.onFreeKey },
      say: (text) => this.say(text),
      tell: (lines) => this.#tell(lines),
      redraw: () => this.redraw(),
    })
    this.#room = this.#height
    terminal.onInput((text) => !this.#destroyed && this.#typed.push(text))
    terminal.onEnd?.(() => this.#finish())
  }

  open(): Pane {
    const size = () => ({ width: this.#columns, height: this.#options.terminal.rows })
    return new LinePane({ size, refresh: () => this.refresh() })
  }

  close(): void {
    this.refresh()
  }

  refresh(): void {
    if (this.#pending || this.#destroyed) return
    this.#pending = true
    setImmediate(() => this.#speak())
  }

  /** Nothing is heard while something waits to be told. */
  get isReady(): boolean {
    return !this.#pending
  }

  redraw(): void {
    const layer = this.#options.top()
    if (layer !== undefined) this.#teller.forget(layer)
    this.#prompt = this.#prompt === null ? null : ''
    this.refresh()
  }

  reenter(): void {
    this.redraw()
  }

  /** Lines have no colours; but a teletype had no small letters. */
  wear(dress: Dress): void {
    this.#capitals = dress === 'teletype'
  }

  /** A bell is neither text nor a line end; what it rings for is told anyway. */
  bell(): void {}

  say(text: string): void {
    if (text !== '') this.#said.push(text)
    this.refresh()
  }

  destroy(farewell = ''): void {
    if (this.#destroyed) return
    this.#leavePrompt()
    for (const line of [...this.#said, ...farewell.split('\n')]) if (line !== '') this.#writeLine(line)
    this.#destroyed = true
    this.#typed.stop()
  }

  /** What a key means here; for the navigator. */
  obey(key: Key, layer: Layer): boolean | Promise<void> {
    this.#isAnswer = true
    if (key.name === 'end') {
      this.#options.onEnd()
      return true
    }
    if (this.#waiting.length > 0 && this.#turnLeaf(key)) return true
    return this.#reader.obey(key, layer)
  }

  get #columns(): number {
    return Math.max(20, this.#options.terminal.columns - 1)
  }

  get #height(): number {
    const { terminal } = this.#options
    return terminal.kind.isPipe === true ? Number.POSITIVE_INFINITY : Math.max(5, terminal.rows - 2)
  }

  /** Whether what comes in waits until the line being typed has ended. */
  get #isHolding(): boolean {
    return this.#options.terminal.kind.term === 'dumb' && this.#prompt !== null && !this.#typed.isEmpty
  }

  #heard(key: Key): void {
    if (key.name === 'line') this.#prompt = null
    this.#room = this.#height
    this.#options.onKey(key)
    this.refresh()
  }

  #finish(): void {
    this.#typed.finish()
    this.#heard({ name: 'end', text: '' })
  }

  /** More of what waits (an empty line), or no more of it. False: the line is for the screen, and the rest is dropped. */
  #turnLeaf(key: Key): boolean {
    const isMore = key.name === 'line' && /^\s*(?:|m|more|n)\s*$/i.test(key.text)
    if (!isMore) this.#waiting = []
    this.refresh()
    return isMore || key.name !== 'line' || /^\s*(?:q|s|stop)\s*$/i.test(key.text)
  }

  #speak(): void {
    this.#pending = false
    if (this.#destroyed || this.#isHolding) return
    const layer = this.#options.top()
    if (layer === undefined || layer.isBusy) {
      this.#tellAtOnce(this.#said.splice(0))
      return
    }
    const voice = activeVoice(layer)
    const news = this.#teller.news(layer, this.#isAnswer)
    this.#isAnswer = false
    this.#tell([...this.#said.splice(0), ...news])
    if (voice?.kind === 'talk') this.#tellAtOnce(voice.takeNews())
    if (layer.screen?.isPassing === true) this.#options.pass(layer)
    else this.#ask(layer)
    if (!this.#pending) this.#options.onReady()
  }

  /** Lines the caller may read at leisure. */
  #tell(lines: readonly string[]): void {
    this.#waiting.push(...lines.flatMap((line) => this.#wrapped(line)))
    const now = this.#waiting.splice(0, Math.max(0, Math.min(this.#room, this.#waiting.length)))
    // A single line more is told rather than asked about.
    if (this.#waiting.length === 1) now.push(...this.#waiting.splice(0))
    if (now.length > 0) this.#leavePrompt()
    this.#room -= now.length
    for (const line of now) this.#write(`${line}\n`)
  }

  /** What people say now does not wait. */
  #tellAtOnce(lines: readonly string[]): void {
    if (lines.length === 0) return
    this.#leavePrompt()
    for (const line of lines) this.#writeLine(line)
  }

  #ask(layer: Layer): void {
    const { texts, terminal } = this.#options
    if (this.#waiting.length === 1) this.#tell([])
    const voice = activeVoice(layer)
    const own = voice?.kind === 'talk' ? voice.prompt() : `${layer.screen?.title ?? ''}> `
    const prompt = this.#waiting.length > 0 ? texts.text('lines.more', { count: this.#waiting.length }) : own
    this.#typed.isMasked = voice?.kind === 'talk' && voice.isMasked === true && this.#waiting.length === 0
    if (prompt === this.#prompt) return
    this.#leavePrompt()
    this.#prompt = prompt
    if (prompt === '') return
    const line = sanitizeLine(prompt)
    this.#write(terminal.kind.isPipe === true ? `${line.trimEnd()}\n` : `${line}${this.#typed.shown}`)
  }

  /** To the beginning of a line, if a prompt stands in this one. */
  #leavePrompt(): void {
    if (this.#prompt === null) return
    const isBlank = this.#prompt === '' && this.#typed.shown === ''
    if (this.#options.terminal.kind.isPipe !== true && !isBlank) this.#write('\n')
    this.#prompt = null
  }

  #wrapped(line: string): readonly string[] {
    return line.split('\n').flatMap((each) => wrapText(sanitizeLine(each), this.#columns))
  }

  #writeLine(line: string): void {
    for (const row of this.#wrapped(line)) this.#write(`${row}\n`)
  }

  #write(text: string): void {
    const { kind } = this.#options.terminal
    const spelled = spell(this.#capitals ? text.toUpperCase() : text, kind.charset)
    this.#options.terminal.write(kind.isPipe === true ? spelled : spelled.replaceAll('\n', '\r\n'))
  }
}
