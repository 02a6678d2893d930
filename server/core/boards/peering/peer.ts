// A peer is another server that we exchange articles with (RFC 5537 §2: relaying). Which articles pass to whom, and from
// whom, is decided here and nowhere else.

import { canSee, type Viewer } from '../../visibility.ts'
import type { Board } from '../board.ts'
import type { RelayFacts } from './relay-format.ts'

/** What a trusted peer's control messages may do without a proof of their own. */
export type Trust = 'cancel' | 'newgroup'

export interface Peer {
  readonly name: string
  /** It may offer us articles. */
  readonly feedsUs: boolean
  /** We offer it articles; `own`: only those written here. */
  readonly isFed: 'no' | 'own' | 'all'
  /** Its identities in Path (RFC 5536 §3.1.5), in lower case; the first is how it names itself. */
  readonly pathIdentities: readonly string[]
  readonly isAt: (address: string) => boolean
  /** Whoever has logged in to this account is this peer, wherever from. Empty for nobody. */
  readonly account: string
  /** Of one newsgroup: `yes` and `no` as in a wildmat, `poison` where the whole article must not pass. */
  readonly judges: (newsgroup: string) => 'yes' | 'no' | 'poison'
  /** Boards that guests cannot read pass only where they stand here. */
  readonly privateBoards: readonly string[]
  readonly takesDistribution: (distribution: string) => boolean
  readonly maxOctets: number
  /** How many articles may wait for it; beyond it the oldest goes. */
  readonly maxWaiting: number
  /** A peer that is new gets articles that are this old at most; 0 for none. */
  readonly backfillMs: number
  readonly trusts: readonly Trust[]
}

/** The world outside, to which a feed is open. */
const ANYBODY: Viewer = { account: null, role: 'guest' }

/** A board that may be exchanged with this peer at all. */
export const isExchanged = (peer: Peer, board: Board): boolean =>
  peer.judges(board.name) === 'yes' && (canSee(ANYBODY, board) || peer.privateBoards.includes(board.name))

/** What in an article keeps it from passing between us and this peer, in either direction; null when nothing does. */
export const obstacleTo = (peer: Peer, { newsgroups, distributions, octets }: RelayFacts): string | null => {
  if (octets > peer.maxOctets) return `it is larger than ${peer.maxOctets} octets`
  const poison = newsgroups.find((name) => peer.judges(name) === 'poison')
  if (poison !== undefined) return `nothing that also goes to ${poison}`
  const isTaken = distributions.length === 0 || distributions.some((each) => peer.takesDistribution(each))
  return isTaken ? null : `its distribution is ${distributions.join(',')}`
}

/** Whether it has been at this peer already, as its Path says. */
export const hasPassed = (peer: Peer, { path }: RelayFacts): boolean =>
  path.some((identity) => peer.pathIdentities.includes(identity))

export type PeerState = 'resting' | 'connecting' | 'sending' | 'reading' | 'waiting'

export interface PeerStatus {
  readonly name: string
  /** What our own connection to it does; `resting` too where we never connect. */
  readonly state: PeerState
  /** Articles that are still to be offered to it. */
  readonly waiting: number
  readonly sent: number
  /** Offered, and not wanted. */
  readonly unwanted: number
  readonly received: number
  readonly refused: number
  readonly dropped: number
  /** Milliseconds since 1970. */
  readonly lastContact: number | null
  readonly lastError: { readonly what: string; readonly at: number } | null
}
