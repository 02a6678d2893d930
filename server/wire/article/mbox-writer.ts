// Articles as mbox entries, quoted as mboxrd says: what MboxReader makes of them, and a parser of its line ends, are the
// same octets again. Line ends are LF, as in every mbox.

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
  const text = octets.toString('latin1')
  // An article that has others beside CRLF keeps them all as they are.
  const isPure = !/(?<!\r)\n|\r(?!\n)/.test(text)
  const end = isPure ? '\n' : '\r\n'
  const body = quoted(isPure ? text.replaceAll('\r\n', '\n') : text)
  return Buffer.from(`From ${sender} ${asctime(date)}${note}${end}${body}${hasEnd ? '' : end}${end}`, 'latin1')
}

const CRLF = Buffer.from('\r\n')

/** One `>` more before each line that is `From ` behind any number of them. */
const quoted = (text: string): string => (text.includes('From ') ? text.replace(/(^|\n)(>*From )/g, '$1>$2') : text)

/** As asctime(3) writes it, in UTC: `Tue Jan 27 10:11:12 1998`. */
const asctime = (at: number): string => {
  const date = new Date(Number.isFinite(at) ? at : 0)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  const day = String(date.getUTCDate()).padStart(2, ' ')
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()}`
}
