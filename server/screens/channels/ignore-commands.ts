// Knocking at somebody's screens, and not hearing somebody.

import type { Run } from './chat.ts'
import { usage } from './chat.ts'
import { type ChatCommand, firstWord } from './commands.ts'

export const IGNORE_ACTIONS = {
  page: async (chat, here, rest) => {
    const { core, session, text } = chat.context
    const { word, rest: words } = firstWord(rest)
    if (word === '') return usage(chat, here, 'page')
    await core.pages.page({ session, nick: word, text: words })
    chat.feed.note(here, 'note', text('community.page.done', { nick: word }))
  },
  ignore: async (chat, here, rest) => {
    const { core, session, text } = chat.context
    if (rest !== '') await core.pages.ignore({ session, name: rest })
    const names = await core.pages.ignored({ session })
    chat.feed.ignored = names
    const nicks = names.join(' ')
    chat.feed.note(here, 'note', text('channels.note.ignored', { count: names.length, nicks }))
  },
  unignore: async (chat, here, rest) => {
    const { core, session, text } = chat.context
    if (rest === '') return usage(chat, here, 'unignore')
    await core.pages.unignore({ session, name: rest })
    const names = await core.pages.ignored({ session })
    chat.feed.ignored = names
    chat.feed.note(here, 'note', text('channels.note.unignored', { nick: rest }))
  },
} satisfies Partial<Record<ChatCommand, Run>>
