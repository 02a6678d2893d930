// BATCH from a client: a message of several lines (https://ircv3.net/specs/extensions/multiline). Its lines are
// collected until the batch ends, and then said as one.

import { MULTILINE_LINES, MULTILINE_OCTETS } from '../../../../shared/limits.ts'
import type { IrcMessage } from '../../../wire/irc/message.ts'
import { CAP } from '../capabilities.ts'
import type { OpenBatch } from '../exchanges.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'
import { utterLines } from './privmsg.ts'

const TYPE = 'draft/multiline'
const CONCAT = 'draft/multiline-concat'

const refuse = (session: IrcSession, code: string, text: string, ...context: string[]): void => {
  session.batch = null
  session.fail('BATCH', code, text, ...context)
}

const run = async ({ session, house, params, tags }: Call): Promise<void> => {
  const [sign = '', type = '', target = ''] = params
  const reference = sign.slice(1)
  if (!session.has(CAP.multiline) || !session.has(CAP.batch)) {
    return refuse(session, 'MULTILINE_INVALID', `Ask for batch and ${TYPE} first`)
  }
  if (sign.startsWith('+')) {
    if (session.batch !== null) return refuse(session, 'MULTILINE_INVALID', 'One batch at a time, please')
    if (type !== TYPE)
      return refuse(session, 'MULTILINE_INVALID', 'Only messages of several lines come in batches', type)
    if (reference === '' || target === '')
      return refuse(session, 'MULTILINE_INVALID', 'A batch has a reference and a target')
    session.batch = { reference, target, tags, command: null, lines: [], octets: 0 }
    return
  }
  const { batch } = session
  if (!sign.startsWith('-') || batch === null || batch.reference !== reference) {
    return refuse(session, 'MULTILINE_INVALID', 'No such batch is open', sign)
  }
  session.batch = null
  if (batch.lines.every((line) => line.trim() === '')) {
    return refuse(session, 'MULTILINE_INVALID', 'A message of nothing but blank lines says nothing')
  }
  await utterLines(session, house, batch)
}

/** Takes a line that belongs to the batch that is open; null when it does not belong to one. */
export const collect = (session: IrcSession, _: House, message: IrcMessage): boolean => {
  const reference = message.tags.get('batch')
  const { batch } = session
  if (reference === undefined || batch === null || batch.reference !== reference) return false
  const { command, params, tags } = message
  const [target = '', text = ''] = params
  if (command !== 'PRIVMSG' && command !== 'NOTICE') {
    refuse(session, 'MULTILINE_INVALID', 'A batch holds PRIVMSG or NOTICE only', command)
  } else if (target !== batch.target) {
    refuse(session, 'MULTILINE_INVALID_TARGET', 'All lines of a batch go to one target', batch.target, target)
  } else if (batch.command !== null && batch.command !== command) {
    refuse(session, 'MULTILINE_INVALID', 'A batch holds either PRIVMSG or NOTICE')
  } else {
    batch.command = command
    add(session, batch, text, tags.has(CONCAT))
  }
  return true
}

const add = (session: IrcSession, batch: OpenBatch, text: string, isConcat: boolean): void => {
  const isFirst = batch.lines.length === 0
  if (isConcat && !isFirst) batch.lines.push((batch.lines.pop() ?? '') + text)
  else batch.lines.push(text)
  batch.octets += Buffer.byteLength(text) + (isConcat || isFirst ? 0 : 1)
  if (batch.octets > MULTILINE_OCTETS) {
    refuse(session, 'MULTILINE_MAX_BYTES', 'That message is too long', String(MULTILINE_OCTETS))
  } else if (batch.lines.length > MULTILINE_LINES) {
    refuse(session, 'MULTILINE_MAX_LINES', 'That message has too many lines', String(MULTILINE_LINES))
  }
}

export const batch: Command = { minParams: 1, isActivity: true, run }
