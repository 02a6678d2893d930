// What happens to the order of a channel, as notes in its tab: kicks, modes, invitations, words for some.

import type { PresenceLeft } from '../../core/accounts/account-events.ts'
import type { Actor, Origin } from '../../core/accounts/session.ts'
import type {
  ChannelConfided,
  ChannelInvited,
  ChannelKicked,
  ChannelModesChanged,
  ChannelRenamed,
} from '../../core/channels/channel-events.ts'
import { isLevel, withLevel } from '../../core/channels/modes.ts'
import type { CoreEvent } from '../../core/events.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { ScreenContext } from '../screen.ts'
import type { Conversation } from './conversation.ts'
import { plainText } from './formatting.ts'
import type { Tabs } from './tabs.ts'

export interface OrderFeedOptions {
  readonly tabs: Tabs
  readonly me: () => Actor
  readonly text: ScreenContext['text']
  readonly note: (conversation: Conversation, kind: 'going' | 'note', text: string) => void
  /** The caller is out of a channel against their will; `words` say why. */
  readonly onPutOut: (channel: string, words: string) => void
}

const why = (reason: string): { readonly why: 'none' | 'given'; readonly reason: string } => {
  const words = plainText(sanitizeLine(reason))
  return { why: words === '' ? 'none' : 'given', reason: words }
}

/** True when anything in the tabs changed. */
export const hearOrder = (event: CoreEvent, options: OrderFeedOptions): boolean => {
  switch (event.type) {
    case 'channel.kicked':
      return kicked(event, options)
    case 'channel.modes-changed':
      return modesChanged(event, options)
    case 'channel.invited':
      return invited(event, options)
    case 'channel.confided':
      return confided(event, options)
    case 'channel.renamed':
      return renamed(event, options)
    default:
      return false
  }
}

/** In an auditorium not everybody notices everything. */
export const mayNotice = ({ presence }: Actor, only: ChannelKicked['only']): boolean =>
  only === null || (presence !== null && only.includes(presence))

/** Of the channels of somebody who went or changed, those in which the caller may notice it. */
export const noticed = (
  { channels, hushed = [] }: Pick<PresenceLeft, 'channels' | 'hushed'>,
  me: Actor,
): readonly string[] =>
  channels.filter((name) => mayNotice(me, hushed.find(({ channel }) => channel === name)?.only ?? null))

const isMe = ({ me }: OrderFeedOptions, who: Origin): boolean => who.presence === me().presence

const kicked = ({ channel, who, by, reason, only }: ChannelKicked, options: OrderFeedOptions): boolean => {
  const { tabs, text, note, me, onPutOut } = options
  if (isMe(options, who)) {
    onPutOut(channel, text('channels.note.put-out', { by: by.nick, channel, ...why(reason) }))
    return true
  }
  const conversation = tabs.channel(channel)
  if (conversation === undefined || !mayNotice(me(), only)) return false
  conversation.members.remove(who.nick)
  note(conversation, 'going', text('channels.note.kicked', { nick: who.nick, by: by.nick, ...why(reason) }))
  return true
}

const modesChanged = (
  { channel, by, changes }: ChannelModesChanged,
  { tabs, text, note }: OrderFeedOptions,
): boolean => {
  const conversation = tabs.channel(channel)
  if (conversation === undefined) return false
  const who = { by: by?.nick ?? '', house: by === null ? 'yes' : 'no' }
  const modes: string[] = []
  for (const { sign, letter, param } of changes) {
    if (!isLevel(letter) || param === null) {
      modes.push(`${sign}${letter}${param === null ? '' : ` ${param}`}`)
      continue
    }
    const member = conversation.members.find(param)
    if (member !== undefined) {
      conversation.members.add({ ...member, modes: withLevel(member.modes, letter, sign === '+') })
    }
    const given = sign === '+' ? 'given' : 'taken'
    note(conversation, 'note', text('channels.note.level', { ...who, given, level: letter, nick: param }))
  }
  if (modes.length > 0)
    note(conversation, 'note', text('channels.note.modes-changed', { ...who, modes: modes.join(' ') }))
  return true
}

const invited = (event: ChannelInvited, options: OrderFeedOptions): boolean => {
  const { tabs, text, note } = options
  const { current } = tabs
  if (!isMe(options, event.who) || current === null) return false
  note(current, 'note', text('channels.note.invited', { by: event.by.nick, channel: event.channel }))
  return true
}

/** Words for programs say nothing to people. */
const confided = (
  { channel, to, only, from, isCtcp, text: words }: ChannelConfided,
  options: OrderFeedOptions,
): boolean => {
  const { tabs, text, note, me } = options
  const conversation = tabs.channel(channel)
  if (conversation === undefined || to === null || isCtcp === true || !mayNotice(me(), only)) return false
  const said = plainText(words.replaceAll('\n', ' '))
  note(conversation, 'note', text('channels.note.confided', { nick: from.nick, level: to, words: said }))
  return true
}

const renamed = ({ channel, from, by }: ChannelRenamed, { tabs, text, note }: OrderFeedOptions): boolean => {
  const conversation = tabs.channel(from)
  if (conversation === undefined) return false
  conversation.name = channel
  note(conversation, 'note', text('channels.note.channel-renamed', { by: by.nick, from, channel }))
  return true
}
