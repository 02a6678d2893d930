// Metadata as clients of draft/metadata-3 are told it: batches of what stands, and single lines when something changes
// (https://ircv3.net/specs/extensions/metadata). Which keys a session wants is its own and ends with it.

import type { MetadataChanged } from '../../core/channels/channel-events.ts'
import type { MetadataEntry } from '../../core/channels/metadata.ts'
import { isRefusal } from '../../core/refusal.ts'
import { serialiseMessage } from '../../wire/irc/message.ts'
import { NUMERIC, type Numeric } from '../../wire/irc/numerics.ts'
import { CAP } from './capabilities.ts'
import type { House } from './house.ts'
import { asMiddle } from './middle.ts'
import type { IrcSession } from './session.ts'

/** How many keys one session may be subscribed to. */
export const METADATA_SUBSCRIPTIONS = 50
/** Whoever joins a channel with more people asks for its metadata later, when there is time. */
const SYNC_AT_ONCE = 100
const RETRY_SECONDS = 4
/** Everything that the session would be told of. */
export const ALL = '*ALL'

export const isAware = (session: IrcSession): boolean => session.has(CAP.metadata) && session.has(CAP.batch)

const NO_KEYS: ReadonlySet<string> = new Set()
export const keysOf = ({ subscriptions }: IrcSession): ReadonlySet<string> => subscriptions ?? NO_KEYS

export const numericLine = (session: IrcSession, command: Numeric, given: readonly string[], text?: string): string => {
  const message = { source: session.serverName, command, params: [session.nick, ...given.map(asMiddle)] }
  return serialiseMessage(text === undefined ? message : { ...message, text })
}

/** A standard reply that ends nothing: what else was asked is answered all the same. */
export const warnLine = (session: IrcSession, code: string, text: string, key: string): string => {
  const params = ['METADATA', code, asMiddle(key)]
  return serialiseMessage({ source: session.serverName, command: 'WARN', params, text })
}

export const keyLine = (session: IrcSession, { target, key, value }: MetadataEntry): string =>
  numericLine(session, NUMERIC.RPL_KEYVALUE, [target, key, '*'], value)

export const sendEntries = (session: IrcSession, target: string, entries: readonly MetadataEntry[]): void =>
  session.answerBatch(
    'metadata',
    [target],
    entries.map((entry) => keyLine(session, entry)),
  )

/** Everything that stands of oneself: part of the welcome. */
export const sendOwn = async (session: IrcSession): Promise<void> => {
  const { nick } = session
  sendEntries(session, nick, await session.core.metadata.list({ session: session.id, target: nick }))
}

/** What the session wants to know of a channel with its people, or of a nick. @throws Refusal as the core's `sync` */
export const sendSync = async (session: IrcSession, target: string): Promise<void> => {
  const keys = [...keysOf(session)]
  sendEntries(session, target, await session.core.metadata.sync({ session: session.id, target, keys }))
}

export const sendSyncLater = (session: IrcSession, target: string): void =>
  session.answer(
    numericLine(session, NUMERIC.RPL_METADATASYNCLATER, [target, String(RETRY_SECONDS)], 'Ask again in a moment'),
  )

/** After the names of a channel that the session has come into. */
export const syncChannel = async (session: IrcSession, channel: string, members: number): Promise<void> => {
  if (!isAware(session)) return
  if (members > SYNC_AT_ONCE && keysOf(session).size > 0) sendSyncLater(session, channel)
  else await quietly(() => sendSync(session, channel))
}

/** Somebody whom the session watches is here. */
export const syncNick = (session: IrcSession, nick: string): Promise<void> =>
  isAware(session) ? quietly(() => sendSync(session, nick)) : Promise.resolve()

/** Of these keys, all that stands of whatever the session would be told of; null when that is too much at once. */
export const visibleEntries = async (
  session: IrcSession,
  { watchers, roster }: House,
  keys: readonly string[],
  most = Number.POSITIVE_INFINITY,
): Promise<readonly MetadataEntry[] | null> => {
  const channels = [...(session.presence?.channels.values() ?? [])]
  const met = channels.reduce((sum, channel) => sum + (roster.channel(channel)?.sessions.size ?? 0), 0)
  if (met > most) return null
  const entries = new Map<string, MetadataEntry>()
  for (const target of [session.nick, ...channels, ...watchers.watchedBy(session)]) {
    await quietly(async () => {
      for (const entry of await session.core.metadata.sync({ session: session.id, target, keys })) {
        entries.set(`${entry.target} ${entry.key}`, entry)
      }
    })
  }
  return [...entries.values()]
}

/** It may be gone meanwhile, or be nobody's business any more. */
const quietly = async (act: () => Promise<void>): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** To those who share a channel with it or watch it, and want to know of the key. */
export const metadataChanged = (house: House, event: Omit<MetadataChanged, 'type'>): void => {
  const { roster, watchers } = house
  const { channel, who, channels, hushed, key, value } = event
  const target = channel ?? who?.nick
  if (target === undefined) return
  const hearers = new Set(channel === null ? roster.hearers(channels, hushed) : roster.channel(channel)?.sessions)
  if (who !== null) {
    for (const session of roster.presence(who.presence)?.sessions ?? []) hearers.add(session)
    for (const session of watchers.of(who.nick)) hearers.add(session)
  }
  for (const session of hearers) {
    if (!session.isRegistered || session.id === event.session || !wants(session, key)) continue
    if (value === null) session.replyAside(NUMERIC.RPL_KEYNOTSET, [target, key], 'Key not set')
    else session.replyAside(NUMERIC.RPL_KEYVALUE, [target, key, '*'], value)
  }
}

const wants = (session: IrcSession, key: string): boolean => isAware(session) && keysOf(session).has(key)

/** Somebody came into a channel: those in it who want to know of keys are told what stands under them. */
export const presentNewcomer = (nick: string, hearers: Iterable<IrcSession>): void => {
  const curious = [...hearers].filter(
    (session) => session.nick !== nick && isAware(session) && keysOf(session).size > 0,
  )
  const [first] = curious
  if (first === undefined) return
  const keys = [...new Set(curious.flatMap((session) => [...keysOf(session)]))]
  first.after(() =>
    quietly(async () => {
      const entries = await first.core.metadata.sync({ session: first.id, target: nick, keys })
      for (const session of curious) {
        for (const { target, key, value } of entries) {
          if (wants(session, key)) session.replyAside(NUMERIC.RPL_KEYVALUE, [target, key, '*'], value)
        }
      }
    }),
  )
}
