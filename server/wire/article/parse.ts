// Reading an article from elsewhere. What RFC 5536 §3.1 demands and the article lacks is mended in the octets too, so
// that every face and every other server sees one and the same article.

import { createHash } from 'node:crypto'
import { ARTICLE_OCTETS } from '../../../shared/limits.ts'
import { contentTypeOf } from './content-type.ts'
import { formatDate, parseDate } from './date.ts'
import { displayAuthor, displayValue } from './display.ts'
import { type Field, indexFields, normalizeOctets, parseFields, serializeField, splitArticle } from './header.ts'
import { chainOf, mendMessageId } from './message-id.ts'

/** What is put in where an article lacks it. */
export interface Missing {
  /** The best guess for an article without a readable Date, by its References, oldest first. Milliseconds since 1970. */
  date(references: readonly string[]): number
  /** The board that it goes to. */
  readonly newsgroup: string
  /** This server's name. */
  readonly host: string
}

export interface Article {
  readonly raw: Uint8Array
  readonly messageId: string
  readonly references: readonly string[]
  readonly subject: string
  readonly author: string
  readonly date: number
  readonly expires: number | null
  readonly newsgroups: readonly string[]
  readonly octets: number
  readonly lines: number
}

export const TOO_LARGE = `larger than ${ARTICLE_OCTETS / 1024} KiB`
const HEADER_OCTETS = 65_536
const SUBJECT_CHARACTERS = 400
const AUTHOR_CHARACTERS = 100
/** One of these must be there, or what we were given is no article at all. */
const TELLING = ['from', 'subject', 'message-id', 'date', 'newsgroups', 'references']

/** Returns what is wrong, as a short English phrase, where there is no mending it. */
export const parseArticle = (raw: Uint8Array, missing: Missing): Article | string => {
  if (raw.byteLength > ARTICLE_OCTETS) return TOO_LARGE
  const octets = normalizeOctets(raw)
  if (octets.length === 0) return 'empty'
  if (octets.length > ARTICLE_OCTETS) return TOO_LARGE
  const { header, body } = splitArticle(octets)
  if (header.length > HEADER_OCTETS) return `header larger than ${HEADER_OCTETS / 1024} KiB`
  const fields = parseFields(header)
  const index = indexFields(fields)
  if (!TELLING.some((name) => index.has(name))) return 'no header'

  const value = (name: string): string => index.get(name)?.value ?? ''
  const messageId = mendMessageId(value('message-id')) ?? hashedMessageId(octets)
  const references = chainOf(value('references'), value('in-reply-to'), messageId)
  const ownDate = dateOf(index)
  const date = ownDate ?? missing.date(references)
  const mended = mend(header, fields, {
    Path: value('path') || `${missing.host}!not-for-mail`,
    From: value('from') || value('sender') || value('reply-to') || 'unknown <unknown@unknown.invalid>',
    Newsgroups: value('newsgroups') || missing.newsgroup,
    Subject: value('subject') || '(no subject)',
    Date: parseDate(value('date')) === null ? formatDate(date) : value('date'),
    'Message-ID': messageId,
  })
  const whole = mended === header ? octets : rejoin(mended, body)
  const { charset } = contentTypeOf(index)
  return {
    raw: whole,
    messageId,
    references,
    subject: cut(displayValue(value('subject'), charset), SUBJECT_CHARACTERS) || '(no subject)',
    author:
      cut(displayAuthor(value('from') || value('sender') || value('reply-to'), charset), AUTHOR_CHARACTERS) ||
      'unknown',
    date,
    expires: parseDate(value('expires')),
    newsgroups: namesIn(value('newsgroups')),
    octets: whole.length,
    lines: countLines(body),
  }
}

/** The Date, else when a server says that it took the article in. */
const dateOf = (index: ReadonlyMap<string, Field>): number | null => {
  for (const name of ['date', 'injection-date', 'nntp-posting-date', 'original-date', 'delivery-date']) {
    const value = index.get(name)?.value
    const date = value === undefined ? null : parseDate(value)
    if (date !== null) return date
  }
  return null
}

/** The same octets get the same id, here and on every other server that mends in this way. */
const hashedMessageId = (octets: Buffer): string =>
  `<${createHash('sha256').update(octets).digest('base64url').slice(0, 27)}@octets.invalid>`

/**
 * Each wanted field stands once and has its value (RFC 5536 §3.1). One that was wrong, or stood there again, stays beside
 * it as X-Original-….
 */
const mend = (header: string, fields: readonly Field[], wanted: Readonly<Record<string, string>>): string => {
  const misplaced: Field[] = []
  let added = ''
  for (const [name, value] of Object.entries(wanted)) {
    const [first, ...again] = fields.filter((field) => field.name.toLowerCase() === name.toLowerCase())
    misplaced.push(...again)
    if (first?.value === value) continue
    if (first !== undefined) misplaced.push(first)
    added += serializeField(name, value)
  }
  if (misplaced.length === 0 && added === '') return header
  let rest = ''
  let position = 0
  for (const { start, end, value } of misplaced.sort((a, b) => a.start - b.start)) {
    rest += header.slice(position, start)
    // An empty field is dropped: RFC 5536 §2.2 allows none.
    if (value !== '') rest += `X-Original-${header.slice(start, end)}`
    position = end
  }
  rest += header.slice(position)
  // Behind the others, so that a header which begins with a stray fold cannot swallow them.
  return (rest === '' || rest.endsWith('\r\n') ? rest : `${rest}\r\n`) + added
}

const rejoin = (header: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(`${header}\r\n`, 'latin1'), body])

export const countLines = (body: Buffer): number => {
  let lines = 0
  for (let at = body.indexOf(0x0a); at !== -1; at = body.indexOf(0x0a, at + 1)) lines += 1
  return body.length > 0 && body.at(-1) !== 0x0a ? lines + 1 : lines
}

const namesIn = (newsgroups: string): readonly string[] =>
  newsgroups
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')

/** By code points, so that no pair is torn. */
const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${[...text].slice(0, characters - 1).join('')}…`
