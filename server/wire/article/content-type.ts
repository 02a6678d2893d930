// What an article's MIME fields say of its body (RFC 2045). Parsing of parameters is libmime's.

import libmime from 'libmime'
import type { Field } from './header.ts'

export interface ContentType {
  /** `text/plain` when nothing is said. */
  readonly type: string
  readonly charset: string
  readonly isFlowed: boolean
  /** 7bit, 8bit, binary, quoted-printable, base64 … */
  readonly encoding: string
}

const PLAIN: ContentType = { type: 'text/plain', charset: '', isFlowed: false, encoding: '7bit' }

export const contentTypeOf = (fields: ReadonlyMap<string, Field>): ContentType => {
  const encoding = (fields.get('content-transfer-encoding')?.value ?? '7bit').toLowerCase().split(/[\s;(]/)[0] ?? '7bit'
  const value = fields.get('content-type')?.value
  if (value === undefined) return { ...PLAIN, encoding }
  // By far the most common forms, without the parser.
  const simple = /^(text\/plain)\s*;\s*charset="?([\w:.+-]+)"?;?$/i.exec(value)
  if (simple?.[2] !== undefined) return { ...PLAIN, charset: simple[2].toLowerCase(), encoding }
  const { value: type, params } = libmime.parseHeaderValue(value.slice(0, 2000))
  const charset = typeof params['charset'] === 'string' ? params['charset'] : ''
  return {
    // RFC 1049 wrote `text`; anything without a slash is text.
    type: type.includes('/') ? type.toLowerCase() : 'text/plain',
    charset: charset.toLowerCase(),
    isFlowed: String(params['format'] ?? '').toLowerCase() === 'flowed',
    encoding,
  }
}
