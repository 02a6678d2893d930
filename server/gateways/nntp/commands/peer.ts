// What servers say to each other: IHAVE (RFC 3977 §6.3.2), CHECK and TAKETHIS (RFC 4644 §2.4, §2.5). Wherever an article
// follows it is read to its end, also when it is refused, so that nothing of it is taken for commands.

import type { Taken } from '../../../core/boards/peering/peering-calls.ts'
import type { MessageId } from '../../../core/ids.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { isMessageId } from '../../../wire/nntp/command.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import type { Call, Command } from './command.ts'
import { WIRE_OCTETS } from './post.ts'

const STRANGER = 'not wanted: you are no peer of this server'
/** What of a refusal fits into a line of 512 octets, behind the longest message-id. */
const WHY_OCTETS = 200

const shown = (text: string): string => sanitizeLine(text).slice(0, WHY_OCTETS)

/** Null when the article cannot be stored just now, and may be sent again later. */
const take = async (call: Call, messageId: string, octets: Buffer | null): Promise<Taken | null> => {
  const { session, house } = call
  try {
    const taken = await session.core.peering.take({
      session: session.id,
      messageId: messageId as MessageId,
      octets,
    })
    const { peer } = session
    if (taken.kind === 'refused') house.log.debug({ peer, messageId, why: taken.why }, 'article of a peer refused')
    else if (taken.note !== null) house.log.info({ peer, messageId, note: taken.note }, 'control message of a peer')
    return taken
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'storage-full') throw error
    return null
  }
}

const runIhave = async (call: Call): Promise<void> => {
  const { session, command } = call
  const [messageId = ''] = command.args
  if (!isMessageId(messageId)) return session.reply(501, 'Give a <message-id>')
  if (session.peer === null) {
    // 480 for whom a login might help, 435 for whom it would not.
    return session.account === null
      ? session.reply(480, 'Articles of other servers are taken from peers alone')
      : session.reply(435, 'Not wanted: you are no peer of this server. To write here, use POST')
  }
  const offer = await session.core.peering.offer({ session: session.id, messageId: messageId as MessageId })
  if (offer === 'known') return session.reply(435, `${messageId} has been here`)
  if (offer === 'later') return session.reply(436, `${messageId} is awaited from another peer; try again later`)
  session.reply(335, `Send ${messageId}; end it with a dot on a line of its own`)
  const taken = await take(call, messageId, await session.input.article(WIRE_OCTETS))
  if (taken === null) session.reply(436, 'Nothing can be stored just now; try again later')
  else if (taken.kind === 'taken') session.reply(235, `${messageId} taken, thank you`)
  else session.reply(437, `${messageId} refused: ${shown(taken.why)}`)
}

export const ihave: Command = { args: [1, 1], syntax: 'message-id', run: runIhave }

const runCheck = async ({ session, command }: Call): Promise<void> => {
  const [messageId = ''] = command.args
  if (session.peer === null) return session.reply(438, `${messageId.slice(0, 250)} ${STRANGER}`)
  if (!isMessageId(messageId))
    return session.reply(438, `${messageId.slice(0, WHY_OCTETS)} not wanted: that is no message-id`)
  const offer = await session.core.peering.offer({ session: session.id, messageId: messageId as MessageId })
  const code = { wanted: 238, later: 431, known: 438 }[offer]
  session.reply(code, messageId)
}

export const check: Command = { args: [1, 1], syntax: 'message-id', run: runCheck }

/** The article comes unasked, also when the command is not as it should be. */
const runTakeThis = async (call: Call): Promise<void> => {
  const { session, command } = call
  const [messageId = ''] = command.args
  const octets = await session.input.article(WIRE_OCTETS)
  if (command.args.length !== 1) return session.reply(501, 'Syntax: TAKETHIS message-id')
  if (session.peer === null) return session.reply(439, `${messageId.slice(0, 250)} ${STRANGER}`)
  if (!isMessageId(messageId))
    return session.reply(439, `${messageId.slice(0, WHY_OCTETS)} refused: that is no message-id`)
  const taken = await take(call, messageId, octets)
  // RFC 4644 §2.5.2: there is no "later" for it but to hang up.
  if (taken === null) session.end(400, 'Nothing can be stored just now; please come back later')
  else if (taken.kind === 'taken') session.reply(239, messageId)
  else session.reply(439, `${messageId} ${shown(taken.why)}`)
}

export const takeThis: Command = { args: [0, 500], syntax: 'message-id', run: runTakeThis }
