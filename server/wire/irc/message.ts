// One IRC message, parsed and serialised: RFC 1459 §2.3, RFC 2812 §2.3, IRCv3 message tags. Pure; lines come without
// their end and leave with it.

import { cutToOctets } from './octets.ts'
import { parseTags, serialiseTags, type Tags } from './tags.ts'

export interface IrcMessage {
  readonly tags: Tags
  /** The prefix without its colon: a server, or `nick!user@host`. */
  readonly source: string | null
  /** A verb in upper case, or a numeric of three digits. */
  readonly command: string
  readonly params: readonly string[]
}

export interface OutgoingMessage {
  readonly tags?: Tags
  readonly source?: string
  readonly command: string
  /** Middle parameters: not empty, no blanks, no leading colon. */
  readonly params?: readonly string[]
  /** The last parameter, always written with its colon: may be empty and hold blanks. */
  readonly text?: string
}

/** A line without its tags, its CRLF counted. */
export const LINE_OCTETS = 512
/** The tags that a client may send, with `@` and the blank after them. */
export const CLIENT_TAGS_OCTETS = 4096

const NO_TAGS: Tags = new Map()
const COMMAND = /^(?:[A-Za-z]+|[0-9]{3})$/
const LINE_BREAKERS = /[\r\n\0]/

/** Parses one line without its end. Null when it is empty, has no command, or holds CR, LF or NUL. */
export const parseMessage = (line: string): IrcMessage | null => {
  if (LINE_BREAKERS.test(line)) return null
  let rest = line
  let tags = NO_TAGS
  if (rest.startsWith('@')) {
    const end = rest.indexOf(' ')
    if (end === -1) return null
    tags = parseTags(rest.slice(1, end))
    rest = skipBlanks(rest, end)
  }
  let source: string | null = null
  if (rest.startsWith(':')) {
    const end = rest.indexOf(' ')
    if (end === -1) return null
    source = rest.slice(1, end)
    rest = skipBlanks(rest, end)
  }
  const [command = '', ...params] = splitParams(rest)
  return COMMAND.test(command) ? { tags, source, command: command.toUpperCase(), params } : null
}

/** How many octets of the line its tags take, with `@` and the blank after them. */
export const tagsLength = (line: Buffer): number => {
  if (line[0] !== 0x40) return 0
  const blank = line.indexOf(0x20)
  return blank === -1 ? line.length : blank + 1
}

/**
 * One line with its CRLF. Without its tags it never passes LINE_OCTETS: `text` is cut, between characters.
 * @throws RangeError CR, LF or NUL anywhere, a source or middle parameter that would be read as something else, or
 *   middle parameters that alone are too long
 */
export const serialiseMessage = ({ tags, source, command, params = [], text }: OutgoingMessage): string => {
  if (source !== undefined && (source === '' || source.includes(' '))) {
    throw new RangeError(`${command}: ${JSON.stringify(source)} cannot be a source`)
  }
  let line = source === undefined ? command : `:${source} ${command}`
  for (const param of params) {
    if (param === '' || param.startsWith(':') || param.includes(' ')) {
      throw new RangeError(`${command}: ${JSON.stringify(param)} cannot be a middle parameter`)
    }
    line += ` ${param}`
  }
  if (text !== undefined) line += ' :'
  const room = LINE_OCTETS - 2 - Buffer.byteLength(line)
  if (room < 0) throw new RangeError(`${command}: the line is too long`)
  if (text !== undefined) line += cutToOctets(text, room)
  if (LINE_BREAKERS.test(line)) throw new RangeError(`${command}: a value holds CR, LF or NUL`)
  return tags === undefined ? `${line}\r\n` : `${serialiseTags(tags)}${line}\r\n`
}

const skipBlanks = (text: string, from: number): string => {
  let at = from
  while (text[at] === ' ') at += 1
  return text.slice(at)
}

const splitParams = (text: string): string[] => {
  const params: string[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1
      continue
    }
    if (text[at] === ':' && params.length > 0) {
      params.push(text.slice(at + 1))
      break
    }
    const blank = text.indexOf(' ', at)
    const end = blank === -1 ? text.length : blank
    params.push(text.slice(at, end))
    at = end
  }
  return params
}
