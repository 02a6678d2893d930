// Text from people and from the network is hostile: it may hold terminal sequences, controls, bidi overrides and
// floods of combining marks. These functions take them out; they are applied when text is stored and again when it is
// drawn. All of them are total, idempotent, and linear in the length of the text.

import { textWidth } from './width.ts'

const TAB_COLUMNS = 8

const PLAIN_LINE = /^[\x20-\x7e]*$/
const PLAIN_TEXT = /^[\x20-\x7e\n]*$/

// ECMA-48 §5.4 and §5.6: CSI sequences; the strings DCS, SOS, OSC, PM and APC up to their terminator; other escapes.
// A string without a terminator loses only its introducer, so that a stray ESC does not swallow the line behind it.
const CSI = '(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?'
const STRING = '(?:\\x1b[PX\\]^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\n\\x1b\\x80-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)'
const ESCAPE = '\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?'
const SEQUENCES = new RegExp(`${CSI}|${STRING}|${ESCAPE}`, 'g')

// What nobody sees and what changes or hides the text around it: bidi marks, overrides and isolates (CVE-2021-42574),
// zero-width blanks, invisible operators, fillers that pass for an empty name, interlinear marks, language tags.
const INVISIBLE =
  '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e001f}'
const unwanted = (controls: string) => new RegExp(`[${controls}\\x7f-\\x9f${INVISIBLE}\\p{Surrogate}]`, 'gu')
const UNWANTED = unwanted('\\x00-\\x1f')
const UNWANTED_IN_TEXT = unwanted('\\x00-\\x08\\x0b-\\x1f')
// Kept in chat: 02 bold, 03 and 04 colour, 0F plain, 11 monospace, 16 reverse, 1D italic, 1E struck, 1F underlined.
const UNWANTED_IN_CHAT = unwanted('\\x00\\x01\\x05-\\x0e\\x10\\x12-\\x15\\x17-\\x1c')

const BLANKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g
const LINE_ENDS = /\r\n|[\r\x85\u2028\u2029]/g
/** How teleprinters and old manual pages wrote bold and underlined: a character, a backspace, the next on top. */
const OVERSTRUCK = /[^\n]\x08/gu

const STRAY_JOINERS = /(?<!\p{ExtPict}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d|\u200d(?!\p{ExtPict})/gu
/** Tag characters mean something only behind a black flag (the flags of regions): UTS 51 §C.1. */
const STRAY_TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,7})[\u{e0020}-\u{e007f}]/gu
/** UTS 39 §5.4 asks for some limit; eight marks a base is more than any written language needs. */
const EXCESS_MARKS = /([\p{M}\u200c]{8})[\p{M}\u200c]+/gu

// mIRC colours `\x03FG,BG` and hex colours `\x04RRGGBB,RRGGBB`, then the codes that stand alone.
const IRC_FORMATTING =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-f]{6}(?:,[0-9a-f]{6})?)?|[\x02\x0f\x11\x16\x1d\x1e\x1f]/gi

const tidyClusters = (text: string): string =>
  text.replace(STRAY_JOINERS, '').replace(STRAY_TAGS, '').replace(EXCESS_MARKS, '$1')

/** One line for a name, a subject, a topic. Tabs and line ends become a blank. */
export const sanitizeLine = (text: string): string => {
  if (PLAIN_LINE.test(text)) return text
  return tidyClusters(text.replace(SEQUENCES, '').replace(BLANKS, ' ').replace(UNWANTED, ''))
}

/** One line of a channel: as sanitizeLine, but the IRC formatting codes stay. */
export const sanitizeChat = (text: string): string => {
  if (PLAIN_LINE.test(text)) return text
  return tidyClusters(text.replace(SEQUENCES, '').replace(BLANKS, ' ').replace(UNWANTED_IN_CHAT, ''))
}

/**
 * Text of many lines: CRLF, CR and Unicode's line ends become LF, overstriking is undone.
 * @param tabs `expand` (to columns of eight) for drawing; `keep` for text that is stored
 */
export const sanitizeText = (text: string, tabs: 'expand' | 'keep' = 'expand'): string => {
  if (PLAIN_TEXT.test(text)) return text
  const tidied = tidyClusters(
    text.replace(LINE_ENDS, '\n').replace(SEQUENCES, '').replace(OVERSTRUCK, '').replace(UNWANTED_IN_TEXT, ''),
  )
  return tabs === 'expand' ? expandTabs(tidied) : tidied
}

/** The words without their IRC formatting, for faces that have none. */
export const stripIrcFormatting = (text: string): string => text.replace(IRC_FORMATTING, '')

const expandTabs = (text: string): string => {
  if (!text.includes('\t')) return text
  return text
    .split('\n')
    .map((line) => (line.includes('\t') ? expandLine(line) : line))
    .join('\n')
}

const expandLine = (line: string): string => {
  let expanded = ''
  let column = 0
  for (const [index, piece] of line.split('\t').entries()) {
    if (index > 0) {
      const blanks = TAB_COLUMNS - (column % TAB_COLUMNS)
      expanded += ' '.repeat(blanks)
      column += blanks
    }
    expanded += piece
    column += textWidth(piece)
  }
  return expanded
}
