// The MUD's lines as text for a terminal of lines: wrapped to its width, coloured by their tone where it has colours.

import type { MudLine, Tone } from '../../core/mud/line.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import type { Texts } from '../texts.ts'
import { voiceOf } from './voice.ts'

export interface Page {
  /** Character cells; null when nobody knows: then the client wraps. */
  readonly columns: number | null
  readonly colors: number
}

/** SGR parameters of each tone, with 16 colours. */
const SGR: Readonly<Record<Tone, string>> = {
  plain: '',
  title: '1;33',
  prose: '',
  list: '36',
  said: '32',
  dim: '2',
  wrong: '31',
  asked: '1;36',
  map: '33',
  verbatim: '',
}

/** Each line with its LF; a title has a blank line before it. */
export const pageOf = (texts: Texts, lines: readonly MudLine[], page: Page): string =>
  lines.map((line) => `${line.tone === 'title' ? '\n' : ''}${rowsOf(voiceOf(texts, line), line.tone, page)}\n`).join('')

const rowsOf = (text: string, tone: Tone, { columns, colors }: Page): string => {
  const rows =
    columns === null || tone === 'verbatim'
      ? text.split('\n')
      : text.split('\n').flatMap((row) => wrapText(row, columns - 1))
  const sgr = colors > 1 ? SGR[tone] : ''
  return rows.map((row) => (sgr === '' || row === '' ? row : `\x1b[${sgr}m${row}\x1b[0m`)).join('\n')
}
