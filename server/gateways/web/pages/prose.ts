// The text of an article as HTML. Paragraphs that were only broken to fit a terminal flow again; what was laid out by
// hand (code, tables, verse, drawings) keeps its lines. Quotes are told apart by their depth.

import { type ReadLine, readLines, readQuote } from '../../../screens/boards/quoting.ts'
import { sanitizeText } from '../../../wire/text/sanitize.ts'
import { linked } from './links.ts'
import { html, type Insert, type Markup } from './markup.ts'
import type { Words } from './words.ts'

/** Broken lines of prose are about this long, or longer; the last of a paragraph may be shorter. */
const PROSE_COLUMNS = 46
/** A quote longer than this is folded: who wants to read it opens it. */
const FOLDED_LINES = 24
/** Quotes in quotes beyond this depth look alike. */
const DEEPEST = 4

export const prose = (text: string, words: Words): readonly Markup[] => {
  const lines = readLines(sanitizeText(text).replace(/^\n+|\s+$/g, ''))
  return stretches(lines).map((stretch) => drawn(stretch, words))
}

interface Stretch {
  readonly role: ReadLine['role']
  readonly depth: number
  readonly lines: readonly string[]
}

/** Neighbouring lines of one kind; blank lines between quotes of one depth belong to them. */
const stretches = (lines: readonly ReadLine[]): readonly Stretch[] => {
  const found: { role: ReadLine['role']; depth: number; lines: string[] }[] = []
  for (const line of lines) {
    const last = found.at(-1)
    const text = line.role === 'quote' ? readQuote(line.text).text : line.text
    if (last !== undefined && last.role === line.role && last.depth === line.depth) last.lines.push(text)
    else found.push({ role: line.role, depth: line.depth, lines: [text] })
  }
  return found.filter((stretch) => stretch.lines.some((line) => line.trim() !== ''))
}

const drawn = ({ role, depth, lines }: Stretch, words: Words): Markup => {
  switch (role) {
    case 'text':
      return html`${blocks(lines)}`
    case 'quote': {
      const quote = html`<blockquote class="q${Math.min(depth, DEEPEST)}">${blocks(lines)}</blockquote>`
      if (lines.length <= FOLDED_LINES) return quote
      return html`<details class="folded"><summary>${words.text('web.quote.folded', { lines: lines.length })}</summary>${quote}</details>`
    }
    case 'attribution':
      return html`<p class="attribution">${joined(lines)}</p>`
    case 'signature':
      return html`<pre class="signature">${joined(lines)}</pre>`
    default:
      return role satisfies never
  }
}

/** Paragraphs that flow, and between them what keeps its lines: as one piece, with the blank lines in it. */
const blocks = (lines: readonly string[]): readonly Markup[] => {
  const found: Markup[] = []
  let laidOut: string[] = []
  const settle = (): void => {
    if (laidOut.length > 0) found.push(html`<pre>${joined(laidOut)}</pre>`)
    laidOut = []
  }
  for (const { paragraph, blanks } of paragraphs(lines)) {
    if (flows(paragraph)) {
      settle()
      found.push(html`<p>${joined(paragraph)}</p>`)
    } else {
      if (laidOut.length > 0) laidOut.push(...Array<string>(blanks).fill(''))
      laidOut.push(...paragraph)
    }
  }
  settle()
  return found
}

const paragraphs = (lines: readonly string[]) => {
  const found: { readonly paragraph: string[]; readonly blanks: number }[] = []
  let blanks = 0
  let isNew = true
  for (const line of lines) {
    if (line.trim() === '') {
      blanks += 1
      isNew = true
    } else if (isNew) {
      found.push({ paragraph: [line.trimEnd()], blanks })
      blanks = 0
      isNew = false
    } else found.at(-1)?.paragraph.push(line.trimEnd())
  }
  return found
}

const LAID_OUT = /^\s|\t|\S {3,}\S|[{};]$|^[|+]|[|+]$|^[-=_*~#.]{4,}$/
const LIST_ITEM = /^(?:[-*+•·o]|\d{1,3}[.)])\s/

/** Whether these lines are one paragraph that was broken only because lines end somewhere. */
const flows = (lines: readonly string[]): boolean => {
  if (lines.some((line) => LAID_OUT.test(line))) return false
  if (lines.slice(1).some((line) => LIST_ITEM.test(line))) return false
  return lines.slice(0, -1).every((line) => line.length >= PROSE_COLUMNS)
}

const joined = (lines: readonly string[]): readonly Insert[] =>
  lines.flatMap((line, index) => (index === 0 ? linked(line) : ['\n', ...linked(line)]))
