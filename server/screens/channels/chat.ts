// What a command may do to the chat it was typed in.

import type { ClientTags } from '../../core/channels/channel.ts'
import type { ScreenContext } from '../screen.ts'
import type { ChatFeed } from './chat-feed.ts'
import type { ChatCommand } from './commands.ts'
import type { Conversation } from './conversation.ts'
import type { Tabs } from './tabs.ts'

export interface Chat {
  readonly context: ScreenContext
  readonly feed: ChatFeed
  readonly tabs: Tabs
  /** Comes into a channel, or to where it leads, and shows it. @throws Refusal as the core's join */
  join(channel: string, key?: string): Promise<void>
  /** Shows the private conversation with `nick`, who is on. */
  query(nick: string): Promise<Conversation>
  /** Says it in lines that fit. */
  say(conversation: Conversation, text: string, kind: 'message' | 'action' | 'notice', tags?: ClientTags): Promise<void>
  /** Opens an article by its Message-ID. @throws Refusal no-such-article */
  read(article: string): Promise<void>
  closeTab(conversation: Conversation): void
  leave(): Promise<void>
}

export type Run = (chat: Chat, here: Conversation, rest: string) => Promise<void> | void

/** How a command is used, for whoever used it otherwise. */
export const usage = (chat: Chat, here: Conversation, command: ChatCommand): void => {
  chat.feed.note(here, 'error', chat.context.text(`channels.usage.${command}`))
}
