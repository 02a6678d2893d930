// znc.in/playback, as clients know it from a bouncer: `ZNC *playback PLAY #channel [from [to]]`, or the same words in a
// PRIVMSG to *playback (https://wiki.znc.in/Playback). It is the same history that CHATHISTORY shows.

import { matchesMask } from '../../../../shared/mask.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { CAP } from '../capabilities.ts'
import { sendHistory } from '../playback.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'

const PLAYBACK_NICK = '*playback'
const SOURCE = `${PLAYBACK_NICK}!playback@house`

const ROWS = 500
const BUFFERS = 100

export const isPlayback = (nick: string): boolean => nick.toLowerCase() === PLAYBACK_NICK

/** Seconds since 1970, with a fraction; null for none. */
const timeOf = (word: string | undefined): number | null =>
  word !== undefined && /^\d{1,11}(?:\.\d{1,9})?$/.test(word) ? Math.round(Number(word) * 1000) : null

/** Channels and people with whom something was said; names may hold `*` and `?`. */
const buffersFor = async (session: IrcSession, names: string): Promise<readonly string[]> => {
  const masks = listOf(names)
  if (masks.every((mask) => !/[*?]/.test(mask))) return masks.slice(0, BUFFERS)
  const window = { after: -1, before: Number.MAX_SAFE_INTEGER }
  const targets = await session.core.history.targets({ session: session.id, ...window, limit: BUFFERS })
  return targets.map(({ target }) => target).filter((target) => masks.some((mask) => matchesMask(mask, target)))
}

const eachBuffer = async (session: IrcSession, names: string, act: (name: string) => Promise<void>): Promise<void> => {
  for (const name of await buffersFor(session, names)) {
    try {
      await act(name)
    } catch (error) {
      if (!isRefusal(error) || error.code === 'no-such-session') throw error
    }
  }
}

const say = (session: IrcSession, text: string): void =>
  session.send({ source: SOURCE, command: 'PRIVMSG', params: [session.nick], text })

const play = (session: IrcSession, [names = '', from, to]: readonly string[]): Promise<void> =>
  eachBuffer(session, names, async (target) => {
    const before = timeOf(to)
    const items = await session.core.history.page({
      ...{ session: session.id, target, limit: ROWS, from: 'newest', happenings: session.has(CAP.eventPlayback) },
      after: { at: timeOf(from) ?? 0 },
      ...(before !== null && { before: { at: before } }),
    })
    if (items.length > 0) sendHistory(session, target, items, 'znc.in/playback')
    await session.caughtUp()
  })

/** One line for each: its name, and the times of its first and last line. */
const list = (session: IrcSession, [names = '*']: readonly string[]): Promise<void> =>
  eachBuffer(session, names, async (target) => {
    const { history } = session.core
    const [first] = await history.page({ session: session.id, target, limit: 1, from: 'oldest' })
    const [last] = await history.page({ session: session.id, target, limit: 1, from: 'newest' })
    if (first !== undefined && last !== undefined) say(session, `${target} ${first.at / 1000} ${last.at / 1000}`)
  })

const help = (session: IrcSession): void => {
  say(session, 'PLAY <buffer(s)> [from] [to]: what was said there; times in seconds since 1970')
  say(session, 'LIST [buffer(s)]: where something was said, and the times of the first and last lines')
  say(session, 'CLEAR <buffer(s)>: nothing is thrown away here; owners settle what is kept (/msg ChanServ help set)')
}

export const servePlayback = (session: IrcSession, text: string): void | Promise<void> => {
  const [word = '', ...args] = text.trim().split(/\s+/)
  switch (word.toUpperCase()) {
    case 'PLAY':
      return args.length === 0 ? help(session) : play(session, args)
    case 'LIST':
      return list(session, args)
    case 'CLEAR':
      return say(session, 'The history is everybody’s, so nothing was thrown away')
    default:
      return help(session)
  }
}

const run = ({ session, params: [module = '', ...words] }: Call): void | Promise<void> => {
  if (!isPlayback(module)) {
    return session.reply(NUMERIC.ERR_NOSUCHNICK, [module], 'Of ZNC’s modules *playback alone is known here')
  }
  return servePlayback(session, words.join(' '))
}

export const znc: Command = { minParams: 1, run }
