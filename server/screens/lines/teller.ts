// What of each screen has been told, and what is new: the whole screen when it comes up, afterwards only what changed
// by the caller's own doing. (What others do meanwhile would talk over the caller; a chat tells it by its own voice.)

import type { Layer } from '../layer.ts'
import type { Texts } from '../texts.ts'
import { lineText } from '../widgets/lines.ts'
import type { ListVoice, ToldRow } from '../widgets/voice.ts'
import { typables } from './key-words.ts'
import { activeVoice, textsOf } from './voices.ts'

export interface TellerOptions {
  readonly texts: Texts
  readonly columns: () => number
  /** Rows of a list told at once. */
  readonly page: () => number
  readonly canGoBack: () => boolean
}

/** What the caller has heard of one screen. */
interface Told {
  readonly texts: Map<number, string>
  /** The rows of the list by their numbers, as they were told. */
  rows: readonly ToldRow[]
  /** The first row of the page that was told last. */
  from: number
  hadList: boolean
}

/** More changed rows than this, and the page is told again. */
const FEW = 3

export class Teller {
  readonly #options: TellerOptions
  readonly #told = new WeakMap<Layer, Told>()
  #page: Layer | null = null

  constructor(options: TellerOptions) {
    this.#options = options
  }

  /** The next time it is told whole. */
  forget(layer: Layer): void {
    this.#told.delete(layer)
  }

  /** @param isAnswer the caller has just done something */
  news(layer: Layer, isAnswer: boolean): readonly string[] {
    const isDialog = layer.screen?.overlay !== undefined
    const isKnown = this.#told.has(layer) && (isDialog || this.#page === layer)
    if (!isDialog) this.#page = layer
    if (!isKnown) return this.#announce(layer)
    return isAnswer ? this.#changes(layer) : []
  }

  /** The told row with this number (from 1) or hotkey. */
  row(layer: Layer, typed: string): ToldRow | undefined {
    const rows = this.#told.get(layer)?.rows ?? []
    const lettered = rows.find((row) => row.hotkey !== '' && row.hotkey === typed.toLowerCase())
    return lettered ?? (/^\d{1,6}$/.test(typed) ? rows[Number(typed) - 1] : undefined)
  }

  /** The next page of the list, or the first again behind the last. */
  async turnPage(layer: Layer, list: ListVoice): Promise<readonly string[]> {
    const told = this.#told.get(layer)
    if (told === undefined) return []
    const next = told.from + this.#options.page()
    if (next >= list.rows.length) await list.more()
    const { rows } = activeList(layer) ?? list
    told.rows = rows
    told.from = next < rows.length ? next : 0
    return this.#pageLines(told, list.empty)
  }

  #announce(layer: Layer): readonly string[] {
    const { screen } = layer
    if (screen === null) return []
    const told: Told = { texts: new Map(), rows: [], from: 0, hadList: false }
    this.#told.set(layer, told)
    const texts = textsOf(layer).flatMap((_, at) => this.#textLines(layer, told, at))
    return ['', screen.title, ...texts, ...this.#listLines(layer, told), ...this.#keys(layer, told)]
  }

  #changes(layer: Layer): readonly string[] {
    const told = this.#told.get(layer)
    if (told === undefined) return []
    const texts = textsOf(layer).flatMap((voice, at) => (voice.isPassing ? [] : this.#textLines(layer, told, at)))
    const list = activeList(layer)
    if (list === null || !told.hadList) return [...texts, ...this.#listLines(layer, told)]
    const before = told.rows
    told.rows = list.rows
    if (told.from >= list.rows.length) told.from = 0
    const end = told.from + this.#options.page()
    const changed = list.rows.slice(told.from, end).flatMap((row, at) => {
      const index = told.from + at
      return before[index]?.text === row.text ? [] : [numbered(row, index)]
    })
    const isSmall = changed.length <= FEW && before.length === list.rows.length
    return [...texts, ...(isSmall ? changed : this.#pageLines(told, list.empty))]
  }

  /** The lines of one text, when they are others than before. */
  #textLines(layer: Layer, told: Told, at: number): readonly string[] {
    const lines = textsOf(layer)[at]?.lines(this.#options.columns()).map(lineText) ?? []
    const text = lines.join('\n').trimEnd()
    if (told.texts.get(at) === text) return []
    told.texts.set(at, text)
    return text === '' ? [] : text.split('\n')
  }

  #listLines(layer: Layer, told: Told): readonly string[] {
    const list = activeList(layer)
    told.hadList = list !== null
    if (list === null) return []
    told.rows = list.rows
    told.from = 0
    return this.#pageLines(told, list.empty)
  }

  #pageLines(told: Told, empty: string): readonly string[] {
    const { page, texts } = this.#options
    if (told.rows.length === 0) return empty === '' ? [] : [empty]
    const shown = told.rows.slice(told.from, told.from + page())
    const left = told.rows.length - told.from - shown.length
    const lines = shown.map((row, at) => numbered(row, told.from + at))
    return left > 0 ? [...lines, texts.text('lines.left', { count: left })] : lines
  }

  /** What can be typed here, in one sentence. */
  #keys(layer: Layer, told: Told): readonly string[] {
    const { texts, canGoBack } = this.#options
    const { screen } = layer
    if (screen === null || screen.overlay !== undefined || activeVoice(layer)?.kind === 'talk') return []
    const isLettered = told.rows.some((row) => row.hotkey !== '')
    const choose = told.rows.length === 0 ? [] : [texts.text(isLettered ? 'lines.letter' : 'lines.number')]
    const own = typables(screen).flatMap(({ row, typed }) => {
      if (row.label === undefined || (typed === '' && told.hadList)) return []
      return [`${typed === '' ? 'Enter' : typed.toUpperCase()} ${texts.text(row.label)}`]
    })
    const always = [
      `? ${texts.text('frame.keys.help')}`,
      ...(canGoBack() ? [`Q ${texts.text('frame.keys.back')}`] : []),
    ]
    return [texts.text('lines.keys', { keys: [...choose, ...own, ...always].join(', ') })]
  }
}

const activeList = (layer: Layer): ListVoice | null => {
  const voice = activeVoice(layer)
  return voice?.kind === 'list' ? voice : null
}

const numbered = (row: ToldRow, at: number): string => (row.hotkey === '' ? `${at + 1}. ${row.text}` : row.text)
