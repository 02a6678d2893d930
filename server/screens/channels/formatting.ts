// The formatting codes of IRC (modern.ircdocs.horse/formatting). Bold stays, as a style of ours; colours and the other
// codes are taken off, because a reader's own background decides what can be read. Pure.

import { sanitizeLine, stripIrcFormatting } from '../../wire/text/sanitize.ts'

export interface FormattedRun {
  readonly text: string
  readonly bold: boolean
}

const BOLD = '\u0002'
const PLAIN = '\u000f'

/** Runs that are safe to draw; none for an empty text. */
export const readFormatting = (text: string): readonly FormattedRun[] => {
  let bold = false
  return text.split(/([\u0002\u000f])/).flatMap((piece) => {
    if (piece === BOLD) bold = !bold
    if (piece === PLAIN) bold = false
    const safe = sanitizeLine(stripIrcFormatting(piece))
    return safe === '' ? [] : [{ text: safe, bold }]
  })
}

/** Without codes: for a topic and other summaries on one line. */
export const plainText = (text: string): string => sanitizeLine(stripIrcFormatting(text))
