// LUSERS: how many are here, on whatever face. Every client that connects is told, so the count is kept for a second:
// else a thousand clients coming back at once would count a thousand nicks a thousand times.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'
import type { Command } from './command.ts'

interface Census {
  readonly users: number
  readonly sysops: number
  readonly channels: number
}

const COUNT_LASTS = 1000

const counts = new WeakMap<House, { readonly at: number; readonly census: Promise<Census> }>()

const censusFor = (session: IrcSession, house: House): Promise<Census> => {
  const now = performance.now()
  const kept = counts.get(house)
  if (kept !== undefined && now - kept.at < COUNT_LASTS) return kept.census
  const census = count(session)
  counts.set(house, { at: now, census })
  census.catch(() => counts.delete(house))
  return census
}

const count = async ({ core, id }: IrcSession): Promise<Census> => {
  const online = await core.sessions.online({ session: id })
  const channels = await core.channels.list({ session: id })
  const sysops = online.filter(({ role }) => role === 'sysop').length
  return { users: online.length, sysops, channels: channels.length }
}

export const sendLusers = async (session: IrcSession, house: House): Promise<void> => {
  const { users, sysops, channels } = await censusFor(session, house)
  session.reply(NUMERIC.RPL_LUSERCLIENT, [], `There are ${users} users and 0 invisible on 1 servers`)
  session.reply(NUMERIC.RPL_LUSEROP, [String(sysops)], 'operator(s) online')
  session.reply(NUMERIC.RPL_LUSERUNKNOWN, [String(house.unregistered())], 'unregistered connection(s)')
  session.reply(NUMERIC.RPL_LUSERCHANNELS, [String(channels)], 'channels formed')
  session.reply(NUMERIC.RPL_LUSERME, [], `I have ${users} clients and 0 servers`)
}

export const lusers: Command = { minParams: 0, run: ({ session, house }) => sendLusers(session, house) }
