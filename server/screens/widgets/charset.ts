// Text in the characters that a terminal has: all of Unicode, the 256 of code page 437 (the IBM PC's, which terminals
// of the BBS scene speak), or ASCII. What is missing gets the nearest there is, column for column.

import iconv from 'iconv-lite'
import { textWidth } from '../../wire/text/width.ts'
import { toAscii } from './ascii.ts'

export type Charset = 'utf-8' | 'cp437' | 'ascii'

/** The printable upper half of code page 437. */
const CP437 = new Set(iconv.decode(Buffer.from(Array.from({ length: 128 }, (_, at) => at + 128)), 'cp437'))
const ASCII = /^[\u0000-\u007f]*$/
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One cluster of 1 or 2 columns, in as many columns. */
export const spellCluster = (cluster: string, columns: number, charset: Charset): string => {
  if (charset === 'utf-8') return cluster
  if (charset === 'cp437') {
    const composed = cluster.normalize('NFC')
    if (columns === 1 && CP437.has(composed)) return composed
  }
  return toAscii(cluster, columns)
}

/** A text with its line ends and controls as they are. */
export const spell = (text: string, charset: Charset): string => {
  if (charset === 'utf-8' || ASCII.test(text)) return text
  return [...segmenter.segment(text)]
    .map(({ segment }) => {
      if (ASCII.test(segment)) return segment
      const columns = textWidth(segment)
      return columns === 0 ? '' : spellCluster(segment, columns, charset)
    })
    .join('')
}
