// Answers (RFC 3977 §3.2): a status line, and for some codes a block of lines behind it. The only place that writes
// line ends.

import { doubleDots } from './article-data.ts'

/** What ends a block. */
export const BLOCK_END = '.\r\n'

/** @throws Error when the text holds CR, LF or NUL */
export const formatStatus = (code: number, text: string): string => `${requireLine(`${code} ${text}`)}\r\n`

/** Lines of a block; one that begins with a dot gets another. Latin1 in, octets out. @throws Error as formatStatus */
export const formatLines = (lines: readonly string[]): Buffer => {
  let block = ''
  for (const line of lines) block += `${line.startsWith('.') ? '.' : ''}${requireLine(line)}\r\n`
  return Buffer.from(block, 'latin1')
}

/** A status line with an article, or a part of it, as its block. */
export const formatArticle = (status: string, octets: Buffer): Buffer =>
  Buffer.concat([Buffer.from(status, 'latin1'), doubleDots(octets), Buffer.from(BLOCK_END)])

const requireLine = (line: string): string => {
  if (/[\r\n\0]/.test(line)) throw new Error('a line end or NUL inside a line')
  return line
}
