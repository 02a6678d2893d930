// MODE: asking for the modes of a channel or of oneself, and changing one's own. Channels are `+nt` for good: only
// members talk, only operators set the topic; a list of bans is always empty.

import { foldChannelName, foldName } from '../../../../shared/names.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { answeringRefusals } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const CHANNEL_MODES = 'bntov'

const run = ({ session, params: [target = '', modes = '', ...rest] }: Call): void | Promise<void> => {
  if (target.startsWith('#')) return ofChannel(session, target, modes, rest)
  return ofUser(session, target, modes)
}

const ofChannel = (session: IrcSession, channel: string, modes: string, params: readonly string[]): Promise<void> =>
  answeringRefusals(session, 'MODE', channel, async () => {
    const { name, created } = await session.core.channels.get({ session: session.id, channel })
    if (modes === '') {
      session.reply(NUMERIC.RPL_CHANNELMODEIS, [name, '+nt'])
      session.reply(NUMERIC.RPL_CREATIONTIME, [name, String(Math.floor(created / 1000))])
      return
    }
    let isRefused = false
    for (const letter of new Set(modes.replace(/[+-]/g, ''))) {
      if (letter === 'b' && params.length === 0) {
        session.reply(NUMERIC.RPL_ENDOFBANLIST, [name], 'End of channel ban list')
      } else if (CHANNEL_MODES.includes(letter)) isRefused = true
      else session.reply(NUMERIC.ERR_UNKNOWNMODE, [letter], 'is no channel mode here')
    }
    if (isRefused) refuseChange(session, name)
  })

const refuseChange = (session: IrcSession, channel: string): void => {
  if (session.presence?.channels.has(foldChannelName(channel)) === true) {
    session.reply(NUMERIC.ERR_CHANOPRIVSNEEDED, [channel], 'The modes of a channel are set by the house')
  } else {
    session.reply(NUMERIC.ERR_NOTONCHANNEL, [channel], "You're not on that channel")
  }
}

const ofUser = async (session: IrcSession, nick: string, modes: string): Promise<void> => {
  if (foldName(nick) !== foldName(session.nick)) {
    return answeringRefusals(session, 'MODE', nick, async () => {
      await session.core.sessions.presence({ session: session.id, nick })
      session.reply(NUMERIC.ERR_USERSDONTMATCH, [], "Can't look at or change the modes of others")
    })
  }
  if (modes === '') return session.reply(NUMERIC.RPL_UMODEIS, [await userModes(session)])
  changeOwn(session, modes)
}

/** `i` invisible, `o` sysop, `Z` on a secure connection. */
const userModes = async (session: IrcSession): Promise<string> => {
  const { role } = await session.core.sessions.whoAmI({ session: session.id })
  return `+${session.invisible ? 'i' : ''}${role === 'sysop' ? 'o' : ''}${session.secure ? 'Z' : ''}`
}

// `o` and `Z` follow from who one is; asking for them is passed over, as RFC 2812 §3.1.5 has it.
const changeOwn = (session: IrcSession, modes: string): void => {
  let on = true
  let changed = ''
  for (const letter of modes) {
    if (letter === '+' || letter === '-') on = letter === '+'
    else if (letter === 'i' && session.invisible !== on) {
      session.invisible = on
      changed = on ? '+i' : '-i'
    } else if (!'ioZ'.includes(letter)) {
      session.reply(NUMERIC.ERR_UMODEUNKNOWNFLAG, [], `There is no user mode ${letter}`)
    }
  }
  if (changed !== '') session.send({ source: session.nick, command: 'MODE', params: [session.nick, changed] })
}

export const mode: Command = { minParams: 1, run }
