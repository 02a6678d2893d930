// MODE of a channel: what it is, what its lists hold, and changes, any number in one line. What took effect is told to
// everybody by the event; here stands what did not.

import { type MaskList, type RefusedChange, readModes, shownModes } from '../../../core/channels/modes.ts'
import { Refusal } from '../../../core/refusal.ts'
import { NUMERIC, type Numeric } from '../../../wire/irc/numerics.ts'
import { answeringRefusals, replyToRefusal, sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'

/** As many as the core takes at once; a line hardly holds more. */
const MOST_CHANGES = 100
const LINES_BETWEEN_PAUSES = 100

export const channelMode = (
  session: IrcSession,
  channel: string,
  modes: string,
  params: readonly string[],
): Promise<void> =>
  answeringRefusals(session, 'MODE', channel, async () => {
    const { name, created, modes: standing } = await session.core.channels.get({ session: session.id, channel })
    if (modes === '') {
      session.reply(NUMERIC.RPL_CHANNELMODEIS, [name, ...shownModes(standing)])
      session.reply(NUMERIC.RPL_CREATIONTIME, [name, String(Math.floor(created / 1000))])
      return
    }
    const { changes, lists, lacking } = readModes(modes, params)
    for (const list of lists) await sendList(session, name, list)
    if (lacking) session.reply(NUMERIC.ERR_NEEDMOREPARAMS, ['MODE'], 'Not enough parameters')
    if (changes.length === 0) return
    const asked = { session: session.id, channel, changes: changes.slice(0, MOST_CHANGES) }
    const { refused } = await session.core.channels.setModes(asked)
    answer(session, name, refused)
  })

const LISTS: Record<MaskList, { readonly entry: Numeric; readonly end: Numeric; readonly name: string }> = {
  b: { entry: NUMERIC.RPL_BANLIST, end: NUMERIC.RPL_ENDOFBANLIST, name: 'ban' },
  e: { entry: NUMERIC.RPL_EXCEPTLIST, end: NUMERIC.RPL_ENDOFEXCEPTLIST, name: 'exception' },
  I: { entry: NUMERIC.RPL_INVEXLIST, end: NUMERIC.RPL_ENDOFINVEXLIST, name: 'invitation' },
}

const sendList = (session: IrcSession, channel: string, list: MaskList): Promise<void> =>
  answeringRefusals(session, 'MODE', channel, async () => {
    const { entry, end, name } = LISTS[list]
    const entries = await session.core.channels.masks({ session: session.id, channel, list })
    for (const [index, { mask, setBy, setAt }] of entries.entries()) {
      session.reply(entry, [channel, mask, setBy, String(Math.floor(setAt / 1000))])
      if (index % LINES_BETWEEN_PAUSES === LINES_BETWEEN_PAUSES - 1) await session.caughtUp()
    }
    session.reply(end, [channel], `End of channel ${name} list`)
  })

const answer = (session: IrcSession, channel: string, refused: readonly RefusedChange[]): void => {
  const said = new Set<string>()
  for (const each of refused) {
    const { code, detail, change } = each
    // Who may do nothing of all this is told once.
    const key = code === 'not-operator' || code === 'no-such-mode' ? `${code} ${detail}` : said.size + change.letter
    if (said.has(key)) continue
    said.add(key)
    const refusal = new Refusal(code, detail)
    const own = numericOf(channel, each)
    if (own === null) replyToRefusal(session, 'MODE', channel, refusal)
    else session.reply(own[0], own[1], sentenceFor('MODE', refusal))
  }
}

/** The numeric that says what of a change was wrong, with its parameters; null for what is about the channel alone. */
const numericOf = (
  channel: string,
  { change: { letter, param = '*' }, code, detail }: RefusedChange,
): readonly [Numeric, readonly string[]] | null => {
  switch (code) {
    case 'no-such-mode':
      return [NUMERIC.ERR_UNKNOWNMODE, [letter]]
    case 'no-such-nick':
      return [NUMERIC.ERR_NOSUCHNICK, [param]]
    case 'no-such-member':
      return [NUMERIC.ERR_USERNOTINCHANNEL, [param, channel]]
    case 'malformed':
    case 'too-long':
      return [NUMERIC.ERR_INVALIDMODEPARAM, [channel, letter, param]]
    case 'list-full':
      return [NUMERIC.ERR_BANLISTFULL, [channel, letter]]
    case 'locked':
      return [NUMERIC.ERR_MLOCKRESTRICTED, [channel, letter, detail]]
    case 'no-such-channel':
      return [NUMERIC.ERR_NOSUCHCHANNEL, [param]]
    default:
      return null
  }
}
