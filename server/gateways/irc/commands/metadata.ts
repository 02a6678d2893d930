// METADATA: what people and channels say of themselves under keys, and which keys this client wants to hear of
// (https://ircv3.net/specs/extensions/metadata, draft/metadata-3). It may be used before the welcome, of oneself.

import {
  isMetadataKey,
  METADATA_KEY_OCTETS,
  METADATA_KEYS,
  METADATA_VALUE_OCTETS,
} from '../../../core/channels/metadata.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { CAP } from '../capabilities.ts'
import { packWords } from '../introduction.ts'
import {
  ALL,
  isAware,
  keyLine,
  keysOf,
  METADATA_SUBSCRIPTIONS,
  numericLine,
  sendEntries,
  sendSync,
  sendSyncLater,
  visibleEntries,
  warnLine,
} from '../metadata.ts'
import { sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

/** What the capability is worth to a client. */
export const METADATA_LIMITS = [
  'before-connect',
  `max-subs=${METADATA_SUBSCRIPTIONS}`,
  `max-keys=${METADATA_KEYS}`,
  `max-key-bytes=${METADATA_KEY_OCTETS}`,
  `max-value-bytes=${METADATA_VALUE_OCTETS}`,
].join(',')

/** So many people met in channels are looked through at once when a key is subscribed to. */
const SYNC_ALL_AT_ONCE = 500
const WORDS_OCTETS = 300

interface Asked extends Pick<Call, 'session' | 'house'> {
  /** As the client wrote it. */
  readonly target: string
  readonly args: readonly string[]
}

interface Subcommand {
  readonly args: readonly [least: number, most: number]
  /** About the session alone: the target is oneself. */
  readonly isOwn?: true
  readonly run: (asked: Asked) => void | Promise<void>
}

const run = async ({ session, house, params }: Call): Promise<void> => {
  const [target = '', word = '', ...args] = params
  const name = word.toUpperCase()
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  if (!isAware(session))
    return session.fail('METADATA', 'INVALID_PARAMS', 'Ask for batch and draft/metadata-3 first', '*')
  if (subcommand === undefined) {
    const named = word === '' || /[ :]/.test(word) ? '*' : word
    return session.fail(
      'METADATA',
      'INVALID_PARAMS',
      word === '' ? 'Not enough parameters' : 'Unknown subcommand',
      named,
    )
  }
  const [least, most] = subcommand.args
  if (args.length < least || args.length > most) {
    const text = args.length < least ? 'Not enough parameters' : 'Too many parameters'
    return session.fail('METADATA', 'INVALID_PARAMS', text, name)
  }
  const isSelf = target === '*' || (session.isRegistered && target.toLowerCase() === session.nick.toLowerCase())
  if (!isSelf && (subcommand.isOwn === true || !session.isRegistered)) return sayNoTarget(session, target)
  try {
    await subcommand.run({ session, house, target, args })
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    sayWhy(session, target, args[0] ?? '*', error)
  }
}

const NO_TARGET = 'There is nobody and nothing of that name that you could ask'

const sayNoTarget = (session: IrcSession, target: string): void =>
  session.fail('METADATA', 'INVALID_TARGET', NO_TARGET, target)

const sayWhy = (session: IrcSession, target: string, key: string, refusal: Refusal): void => {
  const [code, text, ...context] = whyOf(target, key, refusal)
  session.fail('METADATA', code, text, ...context)
}

const whyOf = (target: string, key: string, refusal: Refusal): readonly [string, string, ...string[]] => {
  switch (refusal.code) {
    case 'key-invalid':
      return ['INVALID_KEY', 'A key is made of a-z, 0-9 and _ . / -', key]
    case 'too-long':
    case 'malformed':
      return ['INVALID_VALUE', sentenceFor('METADATA', refusal), key]
    case 'list-full':
      return ['LIMIT_REACHED', 'There are too many keys already', target, refusal.detail]
    case 'not-permitted':
    case 'not-operator':
    case 'sign-in-required':
      return ['KEY_NO_PERMISSION', 'You may not change that', target, key]
    case 'throttled':
      return ['RATE_LIMITED', 'Not so fast, please', target, key, refusal.detail]
    case 'no-such-nick':
    case 'no-such-channel':
    case 'not-in-channel':
      return ['INVALID_TARGET', NO_TARGET, target]
    default:
      return ['TEMPORARILY_UNAVAILABLE', sentenceFor('METADATA', refusal), target]
  }
}

const notSet = (session: IrcSession, target: string, key: string): string =>
  numericLine(session, NUMERIC.RPL_KEYNOTSET, [target, key], 'Key not set')

/** The nick that a target means; `*` before there is one. */
const nameOf = ({ session, target }: Asked): string => (target === '*' ? session.nick : target)

/** What stands of a target. Before the welcome it is what the client has set so far. */
const valuesOf = async (asked: Asked): Promise<ReadonlyMap<string, string>> => {
  const { session } = asked
  if (session.presence === null) return session.registration?.metadata ?? new Map()
  const entries = await session.core.metadata.list({ session: session.id, target: ownOr(asked) })
  return new Map(entries.map(({ key, value }) => [key, value]))
}

const ownOr = ({ session, target }: Asked): string =>
  target === '*' ? (session.presence?.who.nick ?? session.nick) : target

const get = async (asked: Asked): Promise<void> => {
  const { session, args } = asked
  const values = await valuesOf(asked)
  const target = nameOf(asked)
  const lines = args.map((key) => {
    if (!isMetadataKey(key)) return warnLine(session, 'INVALID_KEY', 'That is no key', key)
    const value = values.get(key)
    return value === undefined ? notSet(session, target, key) : keyLine(session, { target, key, value })
  })
  session.answerBatch('metadata', [target], lines)
}

const list = async (asked: Asked): Promise<void> => {
  const target = nameOf(asked)
  const values = await valuesOf(asked)
  sendEntries(
    asked.session,
    target,
    [...values].map(([key, value]) => ({ target, key, value })),
  )
}

const set = async (asked: Asked): Promise<void> => {
  const { session, args } = asked
  const [key = '', value = ''] = args
  const target = nameOf(asked)
  const next = session.presence === null ? setEarly(session, key, value) : await setInCore(asked, key, value)
  if (next === undefined) return
  session.answer(next === null ? notSet(session, target, key) : keyLine(session, { target, key, value: next }))
}

const setInCore = (asked: Asked, key: string, value: string): Promise<string | null> =>
  asked.session.core.metadata.set({ session: asked.session.id, target: ownOr(asked), key, value })

/** Before the welcome: kept until there is somebody to set it on. Undefined when it cannot be. */
const setEarly = (session: IrcSession, key: string, value: string): string | null | undefined => {
  const pending = session.registration?.metadata
  if (pending === undefined) return undefined
  if (!isMetadataKey(key)) return void session.fail('METADATA', 'INVALID_KEY', 'That is no key', key)
  if (Buffer.byteLength(value) > METADATA_VALUE_OCTETS) {
    return void session.fail('METADATA', 'INVALID_VALUE', `At most ${METADATA_VALUE_OCTETS} octets`, key)
  }
  if (value === '') pending.delete(key)
  else if (pending.size >= METADATA_KEYS && !pending.has(key)) {
    return void session.fail('METADATA', 'LIMIT_REACHED', 'There are too many keys already', '*', `${METADATA_KEYS}`)
  } else pending.set(key, value)
  return value === '' ? null : value
}

const clear = async (asked: Asked): Promise<void> => {
  const { session } = asked
  const target = nameOf(asked)
  const keys =
    session.presence === null
      ? [...(session.registration?.metadata.keys() ?? [])]
      : await session.core.metadata.clear({ session: session.id, target: ownOr(asked) })
  session.registration?.metadata.clear()
  session.answerBatch(
    'metadata',
    [target],
    keys.map((key) => notSet(session, target, key)),
  )
}

const subscribe = async ({ session, house, args }: Asked): Promise<void> => {
  const subscriptions = session.subscriptions ?? new Set<string>()
  session.subscriptions = subscriptions
  const taken: string[] = []
  const fresh: string[] = []
  for (const key of args) {
    if (!isMetadataKey(key)) {
      session.answer(warnLine(session, 'INVALID_KEY', 'That is no key', key))
      continue
    }
    if (!subscriptions.has(key)) {
      if (subscriptions.size >= METADATA_SUBSCRIPTIONS) {
        sayKeys(session, NUMERIC.RPL_METADATASUBOK, taken)
        const text = 'You are subscribed to as many keys as you may be'
        session.fail('METADATA', 'LIMIT_REACHED', text, key, String(METADATA_SUBSCRIPTIONS))
        return sendFresh(session, house, fresh)
      }
      subscriptions.add(key)
      fresh.push(key)
    }
    taken.push(key)
  }
  sayKeys(session, NUMERIC.RPL_METADATASUBOK, taken)
  await sendFresh(session, house, fresh)
}

const sendFresh = async (session: IrcSession, house: Asked['house'], keys: readonly string[]): Promise<void> => {
  if (!session.isRegistered || keys.length === 0) return
  const entries = await visibleEntries(session, house, keys, SYNC_ALL_AT_ONCE)
  if (entries === null) sendSyncLater(session, ALL)
  else sendEntries(session, ALL, entries)
}

const sayKeys = (
  session: IrcSession,
  numeric: typeof NUMERIC.RPL_METADATASUBOK | typeof NUMERIC.RPL_METADATAUNSUBOK,
  keys: readonly string[],
): void => {
  for (const line of packWords(keys, WORDS_OCTETS)) session.reply(numeric, line.split(' '))
}

const unsubscribe = ({ session, args }: Asked): void => {
  const gone: string[] = []
  for (const key of args) {
    if (!isMetadataKey(key)) session.answer(warnLine(session, 'INVALID_KEY', 'That is no key', key))
    else {
      session.subscriptions?.delete(key)
      gone.push(key)
    }
  }
  sayKeys(session, NUMERIC.RPL_METADATAUNSUBOK, gone)
}

const subscriptions = ({ session }: Asked): void => {
  const lines = packWords([...keysOf(session)], WORDS_OCTETS)
  session.answerBatch(
    'metadata-subs',
    [],
    lines.map((line) => numericLine(session, NUMERIC.RPL_METADATASUBS, line.split(' '))),
  )
}

const sync = async (asked: Asked): Promise<void> => {
  const { session, house, target } = asked
  if (session.presence === null) return sendEntries(session, nameOf(asked), [])
  if (target !== ALL) return sendSync(session, ownOr(asked))
  sendEntries(session, ALL, (await visibleEntries(session, house, [...keysOf(session)])) ?? [])
}

const ANY = Number.POSITIVE_INFINITY
const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  GET: { args: [1, ANY], run: get },
  LIST: { args: [0, 0], run: list },
  SET: { args: [1, 2], run: set },
  CLEAR: { args: [0, 0], run: clear },
  SUB: { args: [1, ANY], isOwn: true, run: subscribe },
  UNSUB: { args: [1, ANY], isOwn: true, run: unsubscribe },
  SUBS: { args: [0, 0], isOwn: true, run: subscriptions },
  SYNC: { args: [0, 0], run: sync },
}

/** Without the capability, or without batches, nothing is told of keys any more. */
export const forgetSubscriptions = (session: IrcSession): void => {
  if (!session.has(CAP.metadata) || !session.has(CAP.batch)) session.subscriptions = null
}

export const metadata: Command = { minParams: 0, beforeRegistration: true, run }
