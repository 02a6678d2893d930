// A rectangle of the screen that a widget draws in. Whatever is drawn is made harmless first and cut at the edges, so
// that no text can leave its place.

import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import type { Cells } from './cells.ts'
import { type Line, lineWidth, type Span } from './lines.ts'
import { type Style, styleIndex } from './styles.ts'

/**
 * Text that needs no care: each of its characters is harmless, stands alone and is one column wide. ASCII, Latin-1 and
 * its extensions, dashes and quotes, arrows, box drawing.
 */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2013-\u2026\u2190-\u2193\u2500-\u259f]*$/
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export class Surface {
  readonly width: number
  readonly height: number
  readonly #cells: Cells
  readonly #area: Area
  readonly #setCursor: (x: number, y: number) => void

  /** `area` may reach beyond the cells; what lies outside is not drawn. */
  constructor(cells: Cells, area: Area, setCursor: (x: number, y: number) => void) {
    this.#cells = cells
    this.#area = area
    this.#setCursor = setCursor
    this.width = area.width
    this.height = area.height
  }

  /** Blanks the rectangle. */
  fill(style: Style = 'text'): void {
    this.#cells.blank(this.#area, styleIndex(style))
  }

  /** Blanks one row, or `columns` of it from column `from` on. */
  row(y: number, style: Style = 'text', from = 0, columns = this.width - from): void {
    if (y < 0 || y >= this.height) return
    const left = Math.max(0, from)
    const width = Math.min(this.width, from + columns) - left
    const { left: originX, top: originY } = this.#area
    this.#cells.blank({ left: originX + left, top: originY + y, width, height: 1 }, styleIndex(style))
  }

  /** Writes from column `x`; returns the column behind the text. What does not fit is cut. */
  text(x: number, y: number, text: string, style: Style = 'text'): number {
    const index = styleIndex(style)
    let column = x
    if (PLAIN.test(text)) {
      this.#write(x, y, text, index)
      return x + text.length
    }
    for (const { segment } of segmenter.segment(sanitizeLine(text))) {
      // A cluster wider than two columns is several signs joined (a family of emoji): they stand beside each other.
      const signs = textWidth(segment) > 2 ? [...segment] : [segment]
      for (const sign of signs) {
        const width = textWidth(sign)
        if (width === 0) continue
        this.#put(column, y, sign, width, index)
        column += width
      }
    }
    return column
  }

  /** Writes a line of styled pieces; with `style`, all of it in that style. Returns the column behind it. */
  line(x: number, y: number, line: Line, style?: Style): number {
    return line.reduce<number>((column, span) => this.#span(column, y, span, style), x)
  }

  /** The same, ending at the right edge (less `margin`). */
  lineRight(y: number, line: Line, margin = 0): void {
    this.line(this.width - margin - lineWidth(line), y, line)
  }

  /** Shows the cursor here; only the focused widget's wish is heard. */
  cursor(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return
    this.#setCursor(this.#area.left + x, this.#area.top + y)
  }

  #span(x: number, y: number, span: Span, style: Style | undefined): number {
    if (typeof span === 'string') return this.text(x, y, span, style)
    return this.text(x, y, span.text, style ?? span.style)
  }

  #write(x: number, y: number, text: string, style: number): void {
    const { left, top } = this.#area
    const { columns, rows } = this.#cells
    if (y < 0 || y >= this.height || top + y < 0 || top + y >= rows) return
    const from = Math.max(0, -x, -left - x)
    const to = Math.min(text.length, this.width - x, columns - left - x)
    if (to <= from) return
    const shown = from === 0 && to === text.length ? text : text.slice(from, to)
    this.#cells.write(left + x + from, top + y, shown, style)
  }

  #put(x: number, y: number, cluster: string, width: number, style: number): void {
    if (x < 0 || y < 0 || y >= this.height || x >= this.width) return
    const left = this.#area.left + x
    const top = this.#area.top + y
    if (left < 0 || top < 0 || left >= this.#cells.columns || top >= this.#cells.rows) return
    const isCut = width > 1 && (x + width > this.width || left + width > this.#cells.columns)
    if (isCut) this.#cells.put(left, top, ' ', 1, style)
    else this.#cells.put(left, top, cluster, width, style)
  }
}
