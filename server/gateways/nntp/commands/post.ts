// POST (RFC 3977 §6.3.1). The article is read to its end, also when it is refused, so that nothing of it is taken for
// commands.

import { ARTICLE_OCTETS } from '../../../../shared/limits.ts'
import type { HoldReason } from '../../../core/boards/order-calls.ts'
import type { Call, Command } from './command.ts'

/** An article with all its dots doubled. */
export const WIRE_OCTETS = 2 * ARTICLE_OCTETS

/** RFC 5537 §3.5.1: taken, though nobody sees it yet. */
const WAITING: Readonly<Record<HoldReason, string>> = {
  moderated: 'waits for a moderator: this newsgroup is moderated',
  'new-account': 'waits for a moderator, as the first articles with links in them do',
}

const runPost = async ({ session }: Call): Promise<void> => {
  // RFC 4643 §2.2: said before the article is sent.
  if (session.account === null) return session.reply(480, 'Log in to post')
  session.reply(340, 'Send the article; end it with a dot on a line of its own')
  const octets = await session.input.article(WIRE_OCTETS)
  if (octets === null || octets.length > ARTICLE_OCTETS) {
    return session.reply(441, `The article is too long: at most ${ARTICLE_OCTETS / 1024} KiB`)
  }
  const { messageId, placements, held } = await session.core.news.inject({ session: session.id, octets })
  if (held !== null) return session.reply(240, `${messageId} ${WAITING[held]}`)
  const places = placements.map(({ board, number }) => `${board}:${number}`).join(' ')
  session.reply(240, placements.length === 0 ? 'Done: the article is cancelled' : `${messageId} posted to ${places}`)
}

export const post: Command = { args: [0, 0], syntax: '', run: runPost }
