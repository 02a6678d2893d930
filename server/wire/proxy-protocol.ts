// What a gateway says of whom it carries, before the first line: PROXY protocol v1 and v2
// (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt), and the first line WEBIRC
// (https://ircv3.net/specs/extensions/webirc). Pure; whether a gateway is believed is not decided here.

export interface Carried {
  /** Null when the gateway speaks for itself (PROXY UNKNOWN, LOCAL). */
  readonly address: string | null
  /** WEBIRC's password; null with PROXY. */
  readonly password: string | null
  /** The other end came over TLS; only WEBIRC says so. */
  readonly secure: boolean
  /** Octets that the header took. */
  readonly length: number
}

/** `more`: it may become one. `none`: these octets are no header. `malformed`: it began as one. */
export type Heading = Carried | 'more' | 'none' | 'malformed'

const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1')
/** The longest line of v1 has 107 octets; a WEBIRC line is an IRC line. */
const LINE_OCTETS = 512
const LF = 10

export const readHeading = (octets: Buffer): Heading => {
  if (octets.length === 0) return 'more'
  if (startsAlike(octets, SIGNATURE)) return octets.length < 16 ? 'more' : readBinary(octets)
  const isProxy = startsAlike(octets, Buffer.from('PROXY '))
  if (!isProxy && !startsAlike(octets, Buffer.from('WEBIRC '))) return 'none'
  const end = octets.indexOf(LF)
  if (end === -1 || end >= LINE_OCTETS) return octets.length >= LINE_OCTETS ? 'malformed' : 'more'
  const line = octets.toString('latin1', 0, end).replace(/\r$/, '')
  return isProxy ? readProxyLine(line, end + 1) : readWebirc(line, end + 1)
}

const startsAlike = (octets: Buffer, start: Buffer): boolean => {
  const length = Math.min(octets.length, start.length)
  return octets.subarray(0, length).equals(start.subarray(0, length))
}

const isFour = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)

/** The parser of addresses in URLs knows every way to write one (RFC 3986 §3.2.2). */
const isSix = (text: string): boolean => text.includes(':') && URL.canParse(`http://[${text}]/`)

const readProxyLine = (line: string, length: number): Heading => {
  const [, family = '', source = ''] = line.split(' ')
  if (family === 'UNKNOWN') return { address: null, password: null, secure: false, length }
  const isRight = family === 'TCP4' ? isFour(source) : family === 'TCP6' && isSix(source)
  if (!isRight) return 'malformed'
  return { address: source, password: null, secure: false, length }
}

/** Version 2: signature, version and command, family and protocol, length, addresses. */
const readBinary = (octets: Buffer): Heading => {
  const [version = 0, family = 0] = octets.subarray(12, 14)
  const length = 16 + octets.readUInt16BE(14)
  if (version >> 4 !== 2 || length > 2048) return 'malformed'
  if (octets.length < length) return 'more'
  if ((version & 15) === 0) return { address: null, password: null, secure: false, length }
  const address = addressOf(octets.subarray(16, length), family >> 4)
  return address === undefined ? 'malformed' : { address, password: null, secure: false, length }
}

const addressOf = (octets: Buffer, family: number): string | null | undefined => {
  if (family === 1 && octets.length >= 12) return [...octets.subarray(0, 4)].join('.')
  if (family === 2 && octets.length >= 36) {
    return Array.from({ length: 8 }, (_, at) => octets.readUInt16BE(at * 2).toString(16)).join(':')
  }
  return family === 0 || family === 3 ? null : undefined
}

/** `WEBIRC password gateway hostname ip [:options]` */
const readWebirc = (line: string, length: number): Heading => {
  const [, password = '', , , ip = '', ...options] = line.split(' ').filter((word) => word !== '')
  const address = ip.replace(/^:(?!:)/, '')
  if (!isFour(address) && !isSix(address)) return 'malformed'
  return { address, password, secure: options.some((each) => each.replace(/^:/, '') === 'secure'), length }
}
