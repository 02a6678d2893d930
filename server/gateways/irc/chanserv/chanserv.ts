// ChanServ: the channels' order in words, for clients and people used to services. A face over the same calls as MODE,
// KICK and the rest; it answers in NOTICEs, and to the session that asked only.

import { foldName } from '../../../../shared/names.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { formatPrefix } from '../../../wire/irc/mask.ts'
import type { House } from '../house.ts'
import { sentenceFor } from '../replies.ts'
import { SERVICE_USER } from '../service.ts'
import type { IrcSession } from '../session.ts'
import { HOLD_WORDS } from './hold-words.ts'
import { ORDER_WORDS } from './order-words.ts'
import { OWNER_WORDS } from './owner-words.ts'
import { PLACE_WORDS } from './place-words.ts'
import type { ChannelWord } from './word.ts'

export const CHANSERV_NICK = 'ChanServ'

export const isChanServ = (nick: string): boolean => foldName(nick) === foldName(CHANSERV_NICK)

export const CHANNEL_WORDS: Readonly<Record<string, ChannelWord>> = {
  ...OWNER_WORDS,
  ...ORDER_WORDS,
  ...PLACE_WORDS,
  ...HOLD_WORDS,
}

const INTRODUCTION = [
  'I keep order in channels. The same order holds on every face: IRC, SSH, the browser.',
  'help WORD tells more about each of these:',
]

/** Answers one line said to ChanServ. */
export const serveChannels = async (session: IrcSession, house: House, text: string): Promise<void> => {
  const source = formatPrefix({ nick: CHANSERV_NICK, user: SERVICE_USER, host: house.serverName })
  for (const line of await answerTo(session, text)) {
    session.send({ source, command: 'NOTICE', params: [session.nick], text: line })
  }
}

const answerTo = async (session: IrcSession, text: string): Promise<readonly string[]> => {
  const [name = '', ...args] = text.trim().split(/\s+/)
  const key = name.toLowerCase()
  if (key === 'help') return help(args[0]?.toLowerCase() ?? '')
  const word = Object.hasOwn(CHANNEL_WORDS, key) ? CHANNEL_WORDS[key] : undefined
  if (word === undefined) return [`I do not know "${name}". Say help, and I tell what I do.`]
  const [channel = ''] = args
  if (word.takesChannel && !channel.startsWith('#')) return [`Say: ${word.usage}`]
  try {
    const lines = await word.run({ session, channel, args: word.takesChannel ? args.slice(1) : args })
    return lines ?? [`Say: ${word.usage}`]
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    return [sentenceFor('CHANSERV', error)]
  }
}

const help = (name: string): readonly string[] => {
  const word = Object.hasOwn(CHANNEL_WORDS, name) ? CHANNEL_WORDS[name] : undefined
  if (word !== undefined) return [word.usage, ...word.help]
  if (name !== '') return [`I do not know "${name}". Say help, and I tell what I do.`]
  return [
    ...INTRODUCTION,
    ...Object.values(CHANNEL_WORDS).map(({ usage, help: [first = ''] }) => `${usage}  ·  ${first}`),
  ]
}
