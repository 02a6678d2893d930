// A row of a list as one line of text. There are no headings above it in line mode, so that a number brings its own
// along: `samband.lounge, The lounge, new 3, articles 12, latest 14:05`.

import { lineText, type Span } from './lines.ts'

/** What only a screen wider than this shows is left out of a line too. */
const MOST_COLUMNS = 80

/** What is used of a list's column. */
export interface ToldColumn<Row> {
  readonly head?: string
  readonly align?: 'left' | 'right'
  readonly from?: number
  readonly cell: (row: Row) => Span
  readonly say?: (row: Row) => string
}

export const tellRow = <Row>(row: Row, columns: readonly ToldColumn<Row>[]): string => {
  const told = columns.filter(({ from = 0 }) => from <= MOST_COLUMNS)
  // A sentence's full stop does not stand before a comma.
  const cells = told.map((column) => tellCell(row, column).replace(/\.$/, '')).filter((text) => text !== '')
  const [letter = '', ...rest] = cells
  return /^[A-Z0-9]$/.test(letter) && rest.length > 0 ? `${letter}  ${rest.join(', ')}` : cells.join(', ')
}

const tellCell = <Row>(row: Row, column: ToldColumn<Row>): string => {
  if (column.say !== undefined) return column.say(row)
  const text = lineText([column.cell(row)]).trim()
  const head = (column.head ?? '').toLowerCase()
  if (text === '' || head === '' || column.align !== 'right') return text
  return `${head} ${text}`
}
