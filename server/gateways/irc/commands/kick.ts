// KICK and INVITE: putting people out of a channel, and asking them in.

import { REASON_OCTETS } from '../../../core/channels/masks.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { KICK_TARGETS } from '../isupport.ts'
import { replyToRefusal, sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'

/** One channel and many nicks, or as many channels as nicks (RFC 2812 §3.2.8). */
const pairsOf = (channels: readonly string[], nicks: readonly string[]): [string, string][] => {
  const [only = ''] = channels
  return nicks.map((nick, index) => [channels.length === 1 ? only : (channels[index] ?? ''), nick])
}

const runKick = async ({ session, params: [channelList = '', nickList = '', reason = ''] }: Call): Promise<void> => {
  const pairs = pairsOf(listOf(channelList), listOf(nickList))
  for (const [index, [channel, nick]] of pairs.entries()) {
    if (channel === '') return session.reply(NUMERIC.ERR_NEEDMOREPARAMS, ['KICK'], 'Not enough parameters')
    if (index >= KICK_TARGETS) {
      return session.reply(NUMERIC.ERR_TOOMANYTARGETS, [nick], `At most ${KICK_TARGETS} people at once`)
    }
    await answering(session, 'KICK', { channel, nick }, () =>
      session.core.channels.kick({ session: session.id, channel, nick, reason: cutToOctets(reason, REASON_OCTETS) }),
    )
  }
}

const runInvite = async ({ session, params }: Call): Promise<void> => {
  const [nick = '', channel = ''] = params
  if (nick === '') return sendInvitations(session)
  if (channel === '') return session.reply(NUMERIC.ERR_NEEDMOREPARAMS, ['INVITE'], 'Not enough parameters')
  await answering(session, 'INVITE', { channel, nick }, async () => {
    await session.core.channels.invite({ session: session.id, channel, nick })
    session.reply(NUMERIC.RPL_INVITING, [nick, channel])
  })
}

const sendInvitations = async (session: IrcSession): Promise<void> => {
  const channels = await session.core.channels.invitations({ session: session.id })
  for (const channel of channels) session.reply(NUMERIC.RPL_INVITELIST, [channel])
  session.reply(NUMERIC.RPL_ENDOFINVITELIST, [], 'End of your invitations')
}

/** Which of the two a refusal is about, or both, is told by its numeric. */
const answering = async (
  session: IrcSession,
  command: string,
  { channel, nick }: { readonly channel: string; readonly nick: string },
  act: () => Promise<void>,
): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    const sentence = sentenceFor(command, error)
    if (error.code === 'no-such-nick') session.reply(NUMERIC.ERR_NOSUCHNICK, [nick], sentence)
    else if (error.code === 'no-such-member') session.reply(NUMERIC.ERR_USERNOTINCHANNEL, [nick, channel], sentence)
    else if (error.code === 'already-in-channel') session.reply(NUMERIC.ERR_USERONCHANNEL, [nick, channel], sentence)
    else replyToRefusal(session, command, channel, error)
  }
}

export const kick: Command = { minParams: 2, isActivity: true, run: runKick }
export const invite: Command = { minParams: 0, isActivity: true, run: runInvite }
