// The MUD's lines as text for a terminal of lines: wrapped to its width, coloured by their tone where it has colours.

import type { MudLine, Tone } from '../../core/mud/line.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import type { Texts } from '../texts.ts'
import { isDrawn, voiceOf } from './voice.ts'

export interface Page {
  /** Character cells; null when nobody knows: then the client wraps. */
  readonly columns: number | null
  readonly colors: number
  /** Somebody listens to it: what is only drawn is left out. */
  readonly isRead?: boolean
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
  lines
    .filter(({ tone }) => page.isRead !== true || tone !== 'map')
    .map((line) => `${line.tone === 'title' ? '\n' : ''}${rowsOf(voiceOf(texts, line), line.tone, page)}\n`)
    .join('')

/** Text of other parts of the house, folded in the same way. */
export const wrapped = (text: string, { columns }: Page): string =>
  columns === null ? text : wrapText(text, columns - 1).join('\n')

const rowsOf = (text: string, tone: Tone, page: Page): string => {
  const { colors } = page
  const rows = (isDrawn(tone) ? text : wrapped(text, page)).split('\n')
  const sgr = colors > 1 ? SGR[tone] : ''
  return rows.map((row) => (sgr === '' || row === '' ? row : `\x1b[${sgr}m${row}\x1b[0m`)).join('\n')
}
