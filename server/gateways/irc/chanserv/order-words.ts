// What ChanServ does for those who keep order: prefixes, bans, silencing, kicks, clearing.

import { means } from '../../../core/channels/masks.ts'
import { type Level, LISTS, type ModeChange, PREFIXES } from '../../../core/channels/modes.ts'
import { isRefusal, Refusal } from '../../../core/refusal.ts'
import { modeParams } from '../channel-render.ts'
import { sentenceFor } from '../replies.ts'
import type { Asked, ChannelWord } from './word.ts'
import { readDuration, shownTime } from './word.ts'

/** Asks for changes and says what became of them. */
const change = async (
  { session, channel }: Pick<Asked, 'session' | 'channel'>,
  changes: readonly ModeChange[],
): Promise<string[]> => {
  const { applied, refused } = await session.core.channels.setModes({ session: session.id, channel, changes })
  const done = modeParams(applied, 300).map((params) => `${channel}: ${params.join(' ')}`)
  const not = refused.map(({ change: { param = '' }, code, detail }) =>
    `${param} ${sentenceFor('CHANSERV', new Refusal(code, detail))}`.trim(),
  )
  return done.length + not.length === 0 ? ['That is so already.'] : [...done, ...not]
}

const prefix =
  (sign: '+' | '-', letter: Level): ChannelWord['run'] =>
  ({ session, channel, args }) => {
    const nicks = args.length === 0 ? [session.nick] : args
    return change(
      { session, channel },
      nicks.map((param) => ({ sign, letter, param })),
    )
  }

/** A mask as it is, an account that is here by its account, and any other name as an account. */
const maskFor = async ({ session }: Asked, word: string): Promise<string> => {
  if (/[!@*?:]/.test(word)) return word
  try {
    const { account, host } = await session.core.sessions.presence({ session: session.id, nick: word })
    return account === null ? `*!*@${host}` : `~account:${account}`
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'no-such-nick') throw error
    return `~account:${word}`
  }
}

/** `NAME [7d] [reason]`: bans, and puts out those who are here. */
const ban =
  (kind: 'ban' | 'mute'): ChannelWord['run'] =>
  async (asked) => {
    const [word, ...rest] = asked.args
    if (word === undefined) return null
    const length = readDuration(rest[0] ?? '')
    const reason = (length === null ? rest : rest.slice(1)).join(' ')
    const mask = await maskFor(asked, word)
    const param = kind === 'mute' ? `~m:${mask}` : mask
    const until = length === null ? {} : { until: Date.now() + length }
    const lines = await change(asked, [{ sign: '+', letter: 'b', param, reason, ...until }])
    if (kind === 'ban') await putOut(asked, reason)
    return lines
  }

/** Everybody here whom a ban of this channel means now. */
const putOut = async ({ session, channel }: Asked, reason: string): Promise<void> => {
  const { core, id } = session
  const [bans, members] = await Promise.all([
    core.channels.masks({ session: id, channel, list: 'b' }),
    core.channels.members({ session: id, channel }),
  ])
  const masks = bans.map(({ mask }) => mask).filter((mask) => !mask.startsWith('~m:'))
  for (const member of members) {
    if (member.nick === session.nick || !masks.some((mask) => means(mask, member))) continue
    try {
      await core.channels.kick({ session: id, channel, nick: member.nick, reason: reason === '' ? 'Banned' : reason })
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }
}

const unban =
  (kind: 'ban' | 'mute'): ChannelWord['run'] =>
  async (asked) => {
    const [word] = asked.args
    if (word === undefined) return null
    const mask = await maskFor(asked, word)
    return change(asked, [{ sign: '-', letter: 'b', param: kind === 'mute' ? `~m:${mask}` : mask }])
  }

const listBans = async ({ session, channel }: Asked): Promise<string[]> => {
  const bans = await session.core.channels.masks({ session: session.id, channel, list: 'b' })
  if (bans.length === 0) return [`Nobody is banned from ${channel}.`]
  return bans.map(({ mask, setBy, setAt, until, reason }) => {
    const end = until === null ? '' : `, until ${shownTime(until)}`
    return `${mask} (by ${setBy}, ${shownTime(setAt)}${end})${reason === '' ? '' : `: ${reason}`}`
  })
}

const akick: ChannelWord['run'] = async (asked) => {
  const [verb = 'list', ...args] = asked.args
  if (verb === 'list') return listBans(asked)
  if (verb === 'add') return ban('ban')({ ...asked, args })
  return verb === 'del' || verb === 'remove' ? unban('ban')({ ...asked, args }) : null
}

const kick: ChannelWord['run'] = async ({ session, channel, args: [nick, ...reason] }) => {
  if (nick === undefined) return null
  await session.core.channels.kick({ session: session.id, channel, nick, reason: reason.join(' ') })
  return [`${nick} is out of ${channel}.`]
}

const invite: ChannelWord['run'] = async ({ session, channel, args: [nick = session.nick] }) => {
  await session.core.channels.invite({ session: session.id, channel, nick })
  return [`${nick} is invited to ${channel}.`]
}

const topic: ChannelWord['run'] = async ({ session, channel, args }) => {
  await session.core.channels.setTopic({ session: session.id, channel, topic: args.join(' ') })
  return [`The topic of ${channel} is ${args.length === 0 ? 'cleared' : 'set'}.`]
}

const clear: ChannelWord['run'] = async (asked) => {
  const { session, channel, args } = asked
  const { core, id } = session
  switch (args[0]?.toLowerCase()) {
    case 'bans': {
      const held = await Promise.all(
        LISTS.map(async (letter) =>
          (await core.channels.masks({ session: id, channel, list: letter })).map(({ mask }) => ({ letter, mask })),
        ),
      )
      const changes = held.flat().map(({ letter, mask }) => ({ sign: '-' as const, letter, param: mask }))
      return changeAll(asked, changes)
    }
    case 'modes': {
      const { modes } = await core.channels.get({ session: id, channel })
      const flags = [...modes.flags].filter((letter) => !'nt'.includes(letter))
      return change(
        asked,
        [...flags, 'k', 'l', 'f'].map((letter) => ({ sign: '-', letter })),
      )
    }
    case 'ops': {
      const members = await core.channels.members({ session: id, channel })
      const changes = members
        .filter(({ nick }) => nick !== session.nick)
        .flatMap(({ nick, modes }) =>
          PREFIXES.filter((letter) => modes.includes(letter)).map((letter) => ({
            ...{ sign: '-' as const, letter },
            param: nick,
          })),
        )
      return changeAll(asked, changes)
    }
    default:
      return null
  }
}

const CHANGES_AT_ONCE = 50

const changeAll = async (asked: Asked, changes: readonly ModeChange[]): Promise<string[]> => {
  if (changes.length === 0) return ['There is nothing to clear.']
  const lines: string[] = []
  for (let at = 0; at < changes.length; at += CHANGES_AT_ONCE) {
    lines.push(...(await change(asked, changes.slice(at, at + CHANGES_AT_ONCE))))
  }
  return lines
}

const giving = (name: string, letter: Level): Record<string, ChannelWord> => ({
  [name]: {
    usage: `${name} #channel [NICK …]`,
    help: [`gives ${name}, to yourself if nobody is named`],
    takesChannel: true,
    run: prefix('+', letter),
  },
  [`de${name}`]: {
    usage: `de${name} #channel [NICK …]`,
    help: [`takes ${name} away`],
    takesChannel: true,
    run: prefix('-', letter),
  },
})

const WHOM = 'NAME is a nick that is here, the name of an account, or a mask like *!*@guest/12ab.'

export const ORDER_WORDS: Readonly<Record<string, ChannelWord>> = {
  ...giving('owner', 'q'),
  ...giving('admin', 'a'),
  ...giving('op', 'o'),
  ...giving('halfop', 'h'),
  ...giving('voice', 'v'),
  kick: {
    usage: 'kick #channel NICK [REASON]',
    help: ['puts somebody out'],
    takesChannel: true,
    run: kick,
  },
  ban: {
    usage: 'ban #channel NAME [30m|12h|7d|2w] [REASON]',
    help: ['keeps somebody out, for good or for a time, and puts them out if they are here', WHOM],
    takesChannel: true,
    run: ban('ban'),
  },
  unban: { usage: 'unban #channel NAME', help: ['lifts a ban', WHOM], takesChannel: true, run: unban('ban') },
  akick: {
    usage: 'akick #channel [list | add NAME [30m|12h|7d|2w] [REASON] | del NAME]',
    help: ['the bans of a channel with their reasons', WHOM],
    takesChannel: true,
    run: akick,
  },
  quiet: {
    usage: 'quiet #channel NAME [30m|12h|7d|2w] [REASON]',
    help: ['lets somebody listen but not talk', WHOM],
    takesChannel: true,
    run: ban('mute'),
  },
  unquiet: {
    usage: 'unquiet #channel NAME',
    help: ['lets them talk again', WHOM],
    takesChannel: true,
    run: unban('mute'),
  },
  invite: {
    usage: 'invite #channel [NICK]',
    help: ['opens a closed channel to somebody, to yourself if nobody is named'],
    takesChannel: true,
    run: invite,
  },
  topic: {
    usage: 'topic #channel [TEXT]',
    help: ['sets the topic, also from outside; without a text it is cleared'],
    takesChannel: true,
    run: topic,
  },
  clear: {
    usage: 'clear #channel bans|modes|ops',
    help: ['takes all bans, all modes but +nt, or all prefixes but your own away'],
    takesChannel: true,
    run: clear,
  },
}
