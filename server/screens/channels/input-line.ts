// The line somebody types in: one row, edited by characters and words, with the lines sent before on the up arrow and
// completion on Tab. A pasted text of many lines stays one line here, its line ends shown as a mark. Pure.

import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { splitAtWidth, textWidth } from '../../wire/text/width.ts'
import { nextBoundary, nextWord, previousBlankWord, previousBoundary, previousWord } from '../editor/graphemes.ts'
import { type Completion, type CompletionSource, completions } from './completion.ts'

const MOST_REMEMBERED = 100
/** In code units: what somebody may paste into one line. */
const LONGEST = 8_000
/** How a line end inside a pasted text is shown. */
const LINE_END = '↵'

export type LineMovement = 'left' | 'right' | 'word-left' | 'word-right' | 'start' | 'end'

export class InputLine {
  #text = ''
  #cursor = 0
  #scroll = 0
  readonly #sent: string[] = []
  /** Index into #sent of the line that is shown; #sent.length is the line being written. */
  #recalled = 0
  #draft = ''
  #ring: { readonly options: readonly Completion[]; index: number } | null = null

  get text(): string {
    return this.#text
  }

  get isEmpty(): boolean {
    return this.#text === ''
  }

  /** False when the line would grow too long; nothing happens then. */
  insert(raw: string): boolean {
    const pieces = raw.replace(/\r\n?/g, '\n').split('\n')
    const text = pieces.map((piece) => sanitizeChat(piece)).join('\n')
    if (this.#text.length + text.length > LONGEST) return false
    this.#put(this.#text.slice(0, this.#cursor) + text + this.#text.slice(this.#cursor), this.#cursor + text.length)
    return true
  }

  setText(text: string): void {
    this.#put(text, text.length)
  }

  clear(): void {
    this.#put('', 0)
    this.#recalled = this.#sent.length
    this.#draft = ''
  }

  /** Empties the line, remembers what it said, and gives it back. */
  take(): string {
    const text = this.#text
    if (text.trim() !== '' && this.#sent.at(-1) !== text) this.#sent.push(text)
    if (this.#sent.length > MOST_REMEMBERED) this.#sent.shift()
    this.clear()
    return text
  }

  deleteBack(): void {
    this.#cut(previousBoundary(this.#text, this.#cursor), this.#cursor)
  }

  deleteForward(): void {
    this.#cut(this.#cursor, nextBoundary(this.#text, this.#cursor))
  }

  deleteWordBack(): void {
    this.#cut(previousBlankWord(this.#text, this.#cursor), this.#cursor)
  }

  deleteToStart(): void {
    this.#cut(0, this.#cursor)
  }

  deleteToEnd(): void {
    this.#cut(this.#cursor, this.#text.length)
  }

  move(movement: LineMovement): void {
    this.#ring = null
    this.#cursor = this.#target(movement)
  }

  /** Up (-1) and down (1) through what was sent; the line being written waits below the last one. */
  recall(direction: -1 | 1): void {
    const index = this.#recalled + direction
    if (index < 0 || index > this.#sent.length) return
    if (this.#recalled === this.#sent.length) this.#draft = this.#text
    const text = index === this.#sent.length ? this.#draft : (this.#sent[index] ?? '')
    this.#put(text, text.length)
    this.#recalled = index
  }

  /** Finishes the word at the cursor; again goes on to the next that fits. False when nothing does. */
  complete(source: CompletionSource): boolean {
    return this.completeFrom((text, cursor) => completions(text, cursor, source))
  }

  /** Whether the word at the cursor has just been finished: the next Tab goes on to another. */
  get isCompleting(): boolean {
    return this.#ring !== null
  }

  /** The text up to the cursor. */
  get head(): string {
    return this.#text.slice(0, this.#cursor)
  }

  /** The same with ways of the caller's own; `find` is not asked when the next one is wanted. */
  completeFrom(find: (text: string, cursor: number) => readonly Completion[]): boolean {
    if (this.#ring === null) {
      this.#ring = { options: find(this.#text, this.#cursor), index: 0 }
    } else {
      this.#ring.index += 1
    }
    const { options, index } = this.#ring
    const option = options[index % options.length]
    if (option === undefined) {
      this.#ring = null
      return false
    }
    this.#text = option.text
    this.#cursor = option.cursor
    return true
  }

  /** The stretch that `columns` cells show, scrolled so that the cursor is in it; `cursor` in cells from its left. */
  view(columns: number): { readonly text: string; readonly cursor: number } {
    const width = Math.max(2, columns)
    const shown = this.#text.replaceAll('\n', LINE_END)
    if (this.#cursor < this.#scroll) this.#scroll = this.#cursor
    while (textWidth(shown.slice(this.#scroll, this.#cursor)) >= width) {
      this.#scroll = nextBoundary(shown, this.#scroll)
    }
    // When text was deleted, room on the left is used again.
    while (this.#scroll > 0 && textWidth(shown.slice(previousBoundary(shown, this.#scroll))) < width) {
      this.#scroll = previousBoundary(shown, this.#scroll)
    }
    const text = splitAtWidth(shown.slice(this.#scroll), width).head
    return { text, cursor: textWidth(shown.slice(this.#scroll, this.#cursor)) }
  }

  #put(text: string, cursor: number): void {
    this.#text = text
    this.#cursor = cursor
    this.#ring = null
  }

  #cut(from: number, to: number): void {
    this.#put(this.#text.slice(0, from) + this.#text.slice(to), from)
  }

  #target(movement: LineMovement): number {
    switch (movement) {
      case 'left':
        return previousBoundary(this.#text, this.#cursor)
      case 'right':
        return nextBoundary(this.#text, this.#cursor)
      case 'word-left':
        return previousWord(this.#text, this.#cursor)
      case 'word-right':
        return nextWord(this.#text, this.#cursor)
      case 'start':
        return 0
      case 'end':
        return this.#text.length
      default:
        return movement satisfies never
    }
  }
}
