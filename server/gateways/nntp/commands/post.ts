// POST, and what peers send to each other (RFC 3977 §6.3, RFC 4644), which is politely not wanted here. Wherever an
// article follows it is read to its end, also when it is refused, so that nothing of it is taken for commands.

import { ARTICLE_OCTETS } from '../../../../shared/limits.ts'
import { isMessageId } from '../../../wire/nntp/command.ts'
import type { Call, Command } from './command.ts'

/** An article with all its dots doubled. */
const WIRE_OCTETS = 2 * ARTICLE_OCTETS

const runPost = async ({ session }: Call): Promise<void> => {
  // RFC 4643 §2.2: said before the article is sent.
  if (session.account === null) return session.reply(480, 'Log in to post')
  session.reply(340, 'Send the article; end it with a dot on a line of its own')
  const octets = await session.input.article(WIRE_OCTETS)
  if (octets === null || octets.length > ARTICLE_OCTETS) {
    return session.reply(441, `The article is too long: at most ${ARTICLE_OCTETS / 1024} KiB`)
  }
  const { messageId, placements } = await session.core.news.inject({ session: session.id, octets })
  const places = placements.map(({ board, number }) => `${board}:${number}`).join(' ')
  session.reply(240, placements.length === 0 ? 'Done: the article is cancelled' : `${messageId} posted to ${places}`)
}

export const post: Command = { args: [0, 0], syntax: '', run: runPost }

/** 480 for whom a login might help, 435 for whom it would not. */
export const ihave: Command = {
  args: [1, 1],
  syntax: 'message-id',
  run: ({ session, command }) => {
    if (!isMessageId(command.args[0] ?? '')) return session.reply(501, 'Give a <message-id>')
    if (session.account === null) return session.reply(480, 'Articles of other servers are taken from peers alone')
    session.reply(435, 'Not wanted: you are no peer of this server. To write here, use POST')
  },
}

export const check: Command = {
  args: [1, 1],
  syntax: 'message-id',
  run: ({ session, command }) => session.reply(438, `${command.args[0]} not wanted: you are no peer of this server`),
}

/** Its article comes unasked. */
export const takeThis: Command = {
  args: [1, 1],
  syntax: 'message-id',
  run: async ({ session, command }) => {
    await session.input.article(WIRE_OCTETS)
    session.reply(439, `${command.args[0]} not wanted: you are no peer of this server`)
  },
}
