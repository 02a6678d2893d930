// Coming and going, in words: making an account, logging in and out, becoming sysop.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sendLoggedIn } from '../logged-in.ts'
import { prefixOf } from '../render.ts'
import type { AccountWord, Asked } from './word.ts'

const register = async ({ session, rest }: Asked): Promise<readonly string[] | null> => {
  const { core, id, nick } = session
  const { mode } = await core.accounts.registration({ session: id })
  // A password may hold blanks, an invite code does not.
  const [, withCode = rest, invite] = (mode === 'invite' && /^(.*\S) +(\S+)$/.exec(rest)) || []
  const password = invite === undefined ? rest : withCode
  if (password === '') return ['Say: register PASSWORD', ...(mode === 'invite' ? ['or: register PASSWORD INVITE'] : [])]
  const account = await core.accounts.register({
    ...{ session: id, name: nick, password },
    ...(invite === undefined ? {} : { invite }),
  })
  if (account.state === 'pending') {
    return [`The account ${account.name} is made. It opens once a moderator has let it in.`]
  }
  sendLoggedIn(session, account.name)
  return [`Welcome, ${account.name}: the account is yours, on every face. Next time, log in with SASL.`]
}

const identify = async ({ session, rest }: Asked): Promise<readonly string[] | null> => {
  const blank = rest.indexOf(' ')
  const name = blank === -1 ? session.nick : rest.slice(0, blank)
  const password = rest.slice(blank + 1).trim()
  if (password === '') return null
  const account = await session.core.accounts.signIn({ session: session.id, name, password })
  sendLoggedIn(session, account.name)
  return [`You are logged in as ${account.name}.`]
}

const claim = async ({ session, rest }: Asked): Promise<readonly string[] | null> => {
  if (rest === '') return ['Say: claim CODE. The very first start of the daemon printed the code.']
  const account = await session.core.accounts.claim({ session: session.id, code: rest })
  return [`The house is yours, ${account.name}: you are its sysop, on every face.`]
}

const whoami = async ({ session }: Asked): Promise<readonly string[] | null> => {
  const { accountName, role } = await session.core.sessions.whoAmI({ session: session.id })
  return [accountName === null ? `You are ${session.nick}, a guest.` : `You are ${accountName}, a ${role} here.`]
}

// Nobody can stay on IRC without a nick, so whoever logs out is a guest from then on.
const logout = async ({ session }: Asked): Promise<readonly string[]> => {
  const { core, id } = session
  await core.accounts.me({ session: id })
  await core.accounts.signOut({ session: id })
  const { nick } = await core.sessions.enterAsGuest({ session: id })
  const host = session.presence?.who.host ?? '*'
  session.reply(NUMERIC.RPL_LOGGEDOUT, [prefixOf({ nick: session.nick, host })], 'You are now logged out')
  return [`You are logged out, and a guest from now on: ${nick}.`]
}

export const LOGIN_WORDS: Readonly<Record<string, AccountWord>> = {
  register: {
    usage: 'register PASSWORD',
    help: ['make an account of the nick you wear now', 'Where accounts need an invitation: register PASSWORD INVITE'],
    run: register,
  },
  identify: {
    usage: 'identify [NAME] PASSWORD',
    help: ['log in; the name of the account becomes your nick', 'Without NAME, to the account of the nick you wear.'],
    run: identify,
  },
  regain: {
    usage: 'regain NAME PASSWORD',
    help: ['get your nick back: logs you in, and whoever wears it as a guest gives way'],
    run: identify,
  },
  logout: {
    usage: 'logout',
    help: ['log out; you stay, as a guest with another nick'],
    run: logout,
  },
  whoami: { usage: 'whoami', help: ['who you are here'], run: whoami },
  claim: {
    usage: 'claim CODE',
    help: ['become sysop with the code that the very first start printed', 'It works once.'],
    run: claim,
  },
}
