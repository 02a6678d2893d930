// What every service of this area stands on.

import type { AccountRepository } from '../accounts/account-repository.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { Entropy } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'

export interface CommunityOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly sanitizer: Sanitizer
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly guests: 'talk' | 'look' | 'none'
  /** False lifts the limits on how often. */
  readonly throttle: boolean
}

export const REF_LENGTH = 10

/** Cleaned and trimmed, one line. @throws Refusal empty, too-long */
export const requireLine = (sanitizer: Sanitizer, text: string, octets: number): string => {
  if (Buffer.byteLength(text) > octets) throw new Refusal('too-long', `${octets} octets`)
  const clean = sanitizer.line(text).trim()
  if (clean === '') throw new Refusal('empty')
  return clean
}

/** A page of 1 to `most` rows. */
export const atMost = (limit: number, most: number): number => Math.max(1, Math.min(most, Math.trunc(limit)))

export const nameOf = (actor: Actor): string => actor.accountName ?? actor.face
