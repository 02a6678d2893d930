// What is on a terminal, cell by cell, and the octets that turn one state into the next. blessed's own buffer draws
// wide characters half when one of their two cells changed and takes several hundred kilobytes a session; here a
// cluster that is two columns wide lives in its first cell, the second holds '', and both change together.

import { type Charset, spellCluster } from './charset.ts'
import { type Dress, styleSequences } from './styles.ts'

const BLANK = ' '
/** Trailing blanks from here on are cheaper to erase than to write. */
const ERASE_FROM = 6

const PLAIN = '\u001b[m'
const NO_STYLE = -1

export class Cells {
  readonly columns: number
  readonly rows: number
  /** One cluster a cell; '' is the second half of a wide one. */
  readonly clusters: string[]
  readonly styles: Uint8Array

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.clusters = Array<string>(columns * rows).fill(BLANK)
    this.styles = new Uint8Array(columns * rows)
  }

  clear(): void {
    this.clusters.fill(BLANK)
    this.styles.fill(0)
  }

  /** Blanks a rectangle, which may reach beyond the edges. */
  blank(area: { left: number; top: number; width: number; height: number }, style: number): void {
    const left = Math.max(0, area.left)
    const right = Math.min(this.columns, area.left + area.width)
    if (right <= left) return
    for (let y = Math.max(0, area.top); y < Math.min(this.rows, area.top + area.height); y += 1) {
      const first = y * this.columns
      this.#cutOut(first, left, right)
      this.clusters.fill(BLANK, first + left, first + right)
      this.styles.fill(style, first + left, first + right)
    }
  }

  /** Writes characters that are one column each; the caller has seen to it that they fit. */
  write(x: number, y: number, text: string, style: number): void {
    const { clusters, styles } = this
    const first = y * this.columns
    this.#cutOut(first, x, x + text.length)
    for (let at = 0; at < text.length; at += 1) clusters[first + x + at] = text.charAt(at)
    styles.fill(style, first + x, first + x + text.length)
  }

  /** Writes a cluster of 1 or 2 columns; the caller has seen to it that it fits. Half-covered wide ones are blanked. */
  put(x: number, y: number, cluster: string, width: number, style: number): void {
    const at = y * this.columns + x
    this.#cutOut(y * this.columns, x, x + width)
    this.clusters[at] = cluster
    this.styles[at] = style
    if (width === 2) {
      this.clusters[at + 1] = ''
      this.styles[at + 1] = style
    }
  }

  /** Before the columns from `left` up to `right` are overwritten: no wide character keeps one half. */
  #cutOut(first: number, left: number, right: number): void {
    if (left > 0 && this.clusters[first + left] === '') this.clusters[first + left - 1] = BLANK
    if (right < this.columns && this.clusters[first + right] === '') this.clusters[first + right] = BLANK
  }
}

export class Painter {
  readonly #colors: number
  readonly #charset: Charset
  #sequences: readonly string[]
  /** What rows begin with: 0 where plain text is what the terminal itself calls plain. */
  #ground = 0
  #capitals = false
  #shown: Cells
  /** Nothing is known of what the terminal shows. */
  #unknown = true

  constructor(options: { readonly colors: number; readonly charset: Charset }) {
    this.#colors = options.colors
    this.#sequences = styleSequences(options.colors)
    this.#charset = options.charset
    this.#shown = new Cells(0, 0)
  }

  /** As a period looked; a teletype had capitals only. The next frame is written whole. */
  wear(dress: Dress): void {
    this.#sequences = styleSequences(this.#colors, dress)
    this.#ground = this.#sequences[0] === PLAIN ? 0 : NO_STYLE
    this.#capitals = dress === 'teletype'
    this.forget()
  }

  /** The next frame is written whole. */
  forget(): void {
    this.#unknown = true
  }

  /**
   * Text that makes the terminal show `next`. The cursor is left anywhere, the style plain.
   * `next` is not kept and may be painted over afterwards.
   */
  frame(next: Cells): string {
    let out = ''
    if (this.#unknown || next.columns !== this.#shown.columns || next.rows !== this.#shown.rows) {
      this.#shown = new Cells(next.columns, next.rows)
      this.#unknown = false
      out = '\u001b[m\u001b[H\u001b[2J'
    }
    for (let y = 0; y < next.rows; y += 1) out += this.#row(next, y)
    return out
  }

  #row(next: Cells, y: number): string {
    const { columns } = next
    const shown = this.#shown
    const first = y * columns
    const blankFrom = trailingBlank(next, first, columns)
    const parts: string[] = []
    let style = this.#ground
    /** Where the cursor stands in this row; -1 when that is not certain. */
    let cursor = -1
    for (let x = 0; x < columns; x += 1) {
      const at = first + x
      if (!differs(next, shown, at, x, columns)) continue
      if (cursor !== x) parts.push(`\u001b[${y + 1};${x + 1}H`)
      const wanted = next.styles[at] ?? 0
      if (wanted !== style) {
        parts.push(this.#sequences[wanted] ?? '')
        style = wanted
      }
      if (x >= blankFrom && columns - x >= ERASE_FROM) {
        parts.push('\u001b[K')
        for (let rest = at; rest < first + columns; rest += 1) copy(next, shown, rest)
        break
      }
      const cluster = next.clusters[at] ?? BLANK
      const wide = x + 1 < columns && next.clusters[at + 1] === ''
      const spelled = spellCluster(cluster, wide ? 2 : 1, this.#charset)
      parts.push(this.#capitals ? capitals(spelled) : spelled)
      copy(next, shown, at)
      if (wide) copy(next, shown, at + 1)
      const end = wide ? x + 2 : x + 1
      cursor = this.#charset === 'utf-8' && needsAnchor(cluster) ? -1 : end
      x = end - 1
    }
    if (style > 0 || (style === 0 && this.#ground !== 0)) parts.push(PLAIN)
    return parts.join('')
  }
}

/** In capitals where that takes as much room: `ß` stays as it is. */
const capitals = (text: string): string => {
  const upper = text.toUpperCase()
  return upper.length === text.length ? upper : text
}

const differs = (next: Cells, shown: Cells, at: number, x: number, columns: number): boolean => {
  if (next.clusters[at] !== shown.clusters[at] || next.styles[at] !== shown.styles[at]) return true
  const wide = x + 1 < columns && next.clusters[at + 1] === ''
  return wide && (shown.clusters[at + 1] !== '' || shown.styles[at + 1] !== next.styles[at + 1])
}

const copy = (from: Cells, to: Cells, at: number): void => {
  to.clusters[at] = from.clusters[at] ?? BLANK
  to.styles[at] = from.styles[at] ?? 0
}

/** The column from which the row is nothing but plain blanks. */
const trailingBlank = (cells: Cells, first: number, columns: number): number => {
  let x = columns
  while (x > 0 && cells.clusters[first + x - 1] === BLANK && cells.styles[first + x - 1] === 0) x -= 1
  return x
}

/**
 * Whether terminals disagree on the columns of a cluster (emoji, marks, symbols of ambiguous width), so that the next
 * cell must be addressed anew. Latin, Greek, Cyrillic, box drawing and the CJK planes are the same everywhere.
 */
const needsAnchor = (cluster: string): boolean => {
  if (cluster.length > 1) return true
  const code = cluster.charCodeAt(0)
  if (code < 0x300) return false
  const agreed = (code >= 0x370 && code < 0x530) || (code >= 0x2500 && code < 0x25a0)
  return !agreed && !(code >= 0x3041 && code < 0x9fff) && !(code >= 0xac00 && code < 0xd7a4)
}
