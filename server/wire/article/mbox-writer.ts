// Articles as an mbox file, quoted as mboxrd says: what MboxReader makes of it are the same octets again.

/** What the separator ends in where the article lacks the end of its last line, or begins with a line that is no field. */
export const AS_IT_STANDS = '(mboxrd)'
export const WITHOUT_LINE_END = '(mboxrd, no line end)'

const FIELD_LINE = /^(?:[!-9;-~]+[ \t]*:|From )/
const HEAD_OCTETS = 1000
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface MboxEntry {
  /** With CRLF line ends, as articles are kept. */
  readonly raw: Uint8Array
  /** For the separator line: no blanks in it. */
  readonly sender: string
  /** Milliseconds since 1970. */
  readonly date: number
}

/** The separator line, the article, and the blank line behind it. */
export const writeMboxEntry = ({ raw, sender, date }: MboxEntry): Buffer => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const hasEnd = octets.subarray(-2).equals(CRLF)
  const isPlain = FIELD_LINE.test(octets.toString('latin1', 0, HEAD_OCTETS))
  const note = hasEnd ? (isPlain ? '' : ` ${AS_IT_STANDS}`) : ` ${WITHOUT_LINE_END}`
  const separator = Buffer.from(`From ${sender} ${asctime(date)}${note}\r\n`, 'latin1')
  return Buffer.concat([separator, quoted(octets), ...(hasEnd ? [] : [CRLF]), CRLF])
}

const CRLF = Buffer.from('\r\n')
const FROM = Buffer.from('From ')

/** One `>` more before each line that is `From ` behind any number of them. */
const quoted = (octets: Buffer): Buffer => {
  if (!octets.includes(FROM)) return octets
  return Buffer.from(octets.toString('latin1').replace(/(^|\n)(>*From )/g, '$1>$2'), 'latin1')
}

/** As asctime(3) writes it, in UTC: `Tue Jan 27 10:11:12 1998`. */
const asctime = (at: number): string => {
  const date = new Date(Number.isFinite(at) ? at : 0)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  const day = String(date.getUTCDate()).padStart(2, ' ')
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()}`
}
