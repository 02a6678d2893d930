// UBAN and its old names KLINE and DLINE; UNBAN; DEFCON; AUDIT: order in the house. One ban serves every face.
//   UBAN [ADD] TARGET [DURATION] [REASON]   UBAN DEL TARGET   UBAN LIST   KLINE [DURATION] TARGET [REASON]

import { type AuditEntry, type Ban, DEFCON_LEVELS, DEFCON_MEANING } from '../../../core/moderation/ban.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { formatDuration, parseDuration } from '../duration.ts'
import { answeringRefusals } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const LOG_LINES = 20

const runUban = (call: Call): Promise<void> => {
  const [word = '', ...rest] = call.params
  switch (word.toUpperCase()) {
    case 'LIST':
      return listBans(call.session)
    case 'DEL':
      return lift(call.session, rest[0] ?? '')
    case 'ADD':
      return add(call, rest)
    default:
      return add(call, call.params)
  }
}

const add = (call: Call, words: readonly string[]): Promise<void> => {
  const { target, milliseconds, reason } = readBan(words)
  const { session, command } = call
  if (target === '') {
    session.reply(NUMERIC.ERR_NEEDMOREPARAMS, [command], `Say: ${command} TARGET [DURATION] [REASON]`)
    return Promise.resolve()
  }
  return answeringRefusals(session, command, target, async () => {
    const until = milliseconds === 0 ? null : Date.now() + milliseconds
    const ban = await session.core.moderation.ban({ session: session.id, target, reason, until })
    session.notice(`${ban.target} is banned ${formatDuration(until === null ? null : milliseconds)}`)
  })
}

/** The duration stands before the target (KLINE's way) or behind it; zero is for good. */
const readBan = (
  words: readonly string[],
): { readonly target: string; readonly milliseconds: number; readonly reason: string } => {
  const [first = '', second = '', ...rest] = words
  const before = second === '' ? null : parseDuration(first)
  if (before !== null) return { target: second, milliseconds: before, reason: rest.join(' ') }
  const behind = parseDuration(second)
  if (behind !== null) return { target: first, milliseconds: behind, reason: rest.join(' ') }
  return { target: first, milliseconds: 0, reason: [second, ...rest].join(' ').trim() }
}

const lift = (session: IrcSession, target: string): Promise<void> =>
  answeringRefusals(session, 'UNBAN', target, async () => {
    await session.core.moderation.unban({ session: session.id, target })
    session.notice(`${target} is no longer banned`)
  })

const listBans = async (session: IrcSession): Promise<void> => {
  const bans = await session.core.moderation.bans({ session: session.id })
  for (const ban of bans) session.notice(describeBan(ban))
  session.notice(bans.length === 0 ? 'Nobody is banned from the house' : `${bans.length} ban(s)`)
}

export const describeBan = ({ target, reason, setBy, until }: Ban): string =>
  [
    `${target} ${formatDuration(until === null ? null : until - Date.now())}`,
    ...(setBy === '' ? [] : [`by ${setBy}`]),
    ...(reason === '' ? [] : [`because: ${reason}`]),
  ].join(', ')

/** What takes a sysop: one of the staff who is none is told which privilege it takes; anybody else gets the plain 481. */
export const withPrivilege = async (
  session: IrcSession,
  privilege: string,
  act: () => Promise<void>,
): Promise<boolean> => {
  try {
    await act()
    return true
  } catch (error) {
    const { role } = await session.core.sessions.whoAmI({ session: session.id })
    if (!isRefusal(error) || error.code !== 'not-permitted' || role !== 'moderator') throw error
    session.reply(NUMERIC.ERR_NOPRIVS, [privilege], 'Insufficient oper privileges: that takes a sysop')
    return false
  }
}

const runDefcon = async ({ session, params: [digit = '', ...words] }: Call): Promise<void> => {
  const { moderation } = session.core
  if (digit === '') {
    const level = await moderation.defcon({ session: session.id })
    return session.notice(`DEFCON ${level}: ${DEFCON_MEANING[level]}`)
  }
  const level = DEFCON_LEVELS.find((each) => String(each) === digit)
  if (level === undefined) return session.notice('Say DEFCON 5 (open) to DEFCON 1 (staff only), then a reason')
  const isAllowed = await withPrivilege(session, 'defcon', () =>
    moderation.setDefcon({ session: session.id, level, reason: words.join(' ') }),
  )
  if (!isAllowed) return
  session.notice(`DEFCON ${level}: ${DEFCON_MEANING[level]}`)
}

const runAudit = async ({ session, params: [before = ''] }: Call): Promise<void> => {
  const page = await session.core.moderation.log({
    ...{ session: session.id, limit: LOG_LINES },
    ...(/^\d{1,15}$/.test(before) && { before: Number(before) }),
  })
  for (const entry of page) session.notice(describeEntry(entry))
  const last = page.at(-1)
  session.notice(last === undefined ? 'The log ends here' : `Older entries: AUDIT ${last.id}`)
}

const describeEntry = ({ id, at, actor, act, target, reason }: AuditEntry): string =>
  `${id} ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} ${actor}: ${act} ${target}${
    reason === '' ? '' : ` (${reason})`
  }`

export const uban: Command = { minParams: 1, isActivity: true, run: runUban }
export const kline: Command = { minParams: 1, isActivity: true, run: (call) => add(call, call.params) }
export const unban: Command = {
  minParams: 1,
  isActivity: true,
  run: ({ session, params: [target = ''] }) => lift(session, target),
}
export const defcon: Command = { minParams: 0, isActivity: true, run: runDefcon }
export const audit: Command = { minParams: 0, isActivity: true, run: runAudit }
