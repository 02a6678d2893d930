// Header values and bodies made readable: encoded words (RFC 2047) by libmime, charsets by iconv-lite, and a guess for
// the octets above 0x7F that old software sent without saying what they are.

import iconv from 'iconv-lite'
import libmime from 'libmime'
import { parseAddressHeader } from 'mailparser'
import { sanitizeLine } from '../text/sanitize.ts'

/** More of a field than anybody reads; keeps every pattern here cheap. */
const MOST_OCTETS = 1000
const EIGHT_BIT = /[\x80-\xff]/
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Charsets whose name says nothing: what came under them was UTF-8 or, before that, what Windows calls 1252. */
const SAYS_NOTHING = new Set([
  '',
  'ascii',
  'us-ascii',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'x-user-defined',
  '8bit',
])
const LATIN1 = new Set(['iso-8859-1', 'latin1', 'iso8859-1', 'iso_8859-1', 'l1'])

/** Octets to text. An unknown charset is guessed: UTF-8 where that fits, windows-1252 otherwise. */
export const decodeOctets = (octets: Uint8Array, charset: string): string => {
  const label = charset.trim().toLowerCase()
  // Windows' quotes and dashes were sent as ISO-8859-1 for decades; real C1 controls never were.
  if (LATIN1.has(label)) return iconv.decode(octets, 'windows-1252')
  if (!SAYS_NOTHING.has(label)) {
    const known = libmime.normalizeCharset(label)
    if (iconv.encodingExists(known) && !/^(utf-?7|base64|hex)/i.test(known)) return iconv.decode(octets, known)
  }
  try {
    return strictUtf8.decode(octets)
  } catch {
    return iconv.decode(octets, 'windows-1252')
  }
}

/** A header value (octets as latin1) as one line for a person. `charset` is that of the body, the best guess there is. */
export const displayValue = (value: string, charset: string): string => readableWords(unicodeOf(value, charset))

const unicodeOf = (value: string, charset: string): string => {
  const octets = value.slice(0, MOST_OCTETS)
  return EIGHT_BIT.test(octets) ? decodeOctets(Buffer.from(octets, 'latin1'), charset) : octets
}

const readableWords = (text: string): string => {
  const decoded = text.includes('=?') ? libmime.decodeWords(text) : text
  return sanitizeLine(decoded).replace(/\s+/g, ' ').trim()
}

// The three forms nearly every From has; what is more entangled goes to mailparser.
const COMMENT_NAME = /^[^\s()<>",;]+\s*\(([^()\\]*)\)$/
const PHRASE_NAME = /^"?([^"<>()\\,;:]*?)"?\s*<([^\s<>]*)>$/
const BARE_ADDRESS = /^[^\s()<>",;]+$/
/** Against RFC 2047 §5 some software encodes the address along with the name. */
const WHOLLY_ENCODED = /^=\?[^<>()]*\?=$/

/** The name to show for a From value: its display name, else the address, else ''. */
export const displayAuthor = (from: string, charset: string): string => {
  const given = unicodeOf(from, charset).trim()
  const value = WHOLLY_ENCODED.test(given) ? readableWords(given) : given
  if (BARE_ADDRESS.test(value)) return readableWords(value)
  const comment = COMMENT_NAME.exec(value)?.[1]?.trim()
  if (comment !== undefined && comment !== '') return unquote(readableWords(comment))
  const [, phrase, address = ''] = PHRASE_NAME.exec(value) ?? []
  if (phrase !== undefined) return unquote(readableWords(phrase)) || readableWords(address)
  return parsedAuthor(value)
}

const unquote = (name: string): string => /^(["'])(.+)\1$/.exec(name)?.[2]?.trim() ?? name

const parsedAuthor = (value: string): string => {
  try {
    const [first] = parseAddressHeader(value, { flatten: true }).value
    return readableWords(first?.name || first?.address || value)
  } catch {
    return readableWords(value)
  }
}
