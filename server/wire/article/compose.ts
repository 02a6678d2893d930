// Writing an article by one of our own (RFC 5536; injected as RFC 5537 §3.5 says): typed values in, octets out.

import libmime from 'libmime'
import { chunksOfWidth, textWidth } from '../text/width.ts'
import { formatDate } from './date.ts'
import { serializeField } from './header.ts'
import { trimReferences } from './message-id.ts'
import { type Article, countLines } from './parse.ts'

export interface NewArticle {
  readonly from: { readonly name: string; readonly displayName: string }
  readonly newsgroups: readonly string[]
  readonly subject: string
  /** Lines ended by LF. */
  readonly text: string
  /** Oldest first. */
  readonly references: readonly string[]
  readonly messageId: string
  /** `scheme:lock`; null for none. */
  readonly cancelLock: string | null
  readonly date: number
  readonly host: string
}

/** RFC 5322 §2.1.1 allows 998 octets a line; this many columns stay below it in every script. */
const LINE_COLUMNS = 240
const LINE_OCTETS = 998
/** RFC 2047 §2: an encoded word has at most 75 octets. */
const WORD_OCTETS = 52

/** @throws Error when a value holds CR, LF or NUL, or the Message-ID is none */
export const composeArticle = (draft: NewArticle): Article => {
  if (!/^<[!-;=?-~]+@[!-;=?-~]+>$/.test(draft.messageId)) throw new Error(`not a Message-ID: ${draft.messageId}`)
  const date = formatDate(draft.date)
  const references = trimReferences(draft.references)
  const displayName = draft.from.displayName.trim() || draft.from.name
  const header = [
    serializeField('Path', `${draft.host}!.POSTED!not-for-mail`),
    serializeField('From', `${phrase(displayName)} <${draft.from.name}@${draft.host}>`),
    // RFC 5536 §3.1.4: not folded by us, since old readers do not unfold it.
    serializeField('Newsgroups', draft.newsgroups.join(','), LINE_OCTETS),
    serializeField('Subject', encodedWords(draft.subject)),
    serializeField('Date', date),
    serializeField('Message-ID', draft.messageId),
    references.length === 0 ? '' : serializeField('References', references.join(' ')),
    serializeField('MIME-Version', '1.0'),
    serializeField('Content-Type', 'text/plain; charset=UTF-8'),
    serializeField('Content-Transfer-Encoding', '8bit'),
    serializeField('Injection-Info', draft.host),
    serializeField('Injection-Date', date),
    draft.cancelLock === null ? '' : serializeField('Cancel-Lock', draft.cancelLock),
  ].join('')
  const body = composeBody(draft.text)
  const raw = Buffer.concat([Buffer.from(`${header}\r\n`, 'latin1'), body])
  return {
    raw,
    messageId: draft.messageId,
    references,
    subject: draft.subject,
    author: displayName,
    date: draft.date,
    expires: null,
    newsgroups: draft.newsgroups,
    octets: raw.length,
    lines: countLines(body),
  }
}

/** @throws Error on CR or NUL; LF ends a line */
const composeBody = (text: string): Buffer => {
  if (/[\r\0]/.test(text)) throw new Error('a CR or NUL inside the text')
  const lines = text.replace(/\n+$/, '').split('\n').flatMap(breakLongLine)
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8')
}

const breakLongLine = (line: string): string[] =>
  Buffer.byteLength(line) <= LINE_OCTETS || textWidth(line) <= LINE_COLUMNS ? [line] : chunksOfWidth(line, LINE_COLUMNS)

// A value that already looks like an encoded word must be encoded, or readers would decode what nobody encoded.
const encodedWords = (value: string): string =>
  value.includes('=?') ? libmime.encodeWord(value, 'Q', WORD_OCTETS) : libmime.encodeWords(value, 'Q', WORD_OCTETS)

/** RFC 5322 §3.2.5: words as they are, in quotes, or encoded. */
const phrase = (name: string): string => {
  if (/^[\w !#$%&'*+/=?^`{|}~-]+$/.test(name) && !name.includes('=?')) return name
  if (/^[\x20-\x7e]+$/.test(name) && !name.includes('=?')) return `"${name.replace(/["\\]/g, '\\$&')}"`
  return libmime.encodeWord(name, 'Q', WORD_OCTETS)
}
