// One line to one command: what is wrong with the line, whether there is such a command and it has the arguments it
// needs, and the refusals and faults that it ends in.

import { isRefusal } from '../../core/refusal.ts'
import { parseCommand } from '../../wire/nntp/command.ts'
import { WIRE_OCTETS } from './commands/post.ts'
import { COMMANDS } from './commands/table.ts'
import type { House } from './house.ts'
import { InputEnded, type InputLine } from './input.ts'
import { replyToRefusal } from './replies.ts'
import type { NntpSession } from './session.ts'

const TAKETHIS = /^[ \t]*takethis[ \t\r\0]/i

export const createDispatcher =
  (house: House) =>
  async (session: NntpSession, line: InputLine): Promise<void> => {
    if (line === 'too-long') return tooLong(session)
    const command = parseCommand(line)
    if (command === 'empty') return
    // RFC 4644 §2.5: its article comes in any case, and must not be taken for commands.
    if (typeof command === 'string' && TAKETHIS.test(line.toString('latin1', 0, 16))) {
      await session.input.article(WIRE_OCTETS)
    }
    if (command === 'nul') return nonsense(session, 501, 'A line may not hold a NUL')
    if (command === 'long-argument') return nonsense(session, 501, 'An argument is longer than 497 octets')
    const row = COMMANDS.get(command.keyword)
    if (row === undefined) return nonsense(session, 500, 'Unknown command; HELP lists those there are')
    session.onSense()
    if (command.args.length < row.args[0] || command.args.length > row.args[1]) {
      return session.reply(501, `Syntax: ${command.keyword} ${row.syntax}`.trimEnd())
    }
    try {
      await row.run({ session, house, command })
    } catch (error) {
      if (error instanceof InputEnded) throw error
      if (isRefusal(error) && error.code !== 'no-such-session') replyToRefusal(session, command.keyword, error)
      else if (!session.hasEnded) session.onFault(error, command.keyword)
    }
  }

/** Of a peer it may have been a TAKETHIS, with an article behind it: better begun anew than out of step. */
const tooLong = (session: NntpSession): void => {
  if (session.peer !== null) session.end(400, 'A line longer than 512 octets: please connect again')
  else nonsense(session, 501, 'That line is longer than 512 octets')
}

const nonsense = (session: NntpSession, code: number, text: string): void => {
  session.reply(code, text)
  session.onNonsense()
}
