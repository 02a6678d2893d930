// What was said, as lines: one PRIVMSG or NOTICE, or several where it was said in several lines at once. Clients with
// draft/multiline get those as one batch; the others line by line (https://ircv3.net/specs/extensions/multiline).

import { MESSAGE_OCTETS } from '../../../shared/limits.ts'
import type { Origin } from '../../core/accounts/session.ts'
import type { ClientTags, MessageKind } from '../../core/channels/channel.ts'
import type { ChannelSaid, DirectSaid } from '../../core/channels/channel-events.ts'
import { serialiseMessage } from '../../wire/irc/message.ts'
import { cutToOctets, splitByOctets } from '../../wire/irc/octets.ts'
import { CAP, TAG_CAPS } from './capabilities.ts'
import { bodyOf, prefixOf } from './render.ts'
import { SharedLine, type Told, taggedLine, tagsOf } from './shared-line.ts'

export interface Spoken {
  readonly from: Pick<Origin, 'nick' | 'host' | 'account' | 'bot'>
  /** A channel or a nick. */
  readonly target: string
  readonly kind: MessageKind
  readonly text: string
  readonly at: number
  readonly msgid: string
  readonly tags?: ClientTags | undefined
}

export const saidLine = (event: ChannelSaid): SharedLine => lineOf(event, event.channel)

export const directLine = (event: DirectSaid): SharedLine => lineOf(event, event.to.nick)

/** The capabilities that change such a line. */
const MULTILINE_CAPS = TAG_CAPS | CAP.batch | CAP.multiline

const isLong = (text: string): boolean => text.includes('\n') || Buffer.byteLength(text) > MESSAGE_OCTETS

const toldOf = ({ from, at, msgid, tags }: Spoken): Told => ({
  at,
  msgid,
  account: from.account,
  bot: from.bot,
  tags,
})

const lineOf = ({ from, kind, text, at, msgid, tags }: ChannelSaid | DirectSaid, target: string): SharedLine =>
  spokenLine({ from, target, kind, text, at, msgid, tags })

export const spokenLine = (spoken: Spoken): SharedLine =>
  isLong(spoken.text)
    ? new SharedLine(MULTILINE_CAPS, (caps) => longLines(spoken, caps))
    : taggedLine(bodyOf(spoken.kind, spoken.target, spoken.text, spoken.from), toldOf(spoken))

const longLines = (spoken: Spoken, caps: number): string =>
  (caps & CAP.multiline) !== 0 && (caps & CAP.batch) !== 0 ? asBatch(spoken, caps) : oneByOne(spoken, caps)

/** The id of the whole stands on its first line only; blank lines are left out. */
const oneByOne = (spoken: Spoken, caps: number): string => {
  const { msgid: _, ...rest } = toldOf(spoken)
  return spoken.text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => splitByOctets(line, MESSAGE_OCTETS))
    .map(
      (line, index) =>
        tagsOf(caps, index === 0 ? toldOf(spoken) : rest) +
        serialiseMessage(bodyOf(spoken.kind, spoken.target, line, spoken.from)),
    )
    .join('')
}

const asBatch = (spoken: Spoken, caps: number): string => {
  const source = prefixOf(spoken.from)
  const reference = `m${spoken.msgid}`
  const opening = { source, command: 'BATCH', params: [`+${reference}`, 'draft/multiline', spoken.target] }
  const lines = spoken.text.split('\n').flatMap((line) =>
    piecesOf(line).map((piece, index) => {
      const concat = index === 0 ? '' : ';draft/multiline-concat'
      return `@batch=${reference}${concat} ${serialiseMessage(bodyOf(spoken.kind, spoken.target, piece, spoken.from))}`
    }),
  )
  const closing = serialiseMessage({ source, command: 'BATCH', params: [`-${reference}`] })
  return tagsOf(caps, toldOf(spoken)) + serialiseMessage(opening) + lines.join('') + closing
}

/** Pieces that make the line again when they are put together. */
const piecesOf = (line: string): string[] => {
  const pieces: string[] = []
  let rest = line
  do {
    const piece = cutToOctets(rest, MESSAGE_OCTETS)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  } while (rest !== '')
  return pieces
}
