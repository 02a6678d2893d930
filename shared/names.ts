// The grammar of names and when two of them count as the same: account names (which are nicks on every face),
// channel names and board names. Pure, so that a browser can check a name while it is being typed.

import { BOARD_NAME_OCTETS, CHANNEL_NAME_OCTETS, NAME_MAX, NAME_MIN } from './limits.ts'

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/
// Octets above 0x7F are allowed (UTF8ONLY); blanks, commas, colons and controls are not (RFC 2812 §1.3).
const CHANNEL = /^#[^\u0000-\u0020,:\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2066-\u2069]+$/u
const BOARD = /^[a-z0-9+_-]+(\.[a-z0-9+_-]+)*$/

/** Names that would let someone pass for the house. Compared by skeleton. */
const RESERVED = [
  ...['root', 'sysop', 'admin', 'administrator', 'operator', 'oper', 'moderator', 'staff', 'system', 'samband'],
  ...['nickserv', 'chanserv', 'histserv', 'hostserv', 'memoserv', 'botserv', 'operserv', 'server', 'services'],
  ...['new', 'guest', 'anonymous', 'nobody', 'daemon', 'postmaster', 'hostmaster', 'webmaster', 'abuse', 'usenet'],
  ...['news', 'mail', 'help', 'info', 'irc', 'ssh', 'www', 'null', 'undefined', 'me', 'here', 'all', 'everyone'],
]

export const isAccountName = (name: string): boolean =>
  name.length >= NAME_MIN && name.length <= NAME_MAX && NAME.test(name)

/** ASCII case folding: the same as CASEMAPPING=ascii, and as RFC 8265 for this alphabet. */
export const foldName = (name: string): string => name.toLowerCase()

/**
 * What a name looks like: two names with one skeleton cannot both exist. UTS 39's table cut down to this alphabet and
 * taken without regard to case (a capital I, a small l and a 1 are one stroke; `rn` reads as m, `vv` as w).
 */
export const nameSkeleton = (name: string): string =>
  foldName(name).replace(/0/g, 'o').replace(/[1i]/g, 'l').replace(/m/g, 'rn').replace(/w/g, 'vv').replace(/_/g, '-')

const RESERVED_SKELETONS = new Set(RESERVED.map(nameSkeleton))

export const isReservedName = (name: string): boolean => {
  const skeleton = nameSkeleton(name)
  return RESERVED_SKELETONS.has(skeleton) || skeleton.startsWith(`${nameSkeleton('guest')}-`)
}

export const isChannelName = (name: string): boolean =>
  CHANNEL.test(name) && new TextEncoder().encode(name).length <= CHANNEL_NAME_OCTETS

const ASCII = /^[\0-\x7f]*$/

export const foldChannelName = (name: string): string => (ASCII.test(name) ? name : name.normalize('NFC')).toLowerCase()

/** RFC 5536 §3.1.4 with the lower-case components that every newsreader handles. */
export const isBoardName = (name: string): boolean => name.length <= BOARD_NAME_OCTETS && BOARD.test(name)
