// PRIVMSG and NOTICE, to channels and nicks. A NOTICE is never answered with an error (RFC 2812 §3.3.2).

import { MESSAGE_OCTETS } from '../../../../shared/limits.ts'
import type { ClientTags, MessageKind } from '../../../core/channels/channel.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { splitByOctets } from '../../../wire/irc/octets.ts'
import { sanitizeChat } from '../../../wire/text/sanitize.ts'
import { levelOfSign } from '../channel-render.ts'
import { isChanServ, serveChannels } from '../chanserv/chanserv.ts'
import { carriedTags } from '../client-tags.ts'
import type { OpenBatch } from '../exchanges.ts'
import type { House } from '../house.ts'
import { MESSAGE_TARGETS } from '../isupport.ts'
import { answeringRefusals, replyToRefusal } from '../replies.ts'
import { isService, serve } from '../service.ts'
import type { IrcSession } from '../session.ts'
import { type Call, type Command, listOf } from './command.ts'
import { isPlayback, servePlayback } from './znc.ts'

/** STATUSMSG: `@#channel` is for its operators and up. */
const STATUS_TARGET = /^([~&@%+]*)(#.*)$/s

interface Utterance {
  readonly kind: MessageKind
  readonly text: string
  /** A CTCP request or answer other than ACTION. */
  readonly isCtcp: boolean
  readonly tags?: ClientTags
  /** `text` holds several lines. */
  readonly isMultiline?: true
}

/** `\x01ACTION waves\x01` is an action; of other CTCP, what stands between the \x01. */
export const readUtterance = (text: string, kind: 'message' | 'notice'): Utterance => {
  if (!text.startsWith('\x01')) return { kind, text, isCtcp: false }
  const inner = text.slice(1).replace(/\x01.*$/s, '')
  const action = /^ACTION(?: (.*))?$/is.exec(inner)
  if (action !== null && kind === 'message') return { kind: 'action', text: action[1] ?? '', isCtcp: false }
  return { kind, text: inner, isCtcp: true }
}

const run = async ({ session, house, command, params, tags }: Call): Promise<void> => {
  const [targetList = '', text = ''] = params
  const isNotice = command === 'NOTICE'
  const targets = listOf(targetList)
  if (!isNotice && targets.length === 0) {
    return session.reply(NUMERIC.ERR_NORECIPIENT, [], `No recipient given (${command})`)
  }
  if (!isNotice && text === '') return session.reply(NUMERIC.ERR_NOTEXTTOSEND, [], 'No text to send')
  if (text === '') return
  const carried = carriedTags(tags)
  const spoken = readUtterance(text, isNotice ? 'notice' : 'message')
  const utterance = carried === undefined ? spoken : { ...spoken, tags: carried }
  for (const [index, target] of targets.entries()) {
    if (index >= MESSAGE_TARGETS) {
      if (!isNotice) session.reply(NUMERIC.ERR_TOOMANYTARGETS, [target], `At most ${MESSAGE_TARGETS} targets at once`)
      return
    }
    if (!isService(target) && !isChanServ(target) && !isPlayback(target)) {
      await utter(session, target, utterance, isNotice)
    } else if (!isNotice && !utterance.isCtcp) await serveLine(session, house, target, utterance.text)
  }
}

const utter = async (session: IrcSession, target: string, said: Utterance, isNotice: boolean): Promise<void> => {
  const isChannel = STATUS_TARGET.test(target)
  // Other people's clients answer these by themselves; privately nobody is made to.
  if (said.isCtcp && isNotice && !isChannel) return
  const text = said.isCtcp && !isChannel ? `CTCP ${said.text}` : said.text
  try {
    let away: string | undefined
    const pieces = said.isMultiline === true ? [text] : splitByOctets(text, MESSAGE_OCTETS)
    for (const piece of pieces) away = await speak(session, target, { ...said, text: piece })
    if (away !== undefined && !isNotice) session.reply(NUMERIC.RPL_AWAY, [target], sanitizeChat(away))
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    if (isNotice) return
    if (error.code === 'sign-in-required' && !isChannel) {
      const text = 'They hear only people with an account (+R): /msg Samband help'
      return session.reply(NUMERIC.ERR_NEEDREGGEDNICK, [target], text)
    }
    replyToRefusal(session, 'PRIVMSG', target, error)
  }
}

/** Resolves to why the one it went to is away, if so. */
const speak = async (
  { core, id }: IrcSession,
  target: string,
  { kind, text, tags, isMultiline, isCtcp }: Utterance,
): Promise<string | undefined> => {
  const what = { session: id, text, kind, tags, isMultiline }
  const [, signs = '', channel = ''] = STATUS_TARGET.exec(target) ?? []
  if (channel === '') return (await core.channels.tell({ ...what, to: target })).away
  await core.channels.say({ ...what, channel, isCtcp, to: levelOfSign(signs.at(-1) ?? '') })
  return undefined
}

export const privmsg: Command = { minParams: 0, isActivity: true, run }
export const notice: Command = { minParams: 0, isActivity: true, run }

/** Says what came as a batch of lines. */
export const utterLines = async (session: IrcSession, house: House, batch: OpenBatch): Promise<void> => {
  const isNotice = batch.command === 'NOTICE'
  const tags = carriedTags(batch.tags)
  const said = {
    kind: isNotice ? ('notice' as const) : ('message' as const),
    text: batch.lines.join('\n'),
    isCtcp: false,
  }
  const isHouse = isService(batch.target) || isChanServ(batch.target) || isPlayback(batch.target)
  if (!isHouse) return utter(session, batch.target, { ...said, isMultiline: true, ...(tags && { tags }) }, isNotice)
  if (isNotice) return
  // To a service each line is a word of its own.
  for (const line of batch.lines.filter((each) => each.trim() !== ''))
    await serveLine(session, house, batch.target, line)
}

const serveLine = async (session: IrcSession, house: House, target: string, line: string): Promise<void> => {
  if (isPlayback(target)) await servePlayback(session, line)
  else if (isChanServ(target)) await serveChannels(session, house, line)
  else await serve(session, house, line, target)
}

/** A TAGMSG is its client-only tags: when none of them is carried here, nothing is left to send. */
const runTagmsg = async ({ session, params: [targets = ''], tags }: Call): Promise<void> => {
  const carried = carriedTags(tags)
  if (carried === undefined) return
  for (const target of listOf(targets).slice(0, MESSAGE_TARGETS)) {
    if (isService(target)) continue
    await answeringRefusals(session, 'TAGMSG', target, () =>
      session.core.history.tag({ session: session.id, target, tags: carried }),
    )
  }
}

export const tagmsg: Command = { minParams: 1, run: runTagmsg }
