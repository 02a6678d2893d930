// From a complete registration to the end of the welcome: who the client is, the first numerics, and the channels
// that its nick is in already.

import { FLAGS, LISTS, PARAMETERS, PREFIXES } from '../../core/channels/modes.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { sendLusers } from './commands/lusers.ts'
import { sendMotd } from './commands/motd.ts'
import type { House } from './house.ts'
import { bringInto } from './introduction.ts'
import { sendIsupport } from './isupport.ts'
import { isAware, sendOwn } from './metadata.ts'
import { replayMissed, replayPrivately } from './playback.ts'
import type { Credentials } from './registration.ts'
import { nickLine, prefixOf } from './render.ts'
import { replyToRefusal, sentenceFor } from './replies.ts'
import type { IrcSession } from './session.ts'
import { settleClass } from './settle-class.ts'

const CHANNEL_MODES = [...FLAGS, ...PARAMETERS, ...LISTS, ...PREFIXES].sort().join('')

/** Welcomes the client if it has said all that is needed. */
export const tryWelcome = async (session: IrcSession, house: House): Promise<void> => {
  const { registration } = session
  if (registration === null || !registration.isComplete) return
  if (house.password !== '' && !registration.mayPass) {
    session.reply(NUMERIC.ERR_PASSWDMISMATCH, [], 'This server has a password: connect with PASS')
    session.end('Wrong server password')
    return
  }
  if (session.sasl !== null) {
    session.sasl = null
    session.reply(NUMERIC.ERR_SASLABORTED, [], 'SASL authentication aborted')
  }
  const asked = registration.nick ?? ''
  const hasEntered =
    session.presence !== null ||
    (registration.credentials === null
      ? await enterAsGuest(session, asked)
      : await signIn(session, registration.credentials))
  if (hasEntered && !session.hasEnded) await welcome(session, house, asked)
}

const signIn = async (session: IrcSession, credentials: Credentials): Promise<boolean> => {
  try {
    await session.core.accounts.signIn({ session: session.id, ...credentials })
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    const sentence = sentenceFor('PASS', error)
    if (isShutOut(error)) session.reply(NUMERIC.ERR_YOUREBANNEDCREEP, [], sentence)
    else session.reply(NUMERIC.ERR_PASSWDMISMATCH, [], sentence)
    session.end(sentence)
    return false
  }
}

/** Trying again with another nick or password would not help. */
const isShutOut = ({ code }: Refusal): boolean =>
  code === 'house-banned' || code === 'house-closed' || code === 'account-banned'

const enterAsGuest = async (session: IrcSession, nick: string): Promise<boolean> => {
  try {
    await session.core.sessions.enterAsGuest({ session: session.id, nick })
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'not-permitted') {
      const sentence = 'Only people with an account come in here: log in with SASL, or with PASS name:password'
      session.reply(NUMERIC.ERR_PASSWDMISMATCH, [], sentence)
      session.end(sentence)
      return false
    }
    refuseNick(session, nick, error)
    if (isShutOut(error)) session.end(sentenceFor('NICK', error))
    else if (session.registration !== null) session.registration.nick = null
    return false
  }
}

/** Says why a nick cannot be had, and what its owner can do. */
export const refuseNick = (session: IrcSession, nick: string, refusal: Refusal): void => {
  replyToRefusal(session, 'NICK', nick, refusal)
  if (refusal.code === 'name-belongs-to-account') {
    session.notice(
      `${nick} belongs to an account, or looks like one that does. If it is yours, log in: with SASL (PLAIN), or set your client's server password to ${nick}:yourpassword`,
    )
  }
}

/**
 * Since when this client has missed what was said: since it went, or else since nobody sat at the account. Null when
 * somebody did all the time, and this client is new. For channels, null is what the core has noted of each.
 */
const missedSince = async (
  session: IrcSession,
  { departures, started }: House,
): Promise<{ readonly channels: number | null; readonly people: number } | null> => {
  if (session.presence?.who.account == null) return null
  const own = departures.ofClient(session)
  if (own !== null) return { channels: own, people: own }
  const isAlone = (await session.core.sessions.own({ session: session.id })).length === 1
  if (!isAlone) return null
  const since = departures.ofAccount(session)
  return { channels: since, people: since ?? started }
}

/** What the client said of itself before it was somebody, and then all that stands. */
const settleMetadata = async (session: IrcSession, early: ReadonlyMap<string, string>): Promise<void> => {
  if (!isAware(session)) return
  for (const [key, value] of early) {
    try {
      await session.core.metadata.set({ session: session.id, target: session.nick, key, value })
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }
  await sendOwn(session)
}

const welcome = async (session: IrcSession, house: House, asked: string): Promise<void> => {
  const { presence } = session
  if (presence === null) return
  const { who } = presence
  const { displayName } = await session.core.sessions.presence({ session: session.id, nick: who.nick })
  if (session.hasEnded) return
  const early = session.registration?.metadata ?? new Map<string, string>()
  session.becomeRegistered()
  // What is said from now on is told live.
  const arrived = Date.now()
  await settleClass(session, house.classes)
  // An account's name is its nick, whatever the client asked for. Clients take the nick from 001; this line is for
  // those that do not, and it must come first, while they still believe in the other one.
  if (asked !== who.nick) session.deliver(nickLine({ nick: asked, host: who.host }, who))
  const { serverName, networkName, version } = house
  session.reply(NUMERIC.RPL_WELCOME, [], `Welcome to ${networkName}, ${prefixOf(who)}`)
  session.reply(NUMERIC.RPL_YOURHOST, [], `Your host is ${serverName}, running samband-${version}`)
  session.reply(NUMERIC.RPL_CREATED, [], `This server was started ${new Date(house.started).toUTCString()}`)
  session.reply(NUMERIC.RPL_MYINFO, [serverName, `samband-${version}`, 'BRiosZw', CHANNEL_MODES])
  session.reply(NUMERIC.RPL_VISIBLEHOST, [who.host], 'is how others see your host')
  sendIsupport(session, house)
  await sendLusers(session, house)
  await settleMetadata(session, early)
  sendMotd(session, house)
  if (asked !== who.nick)
    session.notice(`You are ${who.nick} here: the name of your account is your nick on every face`)
  const missed = await missedSince(session, house)
  for (const [folded, channel] of [...presence.channels]) {
    // Another session of the nick may have left it meanwhile.
    if (!presence.channels.has(folded)) continue
    bringInto(session, house, channel, displayName, async () => {
      if (missed !== null) await replayMissed(session, channel, missed.channels)
    })
    await session.settle()
  }
  if (missed !== null) await replayPrivately(session, { after: missed.people, before: arrived })
}
