// What each `/command` of the chat does. The names and their short forms are in commands.ts.

import type { PresenceView } from '../../core/accounts/session.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { type Chat, type Run, usage } from './chat.ts'
import { type ChatCommand, firstWord } from './commands.ts'
import type { Conversation } from './conversation.ts'
import { IGNORE_ACTIONS } from './ignore-commands.ts'
import { memberPrefix } from './members.ts'
import { ORDER_ACTIONS } from './order-commands.ts'
import { RESPONSE_ACTIONS } from './response-commands.ts'

export const CHAT_ACTIONS: Record<ChatCommand, Run> = {
  join: async (chat, here, rest) => {
    const names = rest.split(/[\s,]+/).filter((name) => name !== '')
    if (names.length === 0) usage(chat, here, 'join')
    const [channel = '', key = ''] = names
    if (names.length === 2 && channel.startsWith('#') && !key.startsWith('#')) return chat.join(channel, key)
    for (const name of names) await chat.join(name.startsWith('#') ? name : `#${name}`)
  },
  part: async (chat, here, rest) => {
    if (here.kind === 'direct') return chat.closeTab(here)
    const { core, session } = chat.context
    const { word, rest: reason } = firstWord(rest)
    const named = word.startsWith('#')
    const channel = named ? word : here.name
    await core.channels.part({ session, channel, reason: named ? reason : rest })
  },
  topic: async (chat, here, rest) => {
    if (here.kind === 'direct') return usage(chat, here, 'topic')
    const { core, session, text } = chat.context
    if (rest !== '') await core.channels.setTopic({ session, channel: here.name, topic: rest })
    else chat.feed.note(here, 'note', text('channels.note.topic', { topic: here.topic, channel: here.name }))
  },
  me: async (chat, here, rest) => {
    if (rest === '') usage(chat, here, 'me')
    else await chat.say(here, rest, 'action')
  },
  msg: async (chat, here, rest) => {
    const { word, rest: words } = firstWord(rest)
    if (word === '' || words === '') return usage(chat, here, 'msg')
    await tell(chat, here, word, words, 'message')
  },
  query: async (chat, here, rest) => {
    const { word, rest: words } = firstWord(rest)
    if (word === '') return usage(chat, here, 'query')
    const conversation = await meet(chat, word)
    if (words !== '') await chat.say(conversation, words, 'message')
  },
  notice: async (chat, here, rest) => {
    const { word, rest: words } = firstWord(rest)
    if (word === '' || words === '') return usage(chat, here, 'notice')
    await tell(chat, here, word, words, 'notice')
  },
  names: (chat, here) => {
    const { text } = chat.context
    const nicks = here.members.sorted.map((member) => memberPrefix(member) + member.nick).join(' ')
    chat.feed.note(here, 'note', text('channels.note.names', { count: here.members.count, nicks }))
  },
  whois: async (chat, here, rest) => {
    const { core, session } = chat.context
    const nick = rest === '' && here.kind === 'direct' ? here.name : rest
    if (nick === '') return usage(chat, here, 'whois')
    whois(chat, here, await core.sessions.presence({ session, nick }))
  },
  nick: async (chat, here, rest) => {
    const { core, session } = chat.context
    if (rest === '') return usage(chat, here, 'nick')
    await core.sessions.rename({ session, nick: rest })
    await chat.context.refreshMe()
  },
  search: (chat, here, words) => {
    const within = here.kind === 'direct' ? `@${here.name}` : here.name
    return chat.context.visit({ search: { within, words } })
  },
  clear: (_chat, here) => here.scrollback.clear(),
  ...ORDER_ACTIONS,
  ...RESPONSE_ACTIONS,
  ...IGNORE_ACTIONS,
  help: async ({ context: { notice, text } }) => {
    await notice({ title: text('channels.commands.title'), text: text('channels.commands.text') })
  },
  quit: (chat) => chat.leave(),
}

/** Shows the conversation with somebody who is on. @throws Refusal no-such-nick */
const meet = async (chat: Chat, word: string): Promise<Conversation> => {
  const { core, session } = chat.context
  const { nick } = await core.sessions.presence({ session, nick: word })
  return chat.query(nick)
}

/** To a channel that the caller is in, or to a nick. */
const tell = async (
  chat: Chat,
  here: Conversation,
  to: string,
  words: string,
  kind: 'message' | 'notice',
): Promise<void> => {
  const channel = chat.tabs.channel(to)
  if (to.startsWith('#') && channel === undefined) {
    chat.feed.note(here, 'error', chat.context.text('channels.not-here', { channel: to }))
    return
  }
  await chat.say(channel ?? (await meet(chat, to)), words, kind)
}

const whois = ({ context: { text }, feed }: Chat, here: Conversation, who: PresenceView): void => {
  const name = sanitizeLine(who.displayName)
  const lines = [
    text(name === '' ? 'channels.whois.nick' : 'channels.whois.name', { nick: who.nick, name, role: who.role }),
    text('channels.whois.since', { since: new Date(who.since), face: who.faces.join(', ') }),
    ...(who.channels.length === 0 ? [] : [text('channels.whois.channels', { channels: who.channels.join(' ') })]),
  ]
  for (const line of lines) feed.note(here, 'note', line)
}
