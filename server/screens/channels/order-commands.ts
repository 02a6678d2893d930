// The commands of those who keep order in a channel: kick, ban, prefixes, modes, invitations.

import { type Level, type ModeChange, readModes, shownModes } from '../../core/channels/modes.ts'
import { isRefusal, Refusal } from '../../core/refusal.ts'
import { type Chat, type Run, usage } from './chat.ts'
import { type ChatCommand, firstWord } from './commands.ts'
import type { Conversation } from './conversation.ts'

/** What took effect is told by the event; what did not, here. */
const change = async (chat: Chat, here: Conversation, changes: readonly ModeChange[]): Promise<void> => {
  const { core, session, refusalText } = chat.context
  const { refused } = await core.channels.setModes({ session, channel: here.name, changes })
  const words = refused.map(({ code, detail }) => refusalText(new Refusal(code, detail)))
  for (const text of new Set(words)) chat.feed.note(here, 'error', text)
}

/** Only in a channel, and only with words behind the command. */
const inChannel =
  (command: ChatCommand, run: Run): Run =>
  (chat, here, rest) =>
    here.kind === 'direct' || rest === '' ? usage(chat, here, command) : run(chat, here, rest)

const prefix = (command: ChatCommand, sign: '+' | '-', letter: Level): Run =>
  inChannel(command, (chat, here, rest) =>
    change(
      chat,
      here,
      rest.split(/[\s,]+/).map((param) => ({ sign, letter, param })),
    ),
  )

/** Somebody who is here is banned by account, or by where they come from; anything else is a mask, or an account. */
const maskFor = async ({ context: { core, session } }: Chat, word: string): Promise<string> => {
  if (/[!@*?:]/.test(word)) return word
  try {
    const { account, host } = await core.sessions.presence({ session, nick: word })
    return account === null ? `*!*@${host}` : `~account:${account}`
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'no-such-nick') throw error
    return `~account:${word}`
  }
}

const ban =
  (sign: '+' | '-'): Run =>
  async (chat, here, rest) => {
    const { word, rest: reason } = firstWord(rest)
    await change(chat, here, [{ sign, letter: 'b', param: await maskFor(chat, word), reason }])
  }

export const ORDER_ACTIONS = {
  kick: inChannel('kick', async ({ context: { core, session } }, here, rest) => {
    const { word, rest: reason } = firstWord(rest)
    await core.channels.kick({ session, channel: here.name, nick: word, reason })
  }),
  ban: inChannel('ban', ban('+')),
  unban: inChannel('unban', ban('-')),
  op: prefix('op', '+', 'o'),
  deop: prefix('deop', '-', 'o'),
  voice: prefix('voice', '+', 'v'),
  devoice: prefix('devoice', '-', 'v'),
  invite: inChannel('invite', async (chat, here, rest) => {
    const { core, session, text } = chat.context
    await core.channels.invite({ session, channel: here.name, nick: rest })
    chat.feed.note(here, 'note', text('channels.note.asked', { nick: rest, channel: here.name }))
  }),
  mode: async (chat, here, rest) => {
    const { core, session, text } = chat.context
    if (here.kind === 'direct') return usage(chat, here, 'mode')
    if (rest !== '') {
      const [modes = '', ...params] = rest.split(/\s+/)
      const { changes, lacking } = readModes(modes, params)
      if (lacking || changes.length === 0) usage(chat, here, 'mode')
      return change(chat, here, changes)
    }
    const { name, modes } = await core.channels.get({ session, channel: here.name })
    chat.feed.note(here, 'note', text('channels.note.modes', { channel: name, modes: shownModes(modes).join(' ') }))
  },
} satisfies Partial<Record<ChatCommand, Run>>
