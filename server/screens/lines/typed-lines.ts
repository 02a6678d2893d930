// From what a caller types to whole lines. On a terminal each key comes by itself and nobody echoes it but us: letters
// as they are, Backspace by stepping back over them. Through a pipe lines come whole and nothing is echoed.

import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import { type Key, KeyDecoder } from '../widgets/keys.ts'

/** What was heard: a line, or a key that means something at any time. */
export type Heard = { readonly line: string } | { readonly key: 'escape' | 'C-c' | 'C-d' | 'C-l' | 'f1' }

export interface TypedLinesOptions {
  readonly isPipe: boolean
  readonly echo: (text: string) => void
  readonly onHeard: (heard: Heard) => void
}

/** UTF-16 units of one line; what is typed beyond is not taken. */
const LONGEST = 8_000
/** How long an Esc may be the beginning of a longer sequence, in milliseconds. */
const ESCAPE_WAIT = 50

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const lastCluster = (typed: string): number => [...segmenter.segment(typed)].at(-1)?.segment.length ?? 0
const lastWord = (typed: string): number => /\S*\s*$/.exec(typed)?.[0].length ?? 0

/** How many UTF-16 units at the end of the line a key takes back. */
const EDITS: Readonly<Record<string, (typed: string) => number>> = {
  ...{ backspace: lastCluster, delete: lastCluster, 'C-u': (typed) => typed.length },
  ...{ 'C-w': lastWord, 'M-backspace': lastWord },
}

export class TypedLines {
  readonly #options: TypedLinesOptions
  readonly #decoder = new KeyDecoder()
  #typed = ''
  #escapeTimer: NodeJS.Timeout | undefined
  /** What is typed is a secret: nothing is echoed. */
  isMasked = false

  constructor(options: TypedLinesOptions) {
    this.#options = options
  }

  /** What stands behind the prompt now, as the caller sees it. */
  get shown(): string {
    return this.isMasked || this.#options.isPipe ? '' : this.#typed
  }

  get isEmpty(): boolean {
    return this.#typed === ''
  }

  push(text: string): void {
    if (this.#options.isPipe) {
      this.#takeText(text.replaceAll('\r', ''))
      return
    }
    clearTimeout(this.#escapeTimer)
    for (const key of this.#decoder.push(text)) this.#take(key)
    if (!this.#decoder.isWaiting) return
    this.#escapeTimer = setTimeout(() => {
      for (const key of this.#decoder.flush()) this.#take(key)
    }, ESCAPE_WAIT)
  }

  /** No more will come: what stands there is the last line. */
  finish(): void {
    if (this.#typed !== '') this.#end()
  }

  stop(): void {
    clearTimeout(this.#escapeTimer)
  }

  #takeText(text: string): void {
    const [first = '', ...rest] = text.split('\n')
    this.#add(first)
    for (const line of rest) {
      this.#end()
      this.#add(line)
    }
  }

  #take(key: Key): void {
    const edit = EDITS[key.name]
    if (edit !== undefined) this.#takeBack(edit(this.#typed))
    else if (key.name === 'enter') this.#end()
    else if (key.name === 'C-c' || key.name === 'escape') this.#interrupt(key.name)
    else if (key.name === 'C-l' || key.name === 'f1') this.#options.onHeard({ key: key.name })
    else if (key.name === 'C-d' && this.#typed === '') this.#options.onHeard({ key: 'C-d' })
    else if (key.text !== '') this.#takeText(key.text)
  }

  /** With something typed it takes that back; else it is a wish to go. */
  #interrupt(key: 'C-c' | 'escape'): void {
    if (this.#typed === '') this.#options.onHeard({ key })
    else this.#takeBack(this.#typed.length)
  }

  #add(text: string): void {
    const clean = sanitizeLine(text).slice(0, LONGEST - this.#typed.length)
    this.#typed += clean
    this.#echo(clean)
  }

  #takeBack(units: number): void {
    const gone = this.#typed.slice(this.#typed.length - units)
    this.#typed = this.#typed.slice(0, this.#typed.length - units)
    this.#echo('\b \b'.repeat(textWidth(gone)))
  }

  #end(): void {
    const line = this.#typed
    this.#typed = ''
    if (!this.#options.isPipe) this.#options.echo('\n')
    this.#options.onHeard({ line })
  }

  #echo(text: string): void {
    if (text !== '' && !this.isMasked && !this.#options.isPipe) this.#options.echo(text)
  }
}
