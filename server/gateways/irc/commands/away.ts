// AWAY and SETNAME: what a person says of themselves. With draft/pre-away, AWAY may come before the welcome, and
// `AWAY *` says that nobody sits there without giving a reason (https://ircv3.net/specs/extensions/pre-away).

import { AWAY_OCTETS, DISPLAY_NAME_OCTETS } from '../../../../shared/limits.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { CAP } from '../capabilities.ts'
import { sentenceFor } from '../replies.ts'
import type { Call, Command } from './command.ts'

const runAway = async ({ session, params: [text = ''] }: Call): Promise<void> => {
  const mayComeEarly = session.has(CAP.preAway)
  if (!session.isRegistered && !mayComeEarly) {
    return session.reply(NUMERIC.ERR_NOTREGISTERED, [], 'You have not registered: NICK and USER come first')
  }
  const { sessions } = session.core
  if (text === '') {
    await sessions.setAway({ session: session.id, away: null })
    return session.reply(NUMERIC.RPL_UNAWAY, [], 'You are no longer marked as being away')
  }
  const isPassive = mayComeEarly && text === '*'
  await sessions.setAway({ session: session.id, away: cutToOctets(text, AWAY_OCTETS), isPassive })
  session.reply(NUMERIC.RPL_NOWAWAY, [], 'You have been marked as being away')
}

const runSetname = async ({ session, params: [name = ''] }: Call): Promise<void> => {
  if (name.trim() === '') return session.fail('SETNAME', 'INVALID_REALNAME', 'A real name cannot be empty')
  if (Buffer.byteLength(name) > DISPLAY_NAME_OCTETS) {
    return session.fail('SETNAME', 'INVALID_REALNAME', `A real name has at most ${DISPLAY_NAME_OCTETS} octets`)
  }
  try {
    await session.core.accounts.setDisplayName({ session: session.id, displayName: name })
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    session.fail('SETNAME', 'CANNOT_CHANGE_REALNAME', sentenceFor('SETNAME', error))
  }
}

export const away: Command = { minParams: 0, beforeRegistration: true, isActivity: true, run: runAway }
export const setname: Command = { minParams: 1, isActivity: true, run: runSetname }
