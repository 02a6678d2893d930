// NICK: the nick one asks for at first, and another one later. Someone with an account keeps its name.

import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { refuseNick, tryWelcome } from '../welcome.ts'
import type { Call, Command } from './command.ts'

// Whoever logs in gets their account's name whatever they asked for, so before the welcome we only want a word that
// can stand in a line; the grammar of names is held against it when somebody enters as a guest.
const SPEAKABLE = /^[^\u0000-\u0020!@:#*?,$&+~%]{1,40}$/

const run = async ({ session, house, params }: Call): Promise<void> => {
  const [nick = ''] = params
  if (nick === '') return session.reply(NUMERIC.ERR_NONICKNAMEGIVEN, [], 'No nickname given')
  const { registration } = session
  if (registration !== null) {
    if (!SPEAKABLE.test(nick)) return session.reply(NUMERIC.ERR_ERRONEUSNICKNAME, [nick], 'That cannot be a nickname')
    registration.nick = nick
    return tryWelcome(session, house)
  }
  if (nick === session.nick) return
  try {
    await session.core.sessions.rename({ session: session.id, nick })
  } catch (error) {
    if (!isRefusal(error)) throw error
    refuseNick(session, nick, error)
  }
}

export const nick: Command = { minParams: 0, beforeRegistration: true, isActivity: true, run }
