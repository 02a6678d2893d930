// Quoting on boards, both ways: making the quoted text of a reply, and reading quotes and signatures out of
// articles so that they can be coloured. Pure.

import { softWrap } from '../editor/soft-wrap.ts'

/** RFC 3676 §4.3; the trailing blank is lost in many articles. */
const SIGNATURE = /^-- ?$/
/** McQuary's limit is four lines; we are patient up to this when the separator has lost its blank. */
const LONGEST_SIGNATURE = 8
/** Quoted lines wider than this are wrapped; the rest stay as their writer laid them. */
const QUOTED_COLUMNS = 76

export interface QuotedLine {
  /** How many `>` stand before it; 0 for the writer's own words. */
  readonly depth: number
  readonly text: string
}

/**
 * Takes `> > text`, `>> text` and `>text` apart; a quote in a quote may have one blank between its marks. Some archives
 * have `›` in place of `>`.
 */
export const readQuote = (line: string): QuotedLine => {
  const marks = /^[>›](?: ?[>›])*/.exec(line)?.[0]
  if (marks === undefined) return { depth: 0, text: line }
  const rest = line.slice(marks.length)
  return { depth: marks.replaceAll(' ', '').length, text: rest.startsWith(' ') ? rest.slice(1) : rest }
}

/** The index of the line that separates the signature from the text, or -1. */
const signatureStart = (lines: readonly string[]): number => {
  const at = lines.findLastIndex((line) => SIGNATURE.test(line))
  if (at === -1) return -1
  const trusted = lines[at] === '-- ' || lines.length - at - 1 <= LONGEST_SIGNATURE
  return trusted ? at : -1
}

/**
 * What a reply starts with: `attribution` ("On …, … wrote:"), then the text quoted one level deeper, without its
 * signature, its empty ends and runs of empty lines. Lines ended by LF.
 */
export const quoteArticle = (text: string, attribution: string): string => {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const cut = signatureStart(text.split('\n'))
  const body = cut === -1 ? lines : lines.slice(0, cut)
  const quoted = body.map(readQuote).flatMap(deeper)
  const kept = quoted.filter((line, index) => !isEmptyQuote(line) || !isEmptyQuote(quoted[index - 1] ?? '>'))
  if (isEmptyQuote(kept.at(-1) ?? '')) kept.pop()
  return kept.length === 0 ? `${attribution}\n` : `${attribution}\n${kept.join('\n')}\n`
}

const isEmptyQuote = (line: string): boolean => /^>+$/.test(line)

const deeper = ({ depth, text }: QuotedLine): readonly string[] => {
  const marks = '>'.repeat(depth + 1)
  if (text === '') return [marks]
  const rows = softWrap(text, QUOTED_COLUMNS - marks.length - 1, Number.POSITIVE_INFINITY)
  return rows.map(({ start, end }) => `${marks} ${text.slice(start, end).trimEnd()}`)
}

/** `Re: ` before a subject that has none; `Re:`, `RE[2]:`, `Sv:`, `Aw:` of old are taken off first. */
export const replySubject = (subject: string): string => `Re: ${bareSubject(subject)}`

/** The subject without reply marks, so that two articles of one thread can be seen to share it. */
export const bareSubject = (subject: string): string =>
  subject.replace(/^(?:\s*(?:re|sv|aw|antw|odp)(?:\[\d+\]|\^\d+)?:\s*)+/i, '').trim()

export type LineRole = 'text' | 'quote' | 'attribution' | 'signature'

export interface ReadLine {
  readonly role: LineRole
  /** The quote's depth; 0 for the other roles. */
  readonly depth: number
  readonly text: string
}

const ATTRIBUTION = /(?:\bwrote|\bwrites|\bsaid|\bschrieb|\bskrev|\bécrit|\bescribió)(?:\s.*)?:\s*$/i

/** What each line of an article is, for colouring. */
export const readLines = (text: string): readonly ReadLine[] => {
  const lines = text.split('\n')
  const cut = signatureStart(lines)
  return lines.map((line, index) => {
    if (cut !== -1 && index >= cut) return { role: 'signature', depth: 0, text: line }
    const { depth } = readQuote(line)
    if (depth > 0) return { role: 'quote', depth, text: line }
    const introduces = ATTRIBUTION.test(line) && lines.slice(index + 1, index + 3).some((next) => /^[>›]/.test(next))
    return { role: introduces ? 'attribution' : 'text', depth: 0, text: line }
  })
}
