// 900 (RPL_LOGGEDIN): sent whenever a session logs in, by whatever way; clients take from it which account they are.

import { USER } from '../../../shared/mask.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { prefixOf } from './render.ts'
import type { IrcSession } from './session.ts'

export const sendLoggedIn = (session: IrcSession, account: string): void => {
  const host = session.presence?.who.host ?? '*'
  const mask = session.nick === '*' ? `*!${USER}@${host}` : prefixOf({ nick: session.nick, host })
  session.reply(NUMERIC.RPL_LOGGEDIN, [mask, account], `You are now logged in as ${account}`)
}
