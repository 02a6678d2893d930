// Lines made of styled pieces, and what is done with them: measuring, cutting, wrapping, setting in columns.

import { padToWidth, textWidth, truncateToWidth } from '../../wire/text/width.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import type { Style } from './styles.ts'

/** A plain string is plain text. */
export type Span = string | { readonly text: string; readonly style: Style }
export type Line = readonly Span[]

/** `styled('danger', 'no such board')` */
export const styled = (style: Style, text: string): Span => ({ style, text })

export const lineText = (line: Line): string =>
  line.map((span) => (typeof span === 'string' ? span : span.text)).join('')

export const lineWidth = (line: Line): number => textWidth(lineText(line))

/** Cut to `columns`, ending in `…` where something was cut. */
export const cutText = (text: string, columns: number): string =>
  columns <= 0 ? '' : truncateToWidth(text, columns, '…')

/** Cut or filled up to exactly `columns`. */
export const setText = (text: string, columns: number, align: 'left' | 'right' | 'center' = 'left'): string =>
  padToWidth(cutText(text, columns), Math.max(0, columns), align)

/** Lines of one style, wrapped at `columns`. */
export const wrapLines = (text: string, columns: number, style: Style = 'text'): Line[] =>
  wrapText(text, columns).map((line) => [styled(style, line)])

/**
 * A text with *emphasis* and `keys`: what stands between asterisks is strong, between backquotes a key. For texts of
 * our own only; what people wrote is never read this way.
 */
const marked = (text: string, style: Style = 'text'): Line =>
  text.split(/(\*[^*\n]+\*|`[^`\n]+`)/).flatMap((piece): Span[] => {
    if (piece === '') return []
    if (piece.length > 2 && piece.startsWith('*') && piece.endsWith('*')) return [styled('strong', piece.slice(1, -1))]
    if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')) return [styled('hotkey', piece.slice(1, -1))]
    return [styled(style, piece)]
  })

/** As `marked`, wrapped at `columns`; the marks take no room. */
export const wrapMarked = (text: string, columns: number, style: Style = 'text'): Line[] =>
  text.split('\n').flatMap((paragraph) => wrapWords(marked(paragraph, style), Math.max(1, columns), style))

const wrapWords = (line: Line, columns: number, style: Style): Line[] => {
  const lines: Span[][] = [[]]
  let used = 0
  for (const span of line) {
    const { text, style: own } = typeof span === 'string' ? { text: span, style } : span
    for (const piece of text.split(/(?<= )/)) {
      const width = textWidth(piece.trimEnd())
      if (used > 0 && used + width > columns) {
        lines.push([])
        used = 0
      }
      lines.at(-1)?.push(styled(own, piece))
      used += textWidth(piece)
    }
  }
  return lines
}
