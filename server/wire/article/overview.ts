// The overview line of OVER and XOVER (RFC 3977 §8.3.2): seven fields in fixed order, then `Xref:` in full.

import { indexFields, parseFields, splitArticle } from './header.ts'
import { trimReferences } from './message-id.ts'
import type { Article } from './parse.ts'

/** One mad field must not make the line a burden for every reader; longer ones are cut. */
const FIELD_OCTETS = 1000

/**
 * @param xref `host board:number board:number`, without the field's name
 * @returns the line with its CRLF, the header's own octets unaltered but for TABs, which become blanks
 */
export const formatOverview = (article: Article, number: number, xref: string): Uint8Array => {
  const { raw } = article
  const { header } = splitArticle(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
  const index = indexFields(parseFields(header))
  const content = (name: string): string => {
    const value = index.get(name)?.value ?? ''
    return (value.length > FIELD_OCTETS ? value.slice(0, FIELD_OCTETS) : value).replace(/[\t\0\r\n]/g, ' ')
  }
  const references = index.get('references')?.value ?? ''
  const line = [
    number,
    content('subject'),
    content('from'),
    content('date'),
    article.messageId,
    references.length > FIELD_OCTETS ? trimReferences(article.references).join(' ') : content('references'),
    article.octets,
    article.lines,
    `Xref: ${xref}`,
  ]
  return Buffer.from(`${line.join('\t')}\r\n`, 'latin1')
}
