// What happens to the order of a channel, as lines: modes, kicks, invitations, words for some.

import type { MemberView } from '../../core/channels/channel.ts'
import type {
  ChannelConfided,
  ChannelInvited,
  ChannelKicked,
  ChannelModesChanged,
} from '../../core/channels/channel-events.ts'
import { type AppliedChange, type Level, PREFIXES } from '../../core/channels/modes.ts'
import { LINE_OCTETS } from '../../wire/irc/message.ts'
import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { CAP } from './capabilities.ts'
import { prefixOf, sign, toldOf } from './render.ts'
import { type SharedLine, taggedLine } from './shared-line.ts'
import { spokenLine } from './speech.ts'

/** Membership modes and the signs before a nick, in the same order: ISUPPORT's PREFIX. */
const SIGNS: Record<Level, string> = { q: '~', a: '&', o: '@', h: '%', v: '+' }
/** What may stand before a channel to speak to some of it: ISUPPORT's STATUSMSG. */
export const STATUS_SIGNS = PREFIXES.map((level) => SIGNS[level]).join('')
/** How many changes with a parameter one MODE may hold. */
export const MODES_PER_LINE = 20

export const levelOfSign = (sign: string): Level | undefined => PREFIXES.find((level) => SIGNS[level] === sign)

/** The signs of somebody before their nick: all of them with multi-prefix, else the highest. */
export const signsOf = (modes: MemberView['modes'], caps: number): string => {
  const signs = PREFIXES.filter((level) => modes.includes(level))
    .map((level) => SIGNS[level])
    .join('')
  return (caps & CAP.multiPrefix) !== 0 ? signs : signs.slice(0, 1)
}

/** The parameters of MODE lines that tell of these changes, none longer than a line. */
export const modeParams = (changes: readonly AppliedChange[], octets: number): string[][] => {
  const lines: string[][] = []
  let letters = ''
  let sign = ''
  let params: string[] = []
  let size = 0
  for (const change of changes) {
    const cost = 2 + (change.param === null ? 0 : Buffer.byteLength(change.param) + 1)
    if (letters !== '' && (size + cost > octets || params.length >= MODES_PER_LINE)) {
      lines.push([letters, ...params])
      letters = ''
      sign = ''
      params = []
      size = 0
    }
    letters += (change.sign === sign ? '' : change.sign) + change.letter
    sign = change.sign
    if (change.param !== null) params.push(change.param)
    size += cost
  }
  return letters === '' ? lines : [...lines, [letters, ...params]]
}

/** One MODE line, or as many as it takes. */
export const modeLines = (server: string, changed: ChannelModesChanged): SharedLine[] => {
  const { channel, by, changes, at, msgid } = changed
  const source = by === null ? server : prefixOf(by)
  const room = LINE_OCTETS - 2 - Buffer.byteLength(`:${source} MODE ${channel} `)
  return modeParams(changes, room).map((params, index) =>
    taggedLine(
      { source, command: 'MODE', params: [channel, ...params] },
      { at, ...(by === null ? { account: null } : sign(by)), ...(index === 0 && { msgid }) },
    ),
  )
}

export const kickLine = (kicked: ChannelKicked): SharedLine => {
  const { channel, who, by, reason } = kicked
  const why = sanitizeChat(reason)
  const text = why === '' ? by.nick : why
  return taggedLine({ source: prefixOf(by), command: 'KICK', params: [channel, who.nick], text }, toldOf(by, kicked))
}

export const inviteLine = ({ channel, who, by }: ChannelInvited): SharedLine =>
  taggedLine({ source: prefixOf(by), command: 'INVITE', params: [who.nick, channel] }, toldOf(by))

/** To `@#channel`, so that its readers see who else reads it. */
export const confidedLine = ({ channel, to, isCtcp, ...event }: ChannelConfided): SharedLine => {
  const target = `${to === null ? '' : SIGNS[to]}${channel}`
  if (isCtcp !== true) return spokenLine({ ...event, target })
  const { from, kind, at, msgid } = event
  const command = kind === 'notice' ? 'NOTICE' : 'PRIVMSG'
  const text = `\x01${sanitizeChat(event.text)}\x01`
  return taggedLine({ source: prefixOf(from), command, params: [target], text }, { at, ...sign(from), msgid })
}
