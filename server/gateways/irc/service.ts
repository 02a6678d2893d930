// The house's own nick: people talk to it to make an account, to log in, and to become sysop. It answers in NOTICEs,
// as services have always done, and to the session that asked only.

import { foldName } from '../../../shared/names.ts'
import { isRefusal } from '../../core/refusal.ts'
import { formatPrefix } from '../../wire/irc/mask.ts'
import type { House } from './house.ts'
import { ACCOUNT_WORDS } from './nickserv/account-words.ts'
import { LOGIN_WORDS } from './nickserv/login-words.ts'
import { SEARCH_WORDS } from './nickserv/search-words.ts'
import type { AccountWord } from './nickserv/word.ts'
import { sentenceFor } from './replies.ts'
import type { IrcSession } from './session.ts'

export const SERVICE_NICK = 'Samband'
export const SERVICE_USER = 'service'

/** Clients are set up to talk to NickServ; it is the same ear. All these names are reserved. */
export const NICKSERV_NICK = 'NickServ'
/** Where other networks keep what was said before. */
const HISTSERV_NICK = 'HistServ'
const NICKS: ReadonlyMap<string, string> = new Map(
  [SERVICE_NICK, NICKSERV_NICK, HISTSERV_NICK].map((nick) => [foldName(nick), nick]),
)

export const isService = (nick: string): boolean => NICKS.has(foldName(nick))

export const servicePrefix = ({ serverName }: House): string =>
  formatPrefix({ nick: SERVICE_NICK, user: SERVICE_USER, host: serverName })

const WORDS: Readonly<Record<string, AccountWord>> = { ...LOGIN_WORDS, ...ACCOUNT_WORDS, ...SEARCH_WORDS }

const INTRODUCTION = [
  'I am the house itself. One account opens every way in: IRC, SSH, the browser, newsreaders.',
  'help WORD tells more about each of these:',
]
const EPILOGUE =
  'To be logged in from the first moment, give your client SASL PLAIN or the server password NAME:PASSWORD.'

/** Answers one line said to the house, by the name it was said to. */
export const serve = async (session: IrcSession, house: House, text: string, to = SERVICE_NICK): Promise<void> => {
  const nick = NICKS.get(foldName(to)) ?? SERVICE_NICK
  const source = formatPrefix({ nick, user: SERVICE_USER, host: house.serverName })
  for (const line of await answerTo(session, house, text)) {
    session.send({ source, command: 'NOTICE', params: [session.nick], text: line })
  }
}

const answerTo = async (session: IrcSession, house: House, text: string): Promise<readonly string[]> => {
  const [, name = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? []
  const key = name.toLowerCase()
  if (key === 'help') return help(rest.toLowerCase())
  const word = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined
  if (word === undefined) return [`I do not know "${name}". Say help, and I tell what I do.`]
  try {
    return (await word.run({ session, house, rest })) ?? [`Say: ${word.usage}`]
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    return [sentenceFor(key.toUpperCase(), error)]
  }
}

const help = (name: string): readonly string[] => {
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (word !== undefined) return [word.usage, ...word.help]
  if (name !== '') return [`I do not know "${name}". Say help, and I tell what I do.`]
  const width = Math.max(...Object.values(WORDS).map(({ usage }) => usage.length))
  const rows = Object.values(WORDS).map(({ usage, help: [first] }) => `${usage.padEnd(width)}  ${first}`)
  return [...INTRODUCTION, ...rows, EPILOGUE]
}
