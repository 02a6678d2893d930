// A terminal without anybody in front of it: the Terminal port with a keyboard that tests press and a screen that they
// read. It understands what our painter and blessed send (ECMA-48 cursor addressing, erasing, SGR; DEC private modes)
// and keeps everything else in `strange`, so that a test can show that nothing else was sent.

import type { Terminal, TerminalKind } from '../screens/terminal.ts'
import { textWidth } from '../wire/text/width.ts'

interface Cell {
  readonly text: string
  readonly style: string
}

const BLANK: Cell = { text: ' ', style: '' }
const PIECE =
  /\u001b\[([?<>=]?)([0-9;:]*)([ -/]*)([@-~])|\u001b([=>78])|([\u0000-\u001f\u007f-\u009f])|([^\u0000-\u001f\u007f-\u009f]+)/gu
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export const KEYS = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  backspace: '\u007f',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
} as const

export class VirtualTerminal implements Terminal {
  readonly kind: TerminalKind
  columns: number
  rows: number
  /** Sequences and controls that no screen of ours has a reason to send. */
  readonly strange: string[] = []
  /** Everything that was written. */
  written = ''
  writes = 0
  bells = 0
  closed = false
  alternate = false
  cursor = { x: 0, y: 0, visible: true }
  #style = ''
  #cells: Cell[][] = []
  #normal: Cell[][] = []
  readonly #input: ((text: string) => void)[] = []
  readonly #resize: (() => void)[] = []
  readonly #hangup: (() => void)[] = []
  readonly #end: (() => void)[] = []

  constructor(size: { columns?: number; rows?: number } = {}, kind: Partial<TerminalKind> = {}) {
    this.columns = size.columns ?? 80
    this.rows = size.rows ?? 24
    this.kind = { term: 'xterm-256color', colors: 256, charset: 'utf-8', language: '', ...kind }
    this.#clear()
  }

  // The port.

  write(text: string): void {
    if (this.closed) return
    this.written += text
    this.writes += 1
    for (const piece of text.matchAll(PIECE)) this.#take(piece)
  }

  onInput(listener: (text: string) => void): void {
    this.#input.push(listener)
  }

  onResize(listener: () => void): void {
    this.#resize.push(listener)
  }

  onEnd(listener: () => void): void {
    this.#end.push(listener)
  }

  onHangup(listener: () => void): void {
    this.#hangup.push(listener)
  }

  close(): void {
    this.closed = true
  }

  // What a person does.

  /** Types text, or octets of keys. */
  type(text: string): void {
    for (const listener of this.#input) listener(text)
  }

  press(...keys: (keyof typeof KEYS)[]): void {
    for (const key of keys) this.type(KEYS[key])
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    const old = this.#cells
    this.#clear()
    old.slice(0, rows).forEach((row, y) => {
      this.#cells[y]?.splice(0, Math.min(columns, row.length), ...row.slice(0, columns))
    })
    for (const listener of this.#resize) listener()
  }

  /** Nothing more will be typed. */
  endInput(): void {
    for (const listener of this.#end) listener()
  }

  hangUp(): void {
    for (const listener of this.#hangup) listener()
  }

  // What a person sees.

  row(y: number): string {
    return (this.#cells[y] ?? [])
      .map((cell) => cell.text)
      .join('')
      .trimEnd()
  }

  /** All rows, as lines without trailing blanks. */
  get screen(): string {
    return this.#cells.map((_, y) => this.row(y)).join('\n')
  }

  /** The cells where `text` begins, from the top and from the left. */
  find(text: string): { readonly x: number; readonly y: number }[] {
    return this.#cells.flatMap((cells, y) =>
      cells.flatMap((cell, x) => {
        const rest = cells
          .slice(x)
          .map((each) => each.text)
          .join('')
        return cell.text !== '' && rest.startsWith(text) ? [{ x, y }] : []
      }),
    )
  }

  /** The SGR parameters with which `text` is shown where it first stands; undefined when it is not there. */
  styleOf(text: string): string | undefined {
    const [first] = this.find(text)
    return first === undefined ? undefined : this.#cells[first.y]?.[first.x]?.style
  }

  /** Resolves when all texts are on the screen. @throws with the screen when they are not there in time */
  async expect(...texts: readonly string[]): Promise<void> {
    await this.until(() => texts.every((text) => this.screen.includes(text)), texts.join(', '))
  }

  async until(isTrue: () => boolean, what = 'a condition'): Promise<void> {
    const end = Date.now() + 3000
    while (!isTrue()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}; the screen:\n${this.screen}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Long enough for what is under way in memory to be drawn. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  #take([whole, prefix, parameters = '', between = '', final, plain, control, text]: RegExpExecArray | string[]): void {
    if (text !== undefined) this.#print(text)
    else if (control !== undefined) this.#control(control)
    else if (plain === undefined) {
      const isKnown = final !== undefined && between === '' && this.#sequence(prefix ?? '', parameters, final)
      if (!isKnown) this.strange.push(whole ?? '')
    }
  }

  #control(control: string): void {
    if (control === '\r') this.cursor.x = 0
    else if (control === '\n') this.#lineFeed()
    else if (control === '\u0007') this.bells += 1
    else this.strange.push(control)
  }

  #lineFeed(): void {
    if (this.cursor.y < this.rows - 1) this.cursor.y += 1
    else this.#cells = [...this.#cells.slice(1), this.#blankRow()]
  }

  /** False when this is nothing we send. */
  #sequence(prefix: string, parameters: string, final: string): boolean {
    const [first = 0, second = 0] = parameters.split(';').map(Number)
    if (prefix === '?') return this.#mode(first, final)
    if (prefix !== '') return false
    switch (final) {
      case 'H':
        this.cursor.y = Math.min(this.rows, Math.max(1, first)) - 1
        this.cursor.x = Math.min(this.columns, Math.max(1, second)) - 1
        return true
      case 'J':
        if (first === 2) this.#clear()
        return first === 2
      case 'K':
        if (first === 0) for (let x = this.cursor.x; x < this.columns; x += 1) this.#set(x, this.cursor.y, BLANK)
        return first === 0
      case 'm':
        this.#style = parameters.replace(/^0;?/, '')
        return true
      default:
        // DECSTBM: the scrolling region, set by blessed to the whole screen.
        return final === 'r'
    }
  }

  #mode(mode: number, final: string): boolean {
    const isOn = final === 'h'
    if (final !== 'h' && final !== 'l') return false
    if (mode === 25) this.cursor.visible = isOn
    else if (mode === 1049) this.#switch(isOn)
    // Application cursor keys, cursor blinking, bracketed paste.
    else if (mode !== 1 && mode !== 12 && mode !== 2004) return false
    return true
  }

  #switch(toAlternate: boolean): void {
    if (toAlternate === this.alternate) return
    this.alternate = toAlternate
    if (toAlternate) {
      this.#normal = this.#cells
      this.#clear()
    } else this.#cells = this.#normal
    this.cursor.x = 0
    this.cursor.y = 0
  }

  #print(text: string): void {
    for (const { segment } of segmenter.segment(text)) {
      const width = textWidth(segment)
      const { x, y } = this.cursor
      if (x + width > this.columns) {
        this.strange.push(`${segment} beyond the edge`)
        return
      }
      this.#set(x, y, { text: segment, style: this.#style })
      if (width === 2) this.#set(x + 1, y, { text: '', style: this.#style }, true)
      this.cursor.x = x + width
    }
  }

  /** As terminals do: whoever overwrites one half of a wide character wipes the other. */
  #set(x: number, y: number, cell: Cell, isSecondHalf = false): void {
    const row = this.#cells[y]
    if (row === undefined) return
    if (!isSecondHalf && row[x]?.text === '' && x > 0) row[x - 1] = BLANK
    if (row[x + 1]?.text === '') row[x + 1] = BLANK
    row[x] = cell
  }

  #blankRow(): Cell[] {
    return Array<Cell>(this.columns).fill(BLANK)
  }

  #clear(): void {
    this.#cells = Array.from({ length: this.rows }, () => this.#blankRow())
  }
}
