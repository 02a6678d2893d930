// Which class a connection belongs to, by who it is.

import type { ConnectionClasses } from './classes.ts'
import type { IrcSession } from './session.ts'

/** The class that a connection is in from now on. To be asked after each change of who it is. */
export const settleClass = async (session: IrcSession, classes: ConnectionClasses): Promise<void> => {
  if (session.hasEnded || !session.isRegistered) return
  const { accountName, role } = await session.core.sessions.whoAmI({ session: session.id })
  const isStaff = role === 'moderator' || role === 'sysop'
  const name = session.isGateway ? 'gateway' : isStaff ? 'operator' : accountName === null ? 'guest' : 'account'
  session.setClass(classes[name])
}
