// Who a mask in a channel's lists means: `nick!user@host` with `*` and `?`, an account (`~account:name`, also written
// `~a:name` or `$a:name`), and a silencing instead of a ban (`~m:mask`, also `m:mask`). IRCv3 account-extban.

import { hostMaskOf, matchesMask } from '../../../shared/mask.ts'
import { isAccountName } from '../../../shared/names.ts'
import type { Origin } from '../accounts/session.ts'
import { Refusal } from '../refusal.ts'

export interface MaskEntry {
  /** Canonical. */
  readonly mask: string
  /** The nick that set it. */
  readonly setBy: string
  readonly setAt: number
  /** Null is for good. */
  readonly until: number | null
  readonly reason: string
}

/** How many entries one list holds. */
export const MOST_MASKS = 100
const MASK_OCTETS = 120
/** Of a kick, a ban, a new name. */
export const REASON_OCTETS = 200

const ACCOUNT = /^(?:~account|~a|\$a):(.*)$/i
const MUTE = /^~?m(?:ute)?:(.*)$/i

/** The one way a mask is written. @throws Refusal malformed */
export const canonicalMask = (text: string): string => {
  if (text === '' || Buffer.byteLength(text) > MASK_OCTETS || /[\u0000-\u0020,\u007f]/.test(text)) {
    throw new Refusal('malformed', 'a mask is one word, as nick!user@host')
  }
  const muted = MUTE.exec(text)?.[1]
  if (muted !== undefined) {
    if (MUTE.test(muted)) throw new Refusal('malformed', 'a silencing of a silencing')
    return `~m:${canonicalMask(muted)}`
  }
  const account = ACCOUNT.exec(text)?.[1]
  if (account !== undefined) {
    if (!isAccountName(account) && !/^[A-Za-z0-9_*?-]+$/.test(account)) {
      throw new Refusal('malformed', 'that is no name of an account')
    }
    return `~account:${account}`
  }
  if (/^[~$:]/.test(text)) throw new Refusal('malformed', 'masks of that kind are not known here')
  return hostMask(text)
}

const hostMask = (text: string): string => {
  const bang = text.indexOf('!')
  const at = text.indexOf('@', bang + 1)
  if (bang === -1 && at === -1) return `${text}!*@*`
  const nick = bang === -1 ? '' : text.slice(0, bang)
  const user = text.slice(bang + 1, at === -1 ? undefined : at)
  const host = at === -1 ? '' : text.slice(at + 1)
  return `${nick || '*'}!${user || '*'}@${host || '*'}`
}

export const isMute = (mask: string): boolean => mask.startsWith('~m:')

/** Whether a canonical mask, its silencing aside, means this person. */
export const means = (mask: string, who: Pick<Origin, 'nick' | 'host' | 'account'>): boolean => {
  const bare = isMute(mask) ? mask.slice(3) : mask
  if (!bare.startsWith('~account:')) return matchesMask(bare, hostMaskOf(who))
  return who.account !== null && matchesMask(bare.slice(9), who.account)
}

/** @throws Refusal too-long, malformed */
export const requireReason = (reason: string): string => {
  if (/[\r\n\0]/.test(reason)) throw new Refusal('malformed', 'one line only')
  if (Buffer.byteLength(reason) > REASON_OCTETS) throw new Refusal('too-long', `${REASON_OCTETS} octets`)
  return reason
}
