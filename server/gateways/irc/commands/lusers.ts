// LUSERS: how many are here, on whatever face. Every client that connects is told, and for the welcome a count may be
// a second old: else a thousand clients coming back at once would count a thousand nicks a thousand times.

import type { Census } from '../../../core/accounts/session.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'
import type { Command } from './command.ts'

interface Counted extends Census {
  readonly channels: number
}

const COUNT_LASTS = 1000

const counts = new WeakMap<House, { readonly at: number; readonly census: Promise<Counted> }>()

const recentCensus = (session: IrcSession, house: House): Promise<Counted> => {
  const kept = counts.get(house)
  if (kept !== undefined && performance.now() - kept.at < COUNT_LASTS) return kept.census
  const census = takeCensus(session)
  counts.set(house, { at: performance.now(), census })
  census.catch(() => counts.delete(house))
  return census
}

const takeCensus = async ({ core, id }: IrcSession): Promise<Counted> => ({
  ...(await core.sessions.census({ session: id })),
  channels: await core.channels.count({ session: id }),
})

const sendCensus = (session: IrcSession, house: House, { nicks, staff, most, channels }: Counted): void => {
  session.reply(NUMERIC.RPL_LUSERCLIENT, [], `There are ${nicks} users and 0 invisible on 1 servers`)
  session.reply(NUMERIC.RPL_LUSEROP, [String(staff)], 'operator(s) online')
  session.reply(NUMERIC.RPL_LUSERUNKNOWN, [String(house.unregistered())], 'unregistered connection(s)')
  session.reply(NUMERIC.RPL_LUSERCHANNELS, [String(channels)], 'channels formed')
  session.reply(NUMERIC.RPL_LUSERME, [], `I have ${nicks} clients and 0 servers`)
  const figures = [String(nicks), String(most)]
  session.reply(NUMERIC.RPL_LOCALUSERS, figures, `Current local users ${nicks}, max ${most}`)
  session.reply(NUMERIC.RPL_GLOBALUSERS, figures, `Current global users ${nicks}, max ${most}`)
}

/** For the welcome. */
export const sendLusers = async (session: IrcSession, house: House): Promise<void> =>
  sendCensus(session, house, await recentCensus(session, house))

export const lusers: Command = {
  minParams: 0,
  run: async ({ session, house }) => sendCensus(session, house, await takeCensus(session)),
}
