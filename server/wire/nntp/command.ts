// A command line (RFC 3977 §3.1): a keyword and arguments between blanks. Octets travel as latin1, one character an
// octet; what means text (a name, a password) is decoded by the command that knows so.

/** RFC 3977 §3.1: 512 octets with the CRLF, and no argument longer than 497. */
export const COMMAND_OCTETS = 510
const ARGUMENT_OCTETS = 497

export interface NntpCommand {
  /** In upper case. */
  readonly keyword: string
  readonly args: readonly string[]
  /** The line as it came, for what may hold blanks (a password). */
  readonly line: string
}

export type CommandFault = 'empty' | 'nul' | 'long-argument'

/** `line` without its end. Never throws. */
export const parseCommand = (line: Buffer): NntpCommand | CommandFault => {
  const text = line.toString('latin1')
  if (text.includes('\0')) return 'nul'
  const words = text.split(/[ \t]+/).filter((word) => word !== '')
  const [keyword, ...args] = words
  if (keyword === undefined) return 'empty'
  if (words.some((word) => word.length > ARGUMENT_OCTETS)) return 'long-argument'
  return { keyword: keyword.toUpperCase(), args, line: text }
}

/** All that stands behind the first `words` words, decoded as UTF-8: `AUTHINFO PASS my long password`. */
export const textAfter = ({ line }: NntpCommand, words: number): string => {
  const behind = new RegExp(`^[ \\t]*(?:[^ \\t]+[ \\t]+){${words}}`).exec(line)?.[0] ?? line
  return Buffer.from(line.slice(behind.length), 'latin1').toString('utf8')
}

/** RFC 3977 §9.8: printable ASCII between angle brackets, 3 to 250 octets. */
export const isMessageId = (word: string): boolean => word.length <= 250 && /^<[!-;=?-~]+>$/.test(word)
