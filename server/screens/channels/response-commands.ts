// What is done about a line that stands there already: reacting to it, answering it, reading the article it announces.

import type { Chat, Run } from './chat.ts'
import { usage } from './chat.ts'
import { isSpoken, type SpokenLine } from './chat-line.ts'
import { type ChatCommand, firstWord } from './commands.ts'
import type { Conversation } from './conversation.ts'
import { reactionFor } from './emoji.ts'

const REPLY = '+draft/reply'
const REACT = '+draft/react'
const UNREACT = '+draft/unreact'

/** The newest line of somebody, or of anybody but the caller; undefined when there is none here. */
const newestOf = (here: Conversation, nick: string): SpokenLine | undefined =>
  here.scrollback.lines.findLast(
    (line): line is SpokenLine =>
      isSpoken(line) && !line.removed && (nick === '' ? !line.own : line.nick.toLowerCase() === nick.toLowerCase()),
  )

const saysNothing = (chat: Chat, here: Conversation, nick: string): void =>
  chat.feed.note(here, 'error', chat.context.text('channels.no-line', { nick }))

const react =
  (command: ChatCommand, tag: string): Run =>
  async (chat, here, rest) => {
    const { core, session } = chat.context
    const { word, rest: nick } = firstWord(rest)
    if (word === '') return usage(chat, here, command)
    const line = newestOf(here, nick)
    if (line === undefined) return saysNothing(chat, here, nick)
    const tags = { [tag]: reactionFor(word), [REPLY]: line.msgid }
    await core.history.tag({ session, target: here.name, tags })
  }

export const RESPONSE_ACTIONS = {
  react: react('react', REACT),
  unreact: react('unreact', UNREACT),
  reply: async (chat, here, rest) => {
    const { word, rest: words } = firstWord(rest)
    const line = newestOf(here, word.replace(/[:,]$/, ''))
    if (words === '') return usage(chat, here, 'reply')
    if (line === undefined) return saysNothing(chat, here, word)
    await chat.say(here, words, 'message', { [REPLY]: line.msgid })
  },
  read: async (chat, here) => {
    const article = here.announced
    if (article === null) chat.feed.note(here, 'note', chat.context.text('channels.nothing-announced'))
    else await chat.read(article)
  },
} satisfies Partial<Record<ChatCommand, Run>>
