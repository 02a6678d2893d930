// MARKREAD and REDACT: how far one has read (https://ircv3.net/specs/extensions/read-marker), and taking a line back
// (https://ircv3.net/specs/extensions/message-redaction).

import { isRefusal } from '../../../core/refusal.ts'
import { markerLine } from '../render.ts'
import { sentenceFor } from '../replies.ts'
import { parsePoint } from './chathistory.ts'
import type { Call, Command } from './command.ts'

const runMarkread = async ({ session, house, params: [target = '', mark] }: Call): Promise<void> => {
  if (target === '') return session.fail('MARKREAD', 'NEED_MORE_PARAMS', 'Which channel or person?')
  const point = mark === undefined ? null : parsePoint(mark)
  if (mark !== undefined && (point === null || !('at' in point))) {
    return session.fail('MARKREAD', 'INVALID_PARAMS', 'A marker is timestamp=…', target, mark)
  }
  const { history } = session.core
  const args = { session: session.id, target }
  try {
    const at =
      point !== null && 'at' in point ? await history.mark({ ...args, at: point.at }) : await history.marker(args)
    session.send(markerLine(house.serverName, target, at))
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    const code = error.code === 'sign-in-required' ? 'ACCOUNT_REQUIRED' : 'INVALID_TARGET'
    session.fail('MARKREAD', code, sentenceFor('MARKREAD', error), target)
  }
}

const runRedact = async ({ session, params: [target = '', msgid = '', reason = ''] }: Call): Promise<void> => {
  try {
    await session.core.history.redact({ session: session.id, target, msgid, reason })
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    switch (error.code) {
      case 'no-such-thing':
        return session.fail('REDACT', 'UNKNOWN_MSGID', 'There is no such message there', target, msgid)
      case 'not-permitted':
      case 'not-operator':
      case 'too-long':
        return session.fail('REDACT', 'REDACT_FORBIDDEN', 'You may take back your own lines only', target, msgid)
      default:
        return session.fail('REDACT', 'INVALID_TARGET', sentenceFor('REDACT', error), target)
    }
  }
}

export const markread: Command = { minParams: 0, run: runMarkread }
export const redact: Command = { minParams: 2, isActivity: true, run: runRedact }
