// The house's own nick: people talk to it to make an account, to log in, and to become sysop. It answers in NOTICEs,
// as services have always done, and to the session that asked only.

import { foldName } from '../../../shared/names.ts'
import { isRefusal } from '../../core/refusal.ts'
import { formatPrefix } from '../../wire/irc/mask.ts'
import type { House } from './house.ts'
import { sendLoggedIn } from './logged-in.ts'
import { sentenceFor } from './replies.ts'
import type { IrcSession } from './session.ts'

export const SERVICE_NICK = 'Samband'
export const SERVICE_USER = 'service'

/** Clients are set up to talk to NickServ; it is the same ear. All these names are reserved. */
const NICKS = new Set(['samband', 'nickserv'])

export const isService = (nick: string): boolean => NICKS.has(foldName(nick))

export const servicePrefix = ({ serverName }: House): string =>
  formatPrefix({ nick: SERVICE_NICK, user: SERVICE_USER, host: serverName })

interface Request {
  readonly session: IrcSession
  readonly house: House
  /** What stands behind the first word. */
  readonly rest: string
}

const HELP = [
  'I am the house itself. One account opens every way in: IRC, SSH, the browser, newsreaders.',
  'register PASSWORD      make an account of the nick you wear now',
  'identify PASSWORD      log in to the account of that name',
  'identify NAME PASSWORD log in to another account: its name becomes your nick',
  'whoami                 who you are here',
  'claim CODE             become sysop with the code that the very first start printed',
  'To be logged in from the first moment, give your client SASL PLAIN or the server password NAME:PASSWORD.',
]

const register = async ({ session, rest }: Request): Promise<string[]> => {
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

const identify = async ({ session, rest }: Request): Promise<string[]> => {
  const blank = rest.indexOf(' ')
  const name = blank === -1 ? session.nick : rest.slice(0, blank)
  const password = rest.slice(blank + 1).trim()
  if (password === '') return ['Say: identify PASSWORD, or: identify NAME PASSWORD']
  const account = await session.core.accounts.signIn({ session: session.id, name, password })
  sendLoggedIn(session, account.name)
  return [`You are logged in as ${account.name}.`]
}

const claim = async ({ session, rest }: Request): Promise<string[]> => {
  if (rest === '') return ['Say: claim CODE. The very first start of the daemon printed the code.']
  const account = await session.core.accounts.claim({ session: session.id, code: rest })
  return [`The house is yours, ${account.name}: you are its sysop, on every face.`]
}

const whoami = async ({ session }: Request): Promise<string[]> => {
  const { accountName, role } = await session.core.sessions.whoAmI({ session: session.id })
  return [accountName === null ? `You are ${session.nick}, a guest.` : `You are ${accountName}, a ${role} here.`]
}

const WORDS: Readonly<Record<string, (request: Request) => Promise<string[]>>> = {
  help: async () => HELP,
  register,
  identify,
  claim,
  whoami,
}

/** Answers one line said to the house. */
export const serve = async (session: IrcSession, house: House, text: string): Promise<void> => {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? []
  const name = word.toLowerCase()
  const act = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (act === undefined) return answer(session, house, [`I do not know "${word}". Say help, and I tell what I do.`])
  try {
    answer(session, house, await act({ session, house, rest }))
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    answer(session, house, [sentenceFor(name.toUpperCase(), error)])
  }
}

const answer = (session: IrcSession, { serverName }: House, lines: readonly string[]): void => {
  const source = formatPrefix({ nick: SERVICE_NICK, user: SERVICE_USER, host: serverName })
  for (const text of lines) session.send({ source, command: 'NOTICE', params: [session.nick], text })
}
