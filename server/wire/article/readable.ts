// The body of an article as text for a person. Plain text is decoded here; MIME with parts, transfer encodings or HTML
// goes through mailparser within limits, since anybody may have written it.

import { simpleParser } from 'mailparser'
import { contentTypeOf } from './content-type.ts'
import { decodeOctets } from './display.ts'
import { indexFields, parseFields, splitArticle } from './header.ts'
import { type Attachment, takeUuencoded } from './uuencode.ts'

export interface Readable {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

const MOST_PARTS = 100
const MOST_DEPTH = 20
const PART_HEADER_OCTETS = 65_536
/** Rendering more of it would hold everybody up; longer HTML is shown without its layout. */
const HTML_CHARACTERS = 65_536
const TEXT_CHARACTERS = 524_288
const CUT = '\n\n[The article goes on; this is as much as is shown.]'

export const readableBody = async (raw: Uint8Array): Promise<Readable> => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const { header, body } = splitArticle(octets)
  const content = contentTypeOf(indexFields(parseFields(header)))
  const isAsSent = !/^(base64|quoted-printable)$/.test(content.encoding)
  const asText = (): Readable => plain(decodeOctets(body, content.charset))
  const isText = content.type.startsWith('text/') && content.type !== 'text/html'
  if ((isText && isAsSent && !content.isFlowed) || nestsTooDeep(octets)) return asText()
  try {
    const readable = await throughMailparser(octets)
    return readable.text === '' && readable.attachments.length === 0 ? asText() : readable
  } catch {
    // Too many parts, or MIME that cannot be parsed: the octets themselves are better than nothing.
    return asText()
  }
}

/** Each level of nesting needs a multipart field of its own, so their number bounds the depth. */
const nestsTooDeep = (octets: Buffer): boolean => {
  let levels = 0
  for (const _match of octets.toString('latin1').matchAll(/^content-type:[ \t]*(?:\r\n[ \t]+)?multipart\//gim))
    levels += 1
  return levels > MOST_DEPTH
}

const throughMailparser = async (octets: Buffer): Promise<Readable> => {
  const mail = await simpleParser(octets, {
    skipTextToHtml: true,
    skipImageLinks: true,
    keepCidLinks: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxChildNodes: MOST_PARTS,
    maxHeadSize: PART_HEADER_OCTETS,
    maxHtmlLengthToParse: HTML_CHARACTERS,
  })
  const words = mail.text?.trim() ?? ''
  const text = words === '' && mail.textConversionError !== undefined ? tagless(mail.html || '') : (mail.text ?? '')
  const attachments = mail.attachments.map(({ filename, contentType, size }) => ({
    name: filename ?? '',
    type: contentType,
    octets: size,
  }))
  const body = plain(text)
  return { text: body.text, attachments: [...body.attachments, ...attachments] }
}

/** HTML that is too long or too deep to be rendered: its words, without its tags. */
const tagless = (html: string): string =>
  html
    .slice(0, TEXT_CHARACTERS)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const plain = (text: string): Readable => {
  const unified = text.replace(/\r\n|\r/g, '\n')
  const { text: words, attachments } = takeUuencoded(unified)
  const trimmed = words.replace(/\n+$/, '')
  if (trimmed === '') return { text: '', attachments }
  const shown = trimmed.length > TEXT_CHARACTERS ? trimmed.slice(0, TEXT_CHARACTERS) + CUT : trimmed
  return { text: `${shown}\n`, attachments }
}
