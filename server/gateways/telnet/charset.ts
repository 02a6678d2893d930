// The characters of a MUD client: UTF-8 unless it has said that it does not know it; then Latin-1 or ASCII, spelled with
// what there is.

import { isUtf8 } from 'node:buffer'
import { spell } from '../../screens/widgets/charset.ts'

export type ClientCharset = 'utf-8' | 'latin1' | 'ascii'

/** What is typed in Latin-1 by one who was taken for a speaker of UTF-8 is understood all the same. */
export const decodeLine = (octets: Buffer, charset: ClientCharset): string =>
  octets.toString(charset === 'utf-8' && isUtf8(octets) ? 'utf8' : 'latin1')

export const encodeText = (text: string, charset: ClientCharset): Buffer => {
  switch (charset) {
    case 'utf-8':
      return Buffer.from(text)
    case 'latin1':
      return Buffer.from(
        text.normalize('NFC').replace(/[^\u0000-\u00ff]+/gu, (foreign) => spell(foreign, 'ascii')),
        'latin1',
      )
    case 'ascii':
      return Buffer.from(spell(text, 'ascii'), 'latin1')
    default:
      return charset satisfies never
  }
}

/** What was agreed on counts; else what the client says of itself; nobody who says nothing is taken for old. */
export const charsetOf = (agreed: string | null, knowsUtf8: boolean | null): ClientCharset => {
  if (agreed === 'UTF-8') return 'utf-8'
  if (agreed === 'ISO-8859-1') return 'latin1'
  if (agreed === 'US-ASCII') return 'ascii'
  return knowsUtf8 === false ? 'ascii' : 'utf-8'
}
