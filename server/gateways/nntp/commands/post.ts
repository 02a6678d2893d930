// POST (RFC 3977 §6.3.1). The article is read to its end, also when it is refused, so that nothing of it is taken for
// commands.

import { ARTICLE_OCTETS } from '../../../../shared/limits.ts'
import type { Call, Command } from './command.ts'

/** An article with all its dots doubled. */
export const WIRE_OCTETS = 2 * ARTICLE_OCTETS

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
