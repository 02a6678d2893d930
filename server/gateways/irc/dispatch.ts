// One line to one command: what is wrong with the line, whether the command is known and may be used now, and the
// refusals and faults that it ends in.

import { isUtf8 } from 'node:buffer'
import { isRefusal } from '../../core/refusal.ts'
import { CLIENT_TAGS_OCTETS, type IrcMessage, LINE_OCTETS, parseMessage, tagsLength } from '../../wire/irc/message.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import type { Tags } from '../../wire/irc/tags.ts'
import type { Line } from '../../wire/lines.ts'
import { CAP } from './capabilities.ts'
import { collect } from './commands/batch.ts'
import { COMMANDS } from './commands/table.ts'
import type { House } from './house.ts'
import { replyToRefusal } from './replies.ts'
import { LABEL_OCTETS } from './response.ts'
import type { IrcSession } from './session.ts'

export const createDispatcher =
  (house: House) =>
  async (session: IrcSession, line: Line): Promise<void> => {
    const message = read(session, line)
    if (message === null || collect(session, house, message)) return
    const label = labelFor(session, message)
    if (label !== null) session.beginResponse(label)
    try {
      await attempt(session, house, message)
    } finally {
      if (label !== null) session.endResponse()
    }
  }

const attempt = async (session: IrcSession, house: House, message: IrcMessage): Promise<void> => {
  try {
    await carryOut(session, house, message)
  } catch (error) {
    if (isRefusal(error) && error.code !== 'no-such-session') replyToRefusal(session, message.command, '', error)
    else if (!session.hasEnded) session.onFault(error, message.command)
  }
}

/** The label of a batch stands on its opening, and its answer comes when it closes. */
const labelFor = (session: IrcSession, message: IrcMessage): string | null => {
  if (!session.has(CAP.labeledResponse)) return null
  const isBatch = message.command === 'BATCH' && session.has(CAP.multiline)
  if (isBatch && message.params[0]?.startsWith('+') === true && session.batch === null) return null
  if (isBatch && session.batch !== null) return labelOf(session, session.batch)
  return labelOf(session, message)
}

const labelOf = (session: IrcSession, { tags }: { readonly tags: Tags }): string | null => {
  const label = tags.get('label')
  if (label === undefined || label === '' || Buffer.byteLength(label) > LABEL_OCTETS) return null
  return session.has(CAP.batch) ? label : null
}

/** The message of a line, or null when there is none: then the client has been told why. */
const read = (session: IrcSession, line: Line): IrcMessage | null => {
  if (line === 'over-long') return tooLong(session)
  if (line === 'nul') {
    session.reply(NUMERIC.ERR_UNKNOWNERROR, ['*'], 'A line may not hold a NUL')
    return null
  }
  const tags = tagsLength(line)
  if (tags > CLIENT_TAGS_OCTETS || line.length - tags > LINE_OCTETS - 2) return tooLong(session)
  if (!isUtf8(line)) {
    const command = parseMessage(line.toString('latin1'))?.command ?? '*'
    session.fail(command, 'INVALID_UTF8', 'Lines here are UTF-8, and that one was not')
    return null
  }
  const text = line.toString()
  const message = parseMessage(text)
  if (message === null && text.trim() !== '') {
    session.reply(NUMERIC.ERR_UNKNOWNCOMMAND, [text.slice(0, 20)], 'That is no IRC command')
  }
  return message
}

const tooLong = (session: IrcSession): null => {
  session.reply(NUMERIC.ERR_INPUTTOOLONG, [], 'Input line was too long')
  return null
}

const carryOut = (session: IrcSession, house: House, message: IrcMessage): void | Promise<void> => {
  const { command, params, tags } = message
  const row = COMMANDS.get(command)
  if (row === undefined) {
    return session.reply(NUMERIC.ERR_UNKNOWNCOMMAND, [command], 'Unknown command; HELP lists some')
  }
  if (!session.isRegistered && row.beforeRegistration !== true) {
    return session.reply(NUMERIC.ERR_NOTREGISTERED, [], 'You have not registered: NICK and USER come first')
  }
  if (params.length < row.minParams) {
    return session.reply(NUMERIC.ERR_NEEDMOREPARAMS, [command], 'Not enough parameters')
  }
  if (row.isActivity === true && session.isRegistered) session.touch()
  return row.run({ session, house, command, params, tags })
}
