// A ban from the house: whom it names, why, by whom, and until when. Types and rules; an account's own ban is part of
// the account and only listed here with the others.

import { isAccountName } from '../../../shared/names.ts'
import { Refusal } from '../refusal.ts'
import { isInNetwork, type Network, parseNetwork } from './network.ts'

/** `mask`: nick!user@host with `*` and `?`. `network`: an address, or CIDR. `account`: a name. */
export type BanKind = 'mask' | 'network' | 'account'

export interface Ban {
  readonly kind: BanKind
  readonly target: string
  readonly reason: string
  /** The account, or the face, that set it. */
  readonly setBy: string
  /** Milliseconds since 1970. */
  readonly created: number
  /** When it ends by itself; null is never. */
  readonly until: number | null
}

/** From all is well to staff only. */
export const DEFCON_LEVELS = [5, 4, 3, 2, 1] as const
export type DefconLevel = (typeof DEFCON_LEVELS)[number]

/** What each level closes, together with what those above it close. */
export const DEFCON_MEANING: Readonly<Record<DefconLevel, string>> = {
  5: 'the house is open as configured',
  4: 'no new accounts are made',
  3: 'no guests come in',
  2: 'guests who are here are sent away',
  1: 'only moderators and sysops come in',
}

export interface AuditEntry {
  readonly id: number
  readonly at: number
  readonly actor: string
  readonly act: string
  readonly target: string
  readonly reason: string
}

/** How much of the house a network may cover at most: a /8, and for IPv6 a /16. */
const WIDEST_FOUR = 96 + 8
const WIDEST_SIX = 16
const MASK = /^[^\s!@]+![^\s!@]+@[^\s!@]+$/

/**
 * Reads whom to ban: a network, an account's name, or a mask. `*@host` and `nick!*` are filled up.
 * @throws Refusal malformed: it is none of these, or would fit nearly everybody
 */
export const parseBanTarget = (text: string): { readonly kind: BanKind; readonly target: string } => {
  const word = text.trim()
  const network = parseNetwork(word)
  if (network !== null) {
    const widest = word.includes(':') ? WIDEST_SIX : WIDEST_FOUR
    if (network.bits < widest) throw new Refusal('malformed', `${word} covers too much of the world`)
    return { kind: 'network', target: word.toLowerCase() }
  }
  if (isAccountName(word)) return { kind: 'account', target: word }
  const mask = filledUp(word)
  if (!MASK.test(mask)) throw new Refusal('malformed', `${word.slice(0, 60)} is no name, address or nick!user@host`)
  if (mask.replace(/[*?!@.~u]/g, '') === '') throw new Refusal('malformed', `${mask} would fit everybody`)
  return { kind: 'mask', target: mask }
}

const filledUp = (word: string): string => {
  if (word.includes('!')) return word.includes('@') ? word : `${word}@*`
  return word.includes('@') ? `*!${word}` : `${word}!*@*`
}

/** Somebody, as bans look at them. */
export interface Subject {
  readonly address: string
  /** `nick!user@host`, or null while there is no nick. */
  readonly prefix: string | null
}

/** A ban that is ready to be held against people. */
export interface Judge {
  readonly ban: Ban
  fits(subject: Subject): boolean
}

export const judgeOf = (ban: Ban, matchesMask: (mask: string, text: string) => boolean): Judge => {
  if (ban.kind === 'network') {
    const network: Network | null = parseNetwork(ban.target)
    return { ban, fits: ({ address }) => network !== null && isInNetwork(address, network) }
  }
  return { ban, fits: ({ prefix }) => prefix !== null && matchesMask(ban.target, prefix) }
}
