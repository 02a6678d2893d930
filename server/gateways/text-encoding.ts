// Between text and the octets of a terminal: UTF-8, or code page 437 for terminals of the BBS scene.

import { StringDecoder } from 'node:string_decoder'
import iconv from 'iconv-lite'
import { type Charset, spell } from '../screens/widgets/charset.ts'

/** What the charset lacks is spelled with what it has. */
export const encodeText = (text: string, charset: Charset): Buffer | string =>
  charset === 'cp437' ? iconv.encode(spell(text, charset), 'cp437') : text

/** Decodes octets as they come, in whatever pieces. What a plain ASCII terminal sends is taken for UTF-8. */
export const textDecoder = (charset: Charset): ((chunk: Buffer) => string) => {
  if (charset === 'cp437') return (chunk) => iconv.decode(chunk, 'cp437')
  const decoder = new StringDecoder('utf8')
  return (chunk) => decoder.write(chunk)
}
