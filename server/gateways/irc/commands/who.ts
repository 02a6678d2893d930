// WHO, by channel, nick or mask, and WHOX (https://ircv3.net/specs/extensions/whox).

import { isMask, matchesMask, USER } from '../../../../shared/mask.ts'
import { foldName } from '../../../../shared/names.ts'
import type { PresenceView } from '../../../core/accounts/session.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { signsOf } from '../channel-render.ts'
import type { House } from '../house.ts'
import { prefixOf, realNameOf } from '../render.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const LINES_BETWEEN_PAUSES = 200
/** The order in which WHOX fields are sent, whatever order was asked for. */
const FIELDS = 'tcuihsnfdlaor'

interface Row {
  readonly view: PresenceView
  /** `*` when not asked about a channel. */
  readonly channel: string
  readonly modes: string
}

const run = async ({ session, house, params }: Call): Promise<void> => {
  const [mask = '*', flags = ''] = params
  const rows = mask.startsWith('#') ? await inChannel(session, mask) : await byMask(session, house, mask)
  const isOperatorsOnly = /^o/i.test(flags)
  const send = whoxOf(flags) ?? plain
  let sent = 0
  for (const row of rows) {
    if (isOperatorsOnly && row.view.role !== 'sysop') continue
    send(session, house, row)
    sent += 1
    if (sent % LINES_BETWEEN_PAUSES === 0) await session.caughtUp()
  }
  session.reply(NUMERIC.RPL_ENDOFWHO, [mask], 'End of /WHO list.')
}

const inChannel = async (session: IrcSession, channel: string): Promise<Row[]> => {
  try {
    const members = await session.core.channels.members({ session: session.id, channel })
    const online = await session.core.sessions.online({ session: session.id })
    const views = new Map(online.map((view) => [view.presence, view]))
    return members.flatMap(({ presence, modes }) => {
      const view = views.get(presence)
      return view === undefined ? [] : [{ view, channel, modes }]
    })
  } catch (error) {
    if (isRefusal(error) && error.code === 'no-such-channel') return []
    throw error
  }
}

const byMask = async (session: IrcSession, house: House, mask: string): Promise<Row[]> => {
  const online = await session.core.sessions.online({ session: session.id })
  const fits =
    mask === '0' || mask === '*'
      ? () => true
      : isMask(mask)
        ? (view: PresenceView) =>
            [view.nick, prefixOf(view), view.host, realNameOf(view)].some((text) => matchesMask(mask, text))
        : (view: PresenceView) => foldName(view.nick) === foldName(mask)
  const isExact = mask !== '0' && !isMask(mask)
  return online
    .filter((view) => fits(view) && (isExact || !isHidden(session, house, view)))
    .map((view) => ({ view, channel: '*', modes: '' }))
}

/** User mode `i` on all its connections, no other face, and no channel in common with the one who asks. */
const isHidden = (session: IrcSession, { roster }: House, view: PresenceView): boolean => {
  const sessions = [...(roster.presence(view.presence)?.sessions ?? [])]
  if (sessions.length === 0 || view.presence === session.presence?.who.presence) return false
  if (!sessions.every((each) => each.invisible) || view.faces.some((face) => face !== 'irc')) return false
  const own = new Set(session.presence?.channels.values())
  return !view.channels.some((channel) => own.has(channel))
}

/** `H` here or `G` gone, `*` sysop, `B` bot, then the signs of the channel. */
const flagsOf = (session: IrcSession, { view, modes }: Row): string =>
  `${view.away === undefined ? 'H' : 'G'}${view.role === 'sysop' ? '*' : ''}${view.bot === true ? 'B' : ''}${signsOf(modes, session.caps)}`

const plain = (session: IrcSession, house: House, row: Row): void => {
  const { view, channel } = row
  const params = [channel, USER, view.host, house.serverName, view.nick, flagsOf(session, row)]
  session.reply(NUMERIC.RPL_WHOREPLY, params, `0 ${realNameOf(view)}`)
}

/** `%fields,token`: null when the flags are no WHOX request. */
const whoxOf = (flags: string): typeof plain | null => {
  const [, wanted = '', token = '0'] = /^[^%]*%([a-z]*)(?:,(\d{1,3}))?$/i.exec(flags) ?? []
  if (wanted === '') return null
  return (session, house, row) => {
    const { view } = row
    const values: Record<string, string> = {
      ...{ t: token, c: row.channel, u: USER, i: '255.255.255.255', h: view.host, s: house.serverName, n: view.nick },
      ...{ f: flagsOf(session, row), d: '0', l: idleOf(view), a: view.account ?? '0', o: 'n/a' },
    }
    const fields = [...FIELDS].filter((field) => wanted.toLowerCase().includes(field) && field !== 'r')
    const params = fields.map((field) => values[field] ?? '*')
    session.reply(NUMERIC.RPL_WHOSPCRPL, params, /r/i.test(wanted) ? realNameOf(view) : undefined)
  }
}

const idleOf = (view: PresenceView): string => String(Math.max(0, Math.floor((Date.now() - view.active) / 1000)))

export const who: Command = { minParams: 0, run }
