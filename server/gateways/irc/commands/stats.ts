// STATS, LINKS and REHASH: the server as its operators see it.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'
import { describeBan, withPrivilege } from './uban.ts'

const DAY_S = 86_400

const runStats = async ({ session, house, params: [query = '*'] }: Call): Promise<void> => {
  const letter = query.slice(0, 1)
  if (letter === 'u') session.reply(NUMERIC.RPL_STATSUPTIME, [], uptime(house.started))
  else if (letter === 'k' || letter === 'K') {
    for (const ban of await session.core.moderation.bans({ session: session.id })) {
      session.reply(NUMERIC.RPL_STATSKLINE, ['K', ban.target], describeBan(ban))
    }
  } else if (letter === 'y' || letter === 'Y') sendClasses(session, house)
  else if (letter === 'o' || letter === 'O') {
    for (const { nick, host, role } of await session.core.sessions.online({ session: session.id })) {
      if (role === 'sysop' || role === 'moderator') session.reply(NUMERIC.RPL_STATSOLINE, ['O', host, '*', nick], role)
    }
  }
  session.reply(NUMERIC.RPL_ENDOFSTATS, [letter], 'End of /STATS report')
}

/** Classes with their limits, and how many connections are in each. */
const sendClasses = (session: IrcSession, { classes, roster }: House): void => {
  const counts = new Map<string, number>()
  for (const { className } of roster.sessions()) counts.set(className, (counts.get(className) ?? 0) + 1)
  for (const { name, sendq, recvq, burst, perSecond } of Object.values(classes)) {
    const text = `SendQ ${sendq}, RecvQ ${recvq}, ${burst} lines at once, then ${perSecond} a second`
    session.reply(NUMERIC.RPL_STATSYLINE, ['Y', name, '90', String(counts.get(name) ?? 0), String(sendq)], text)
  }
}

const uptime = (started: number): string => {
  const seconds = Math.floor((Date.now() - started) / 1000)
  const [hours, minutes, rest] = [
    Math.floor((seconds % DAY_S) / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ].map((figure) => String(figure).padStart(2, '0'))
  return `Server Up ${Math.floor(seconds / DAY_S)} days ${hours}:${minutes}:${rest}`
}

export const stats: Command = { minParams: 0, run: runStats }

export const links: Command = {
  minParams: 0,
  run: ({ session, house: { serverName, networkName } }) => {
    session.reply(NUMERIC.RPL_LINKS, [serverName, serverName], `0 ${networkName}`)
    session.reply(NUMERIC.RPL_ENDOFLINKS, ['*'], 'End of /LINKS list.')
  },
}

export const rehash: Command = {
  minParams: 0,
  isActivity: true,
  run: async ({ session, house }) => {
    // Judged and written down first: who may not, learns nothing of what would have happened.
    const act = { act: 'rehash', target: house.serverName, reason: '' }
    const isAllowed = await withPrivilege(session, 'rehash', () =>
      session.core.moderation.record({ session: session.id, ...act }),
    )
    if (!isAllowed) return
    session.reply(NUMERIC.RPL_REHASHING, [house.serverName], 'Reading the certificate again')
    for (const line of house.rehash()) session.notice(line)
  },
}
