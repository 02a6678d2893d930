// An article as lines to read: the head, then the text with its quotes, links and signature coloured. Pure.

import type { ArticleView } from '../../core/boards/board.ts'
import { sanitizeLine, sanitizeText } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import { quoteStyle } from '../editor/text-editor.ts'
import type { ScreenContext } from '../screen.ts'
import { type Line, styled } from '../widgets/lines.ts'
import { nickStyle, type Style } from '../widgets/styles.ts'
import { linkAddresses } from './addresses.ts'
import { type ReadLine, readLines } from './quoting.ts'
import { longWhen } from './when.ts'
import { markLine, type WordMarks } from './word-marks.ts'

/** What the bar above the article needs for other words. */
const BAR_ROOM = 24
/** Lines that their writer did not break are wrapped here at the latest: wider ones are hard to follow. */
const WIDEST = 96

type Words = Pick<ScreenContext, 'text'>

/** `marks` finds what was looked for. */
export const layoutArticle = (
  article: ArticleView,
  columns: number,
  words: Words,
  marks?: WordMarks,
): readonly Line[] => [
  ...headLines(article, columns, words),
  [],
  ...bodyLines(article.text, columns).map((line) => (marks === undefined ? line : markLine(line, marks))),
  ...attachmentLines(article, columns, words),
]

const headLines = (article: ArticleView, columns: number, { text }: Words): readonly Line[] => {
  const author = sanitizeLine(article.author)
  const rows: (readonly [string, string, Style])[] = [
    [text('boards.head.from'), author, nickStyle(author)],
    [text('boards.head.date'), longWhen(article.date, { text }), 'text'],
    ...(article.isEdited ? [[text('order.head.edited'), text('order.head.edited-words'), 'dim'] as const] : []),
    ...(article.isLocked ? [[text('order.head.locked'), text('order.head.locked-words'), 'fresh'] as const] : []),
  ]
  const subject = sanitizeLine(article.subject)
  // The bar above has it already, where it is not cut.
  if (textWidth(subject) > columns - BAR_ROOM) rows.push([text('boards.head.subject'), subject, 'strong'])
  if (article.boards.length > 1) {
    rows.push([text('boards.head.boards'), article.boards.map(({ board }) => board).join(', '), 'text'])
  }
  const width = Math.max(...rows.map(([label]) => textWidth(label))) + 2
  return rows.flatMap(([label, value, style]) =>
    wrapText(value, Math.max(8, columns - width)).map((piece, index) => [
      styled('dim', (index === 0 ? label : '').padEnd(width)),
      styled(style, piece),
    ]),
  )
}

const bodyLines = (text: string, columns: number): readonly Line[] => {
  const lines = readLines(sanitizeText(text).replace(/^\n+|\s+$/g, ''))
  return lines.flatMap((line) => wrapText(line.text, Math.min(columns, WIDEST)).map((piece) => painted(line, piece)))
}

const painted = (line: ReadLine, piece: string): Line => {
  switch (line.role) {
    case 'quote':
      return linkAddresses(piece, quoteStyle(line.depth))
    case 'attribution':
      return [styled('dim', piece)]
    case 'signature':
      return linkAddresses(piece, 'dim')
    case 'text':
      return linkAddresses(piece, 'text')
    default:
      return line.role satisfies never
  }
}

const attachmentLines = (article: ArticleView, columns: number, { text }: Words): readonly Line[] => {
  const lines = article.attachments.flatMap(({ name, type, octets }) => {
    const kilobytes = Math.max(1, Math.round(octets / 1024))
    const described = { name: sanitizeLine(name), type: sanitizeLine(type), kilobytes }
    return wrapText(text('boards.attachment', described), columns).map((piece): Line => [styled('dim', piece)])
  })
  return lines.length === 0 ? [] : [[], ...lines]
}
