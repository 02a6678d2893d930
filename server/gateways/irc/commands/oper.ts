// OPER, KILL and WALLOPS: the staff at work. Rights come from the account's role, on every face alike; OPER is a way to
// log in to such an account, and to say so.

import { foldName } from '../../../../shared/names.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sendLoggedIn } from '../logged-in.ts'
import { answeringRefusals, replyToRefusal } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'

const isStaff = (role: string): boolean => role === 'moderator' || role === 'sysop'

const runOper = async ({ session, params: [name = '', ...words] }: Call): Promise<void> => {
  const password = words.join(' ')
  const own = session.presence?.who.account ?? null
  if (own !== null && foldName(own) !== foldName(name)) {
    const text = `You are logged in as ${own}: operators act under their own account`
    return session.reply(NUMERIC.ERR_NOOPERHOST, [], text)
  }
  try {
    if (own === null) {
      await session.core.accounts.signIn({ session: session.id, name, password })
      sendLoggedIn(session, session.nick)
    } else await requirePassword(session, own, password)
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    return replyToRefusal(session, 'OPER', '', error)
  }
  const { role } = await session.core.sessions.whoAmI({ session: session.id })
  if (!isStaff(role)) {
    return session.reply(NUMERIC.ERR_NOOPERHOST, [], 'That account is a member here, not an operator')
  }
  session.hearsWallops = true
  session.send({ source: session.nick, command: 'MODE', params: [session.nick, '+ow'] })
  session.reply(NUMERIC.RPL_YOUREOPER, [], `You are now an IRC operator: a ${role} of this house`)
}

/** A session of its own tries the password, under the same limits as any login. @throws Refusal as signIn */
const requirePassword = async (
  { core, secure, address }: IrcSession,
  name: string,
  password: string,
): Promise<void> => {
  const trial = await core.sessions.open({ face: 'irc', address, secure })
  try {
    await core.accounts.signIn({ session: trial, name, password })
  } finally {
    await core.sessions.close({ session: trial, reason: '' })
  }
}

const runKill = async ({ session, params: [nicks = '', reason = ''] }: Call): Promise<void> => {
  for (const nick of listOf(nicks)) {
    await answeringRefusals(session, 'KILL', nick, async () => {
      await session.core.moderation.kill({ session: session.id, nick, reason })
      session.notice(`${nick} has been disconnected`)
    })
  }
}

export const oper: Command = { minParams: 2, run: runOper }
export const kill: Command = { minParams: 1, isActivity: true, run: runKill }
export const wallops: Command = {
  minParams: 1,
  isActivity: true,
  run: ({ session, params: [text = ''] }) => session.core.moderation.announce({ session: session.id, text }),
}
