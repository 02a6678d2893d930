// One line of a conversation as a screen keeps it, and how it is laid out in rows: time, nick, text, with the nicks in
// a column of their own where there is room. Pure.

import type { MessageKind } from '../../core/channels/channel.ts'
import type { Msgid } from '../../core/ids.ts'
import { textWidth, truncateToWidth } from '../../wire/text/width.ts'
import { linkAddresses } from '../boards/addresses.ts'
import { softWrap } from '../editor/soft-wrap.ts'
import { type Line, lineText, type Span, styled } from '../widgets/lines.ts'
import { nickStyle, type Style } from '../widgets/styles.ts'
import { readFormatting } from './formatting.ts'

export interface SpokenLine {
  readonly kind: MessageKind
  readonly at: number
  readonly msgid: Msgid
  /** Its place in history; null where it is not known (a private line just said). */
  readonly seq: number | null
  readonly nick: string
  readonly text: string
  /** It says the reader's own nick. */
  readonly mention: boolean
  readonly own: boolean
  /** It was taken back: `text` says so. */
  readonly removed?: true
  /** The line that it answers. */
  readonly replyTo?: string
  /** The article that it announces: a Message-ID. */
  readonly article?: string
  readonly reactions?: readonly Reacted[]
}

/** Who has answered a line with a sign. */
export interface Reacted {
  readonly nick: string
  readonly reaction: string
}

/** What the house says: people who come and go, a new topic, the answer to a command. `text` is ready to be read. */
export interface NoteLine {
  readonly kind: 'coming' | 'going' | 'note' | 'error'
  readonly at: number
  readonly text: string
}

export type ChatLine = SpokenLine | NoteLine

export interface ChatFormat {
  readonly columns: number
  /** `14:05`. Always of the same width. */
  readonly time: (at: number) => string
  /** `Thursday, 5 November 2026`. Two times with the same answer are of one day. */
  readonly day: (at: number) => string
}

/** From here on nicks stand in a column of their own. */
const ALIGNED_COLUMNS = 64
const NICK_COLUMNS = 14
/** Between nick and text. */
const RULE = styled('rule', ' │ ')
const RULE_COLUMNS = 3
/** Of what is answered, as much as reminds of it. */
const QUOTE_COLUMNS = 48
const NOTE_MARKS: Record<NoteLine['kind'], string> = { coming: '-->', going: '<--', note: '---', error: '!!!' }

export const isSpoken = (line: ChatLine): line is SpokenLine => 'nick' in line

/** The rows of a line; at least one. `quoted`: what it answers, in a few words. */
export const layoutLine = (line: ChatLine, format: ChatFormat, quoted?: string): readonly Line[] => {
  const time = `${format.time(line.at)} `
  const margin = textWidth(time)
  const mark = markOf(line)
  // What was said in several lines at once keeps them: each begins a row.
  const spoken = line.text.split('\n').map((text, index) => bodyOf({ ...line, text }, index === 0))
  const bodies = [...hintOf(quoted), ...spoken, ...reactionsOf(line)]
  if (format.columns < ALIGNED_COLUMNS) {
    const gap = isSpoken(line) && line.kind === 'message' ? ': ' : ' '
    const [opening = [], ...others] = bodies
    const flowing = [[styled(mark.style, mark.text + gap), ...opening], ...others]
    return hang([styled('dim', time)], [blank(margin)], flowing, format.columns - margin)
  }
  const shown = truncateToWidth(mark.text, NICK_COLUMNS, '…')
  const padding = blank(NICK_COLUMNS - textWidth(shown))
  const first = [styled('dim', time), padding, styled(mark.style, shown), RULE]
  const rest = [blank(margin + NICK_COLUMNS), RULE]
  return hang(first, rest, bodies, format.columns - margin - NICK_COLUMNS - RULE_COLUMNS)
}

const hintOf = (quoted: string | undefined): readonly Line[] =>
  quoted === undefined ? [] : [[styled('dim', truncateToWidth(`↪ ${quoted}`, QUOTE_COLUMNS, '…'))]]

/** `👍 3  ❤ ann`: one sign by its name, several by their number. */
const reactionsOf = (line: ChatLine): readonly Line[] => {
  if (!isSpoken(line) || line.reactions === undefined || line.reactions.length === 0) return []
  const by = new Map<string, string[]>()
  for (const { reaction, nick } of line.reactions) by.set(reaction, [...(by.get(reaction) ?? []), nick])
  const words = [...by].map(([reaction, nicks]) => `${reaction} ${nicks.length === 1 ? nicks[0] : nicks.length}`)
  return [[styled('dim', words.join('  '))]]
}

/** `first` before the first row of the bodies, `rest` before each other. */
const hang = (first: Line, rest: Line, bodies: readonly Line[], columns: number): readonly Line[] =>
  bodies
    .flatMap((body) => wrapSpans(body, Math.max(8, columns)))
    .map((row, index) => [...(index === 0 ? first : rest), ...row])

const blank = (columns: number): Span => ' '.repeat(columns)

interface Mark {
  readonly text: string
  readonly style: Style
}

const markOf = (line: ChatLine): Mark => {
  if (!isSpoken(line)) return { text: NOTE_MARKS[line.kind], style: styleOf(line) }
  if (line.kind === 'action') return { text: '*', style: nickStyleOf(line) }
  return { text: line.kind === 'notice' ? `-${line.nick}-` : line.nick, style: nickStyleOf(line) }
}

const nickStyleOf = (line: SpokenLine): Style => {
  if (line.mention) return 'mention'
  return line.own ? 'strong' : nickStyle(line.nick)
}

const styleOf = (line: ChatLine): Style => {
  if (isSpoken(line)) return line.removed === true ? 'dim' : line.mention ? 'mention' : 'text'
  return line.kind === 'error' ? 'danger' : 'dim'
}

/** `isFirst`: an action names who acts before its first line. */
const bodyOf = (line: ChatLine, isFirst: boolean): Line => {
  const style = styleOf(line)
  if (!isSpoken(line)) return linkAddresses(line.text, style)
  const runs = readFormatting(line.text).flatMap(({ text, bold }) => linkAddresses(text, bold ? 'strong' : style))
  return line.kind === 'action' && isFirst ? [styled(nickStyleOf(line), `${line.nick} `), ...runs] : runs
}

/** Breaks a line into rows; at least one. */
const wrapSpans = (line: Line, columns: number): readonly Line[] => {
  const text = lineText(line)
  return softWrap(text, columns).map(({ start, end }) => {
    const inked = text.slice(start, end).trimEnd().length
    return sliceSpans(line, start, start + inked)
  })
}

const sliceSpans = (line: Line, from: number, to: number): Line => {
  const row: Span[] = []
  let offset = 0
  for (const span of line) {
    const whole = typeof span === 'string' ? span : span.text
    const text = whole.slice(Math.max(0, from - offset), Math.max(0, to - offset))
    if (text !== '') row.push(typeof span === 'string' ? text : styled(span.style, text))
    offset += whole.length
  }
  return row
}
