// What stands inside of subnegotiations: window size (RFC 1073), terminal type (RFC 1091) with MTTS, character set
// (RFC 2066), MSSP and GMCP. Readers give null for what they do not understand.

const IS = 0
const SEND = 1

export interface WindowSize {
  readonly columns: number
  readonly rows: number
}

/** A size of 0 means that the client does not know. */
export const readWindowSize = (octets: Buffer): WindowSize | null =>
  octets.length === 4 ? { columns: octets.readUInt16BE(0), rows: octets.readUInt16BE(2) } : null

export const ASK_TERMINAL_TYPE = Buffer.from([SEND])

/** A name as the client gives it, at most 40 characters, in upper case. */
export const readTerminalType = (octets: Buffer): string | null => {
  if (octets[0] !== IS) return null
  return octets
    .toString('latin1', 1)
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 40)
    .toUpperCase()
}

/** Mud Terminal Type Standard: what `MTTS n` says the client can do. */
export interface Mtts {
  readonly ansi: boolean
  readonly utf8: boolean
  readonly colors: 1 | 16 | 256 | 16_777_216
  /** Somebody listens to a screen reader: no art, no boxes, no maps. */
  readonly screenReader: boolean
}

export const readMtts = (terminalType: string): Mtts | null => {
  const bits = /^MTTS (\d{1,6})$/.exec(terminalType)?.[1]
  if (bits === undefined) return null
  const has = (bit: number): boolean => (Number(bits) & bit) !== 0
  const colors = has(256) ? 16_777_216 : has(8) ? 256 : has(1) ? 16 : 1
  return { ansi: has(1), utf8: has(4), colors, screenReader: has(64) }
}

const REQUEST = 1
const ACCEPTED = 2
const REJECTED = 3

/** Only the side that said WILL CHARSET may ask. UTF-8 first: clients take the first name that they know. */
export const ASK_CHARSET = Buffer.concat([Buffer.from([REQUEST]), Buffer.from(';UTF-8;ISO-8859-1;US-ASCII')])

/** The name that was accepted, '' when none was. */
export const readCharset = (octets: Buffer): string | null => {
  if (octets[0] === REJECTED) return ''
  return octets[0] === ACCEPTED ? octets.toString('latin1', 1).toUpperCase() : null
}

const MSSP_VAR = 1
const MSSP_VAL = 2

/** The Mud Server Status Protocol's names and values. */
export const writeMssp = (variables: Readonly<Record<string, string | number>>): Buffer =>
  Buffer.concat(
    Object.entries(variables).flatMap(([name, value]) => [
      Buffer.from([MSSP_VAR]),
      Buffer.from(name),
      Buffer.from([MSSP_VAL]),
      Buffer.from(String(value).replace(/[\0\x01\x02]/g, '')),
    ]),
  )

export interface GmcpMessage {
  /** `Core.Hello`: compare without case. */
  readonly name: string
  readonly data: unknown
}

export const readGmcp = (octets: Buffer): GmcpMessage | null => {
  const [, name, json] = /^([\w.-]{1,80})(?:\s+([\s\S]*))?$/.exec(octets.toString('utf8')) ?? []
  if (name === undefined) return null
  try {
    return { name, data: json === undefined || json.trim() === '' ? null : JSON.parse(json) }
  } catch {
    return null
  }
}

export const writeGmcp = (name: string, data: unknown): Buffer => Buffer.from(`${name} ${JSON.stringify(data)}`)
