// What a typed line means on a screen: a number or letter chooses a row, a letter is a key of the screen, an empty line
// goes on, `?` explains, `q` goes back. Where the screen asks a question the line is the answer, and only what begins
// with a slash is for the house.

import type { Layer } from '../layer.ts'
import type { KeyRow } from '../screen.ts'
import type { Texts } from '../texts.ts'
import type { Key } from '../widgets/keys.ts'
import type { TalkVoice } from '../widgets/voice.ts'
import type { Taken } from '../widgets/widget.ts'
import { rowFor } from './key-words.ts'
import type { Teller } from './teller.ts'
import { activeVoice } from './voices.ts'

export interface LineReaderOptions {
  readonly texts: Texts
  readonly teller: Teller
  readonly say: (text: string) => void
  readonly tell: (lines: readonly string[]) => void
  /** Tells the screen again. */
  readonly redraw: () => void
  readonly onFreeKey: (key: Key, layer: Layer) => boolean | Promise<void>
}

export class LineReader {
  readonly #options: LineReaderOptions

  constructor(options: LineReaderOptions) {
    this.#options = options
  }

  obey(key: Key, layer: Layer): boolean | Promise<void> {
    if (key.name !== 'line') return this.#press(key, layer)
    const voice = activeVoice(layer)
    return voice?.kind === 'talk' ? this.#answer(voice, key.text, layer) : this.#choose(key.text.trim(), layer)
  }

  #answer(voice: TalkVoice, line: string, layer: Layer): Taken {
    if (voice.ownsCommands !== true) {
      const command = line.trim().toLowerCase()
      if (command === '/cancel' || command === '/q') return this.#press({ name: 'escape', text: '' }, layer)
      if (command === '/help' || command === '/?') return this.#press({ name: 'f1', text: '' }, layer)
    }
    return voice.answer(line)
  }

  #choose(typed: string, layer: Layer): boolean | Promise<void> {
    const { teller } = this.#options
    if (typed === '') return this.#goOn(layer)
    if (typed === '.') {
      this.#options.redraw()
      return true
    }
    const row = teller.row(layer, typed)
    if (row !== undefined) {
      const taken = row.choose()
      return taken === false ? this.#press({ name: 'enter', text: '' }, layer) : taken
    }
    const [word = '', number] = typed.split(/\s+/)
    if (number !== undefined) teller.row(layer, number)?.select()
    const key = this.#keyFor(word, layer)
    if (key !== undefined) return key.run?.({ name: word.toLowerCase(), text: '' }) ?? true
    const free =
      [...word].length === 1 ? this.#options.onFreeKey({ name: word.toLowerCase(), text: word }, layer) : false
    if (free === false) this.#options.say(this.#options.texts.text('lines.unknown', { typed }))
    return free === false ? true : free
  }

  /** By its letter, or by the word that stands beside it. */
  #keyFor(word: string, layer: Layer): KeyRow | undefined {
    const { screen } = layer
    if (screen === null) return undefined
    const { texts } = this.#options
    const byWord = screen
      .keys()
      .find((row) => row.label !== undefined && texts.text(row.label).toLowerCase() === word.toLowerCase())
    return [...word].length === 1 ? rowFor(screen, word) : byWord
  }

  /** An empty line: the next page of a list, or what Space and Enter do. */
  #goOn(layer: Layer): boolean | Promise<void> {
    const voice = activeVoice(layer)
    if (voice?.kind === 'list') {
      return this.#options.teller.turnPage(layer, voice).then((lines) => this.#options.tell(lines))
    }
    const row = layer.screen === null ? undefined : rowFor(layer.screen, '')
    return row?.run?.({ name: 'enter', text: '' }) ?? true
  }

  #press(key: Key, layer: Layer): boolean | Promise<void> {
    const row = layer.screen?.keys().find((each) => each.run !== undefined && each.on.includes(key.name))
    if (row?.run !== undefined) return row.run(key) ?? true
    return this.#options.onFreeKey(key, layer)
  }
}
