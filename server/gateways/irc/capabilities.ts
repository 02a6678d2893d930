// The IRCv3 capabilities we speak. A session's set is one number below 2 ** 53, a bit for each. Those that a line may
// follow have the low 32 bits: there `&` reaches them, so that the shape of a line for a session is one operation away.
// The others stand above; `hasCap`, `withCap` and `withoutCap` know of both halves, and nothing else makes a set.

import type { Brand } from '../../../shared/brand.ts'
import { MULTILINE_LINES, MULTILINE_OCTETS } from '../../../shared/limits.ts'

export const CAP = {
  serverTime: 1 << 0,
  messageTags: 1 << 1,
  accountTag: 1 << 2,
  extendedJoin: 1 << 3,
  echoMessage: 1 << 4,
  multiPrefix: 1 << 5,
  capNotify: 1 << 6,
  sasl: 1 << 7,
  accountNotify: 1 << 8,
  userhostInNames: 1 << 9,
  chghost: 1 << 10,
  batch: 1 << 11,
  labeledResponse: 1 << 12,
  standardReplies: 1 << 13,
  awayNotify: 1 << 14,
  preAway: 1 << 15,
  setname: 1 << 16,
  inviteNotify: 1 << 17,
  extendedMonitor: 1 << 18,
  chathistory: 1 << 19,
  eventPlayback: 1 << 20,
  readMarker: 1 << 21,
  messageRedaction: 1 << 22,
  multiline: 1 << 23,
  channelRename: 1 << 24,
  accountRegistration: 1 << 25,
  noImplicitNames: 1 << 26,
  extendedIsupport: 1 << 27,
  metadata: 1 << 28,
  search: 2 ** 32,
  playback: 2 ** 33,
  selfMessage: 2 ** 34,
  webpush: 2 ** 35,
  draftWebpush: 2 ** 36,
  draftSearch: 2 ** 37,
} as const

/** What a session has negotiated. Branded, because `|` and `~` would cut the upper half off. */
export type CapabilitySet = Brand<number, 'CapabilitySet'>

export const NO_CAPS = 0 as CapabilitySet

const UPPER = 2 ** 32

/** @param cap one of CAP */
export const hasCap = (caps: CapabilitySet, cap: number): boolean =>
  cap < UPPER ? (caps & cap) !== 0 : (Math.floor(caps / UPPER) & (cap / UPPER)) !== 0

export const withCap = (caps: CapabilitySet, cap: number): CapabilitySet =>
  hasCap(caps, cap) ? caps : ((caps + cap) as CapabilitySet)

export const withoutCap = (caps: CapabilitySet, cap: number): CapabilitySet =>
  hasCap(caps, cap) ? ((caps - cap) as CapabilitySet) : caps

/** Those that put tags before a line. */
export const TAG_CAPS = CAP.serverTime | CAP.messageTags | CAP.accountTag

interface Capability {
  readonly bit: number
  /** Shown to clients that speak version 302. */
  readonly value?: string
}

export const CAPABILITIES: ReadonlyMap<string, Capability> = new Map<string, Capability>([
  ['account-notify', { bit: CAP.accountNotify }],
  ['account-tag', { bit: CAP.accountTag }],
  ['away-notify', { bit: CAP.awayNotify }],
  ['batch', { bit: CAP.batch }],
  ['cap-notify', { bit: CAP.capNotify }],
  ['chghost', { bit: CAP.chghost }],
  ['draft/channel-rename', { bit: CAP.channelRename }],
  ['draft/account-registration', { bit: CAP.accountRegistration, value: 'before-connect,custom-account-name' }],
  ['draft/chathistory', { bit: CAP.chathistory }],
  ['draft/event-playback', { bit: CAP.eventPlayback }],
  ['draft/extended-isupport', { bit: CAP.extendedIsupport }],
  ['draft/message-redaction', { bit: CAP.messageRedaction }],
  ['draft/metadata-3', { bit: CAP.metadata }],
  ['draft/multiline', { bit: CAP.multiline, value: `max-bytes=${MULTILINE_OCTETS},max-lines=${MULTILINE_LINES}` }],
  ['draft/no-implicit-names', { bit: CAP.noImplicitNames }],
  ['draft/pre-away', { bit: CAP.preAway }],
  ['draft/read-marker', { bit: CAP.readMarker }],
  ['draft/search', { bit: CAP.draftSearch }],
  ['draft/webpush', { bit: CAP.draftWebpush }],
  ['echo-message', { bit: CAP.echoMessage }],
  ['extended-join', { bit: CAP.extendedJoin }],
  ['extended-monitor', { bit: CAP.extendedMonitor }],
  ['invite-notify', { bit: CAP.inviteNotify }],
  ['labeled-response', { bit: CAP.labeledResponse }],
  ['message-tags', { bit: CAP.messageTags }],
  ['multi-prefix', { bit: CAP.multiPrefix }],
  ['sasl', { bit: CAP.sasl, value: 'PLAIN' }],
  ['server-time', { bit: CAP.serverTime }],
  ['setname', { bit: CAP.setname }],
  ['soju.im/search', { bit: CAP.search }],
  ['soju.im/webpush', { bit: CAP.webpush }],
  ['standard-replies', { bit: CAP.standardReplies }],
  ['userhost-in-names', { bit: CAP.userhostInNames }],
  ['znc.in/playback', { bit: CAP.playback }],
  // Lines of one's own from another client come to all of them; this only says that it is known here.
  ['znc.in/self-message', { bit: CAP.selfMessage }],
])

/** What `CAP LS` lists; values from version 302 on. `values` stand over those of the table. */
export const listCapabilities = (version: number, values: ReadonlyMap<string, string> = new Map()): string[] =>
  [...CAPABILITIES].map(([name, capability]) => {
    const value = values.get(name) ?? capability.value
    return value !== undefined && version >= 302 ? `${name}=${value}` : name
  })

/** What `CAP LIST` lists. */
export const namesOf = (caps: CapabilitySet): string[] =>
  [...CAPABILITIES].filter(([, { bit }]) => hasCap(caps, bit)).map(([name]) => name)

/**
 * The set after a `CAP REQ`, or null when the request holds anything we do not have: it is taken whole or not at all.
 * Asking for what is on, or dropping what is off, succeeds. Version 302 implies cap-notify, which then cannot go.
 */
export const requestCapabilities = (caps: CapabilitySet, request: string, version: number): CapabilitySet | null => {
  let next = caps
  for (const word of request.split(' ').filter((each) => each !== '')) {
    const isDropped = word.startsWith('-')
    const capability = CAPABILITIES.get(isDropped ? word.slice(1) : word)
    if (capability === undefined) return null
    if (isDropped && capability.bit === CAP.capNotify && version >= 302) return null
    next = isDropped ? withoutCap(next, capability.bit) : withCap(next, capability.bit)
  }
  return next
}
