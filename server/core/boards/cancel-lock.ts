// Cancel-Lock (RFC 8315): each article carries the hash of a key that its author's server can make again from a secret;
// who shows the key may cancel it. Kept for other servers, and for authors who cancel from elsewhere.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { AccountId } from '../ids.ts'

/** RFC 8315 §4: the key of an article, by HMAC over who and which. */
export const cancelKeyOf = (secret: string, account: AccountId, messageId: string): string =>
  createHmac('sha256', secret).update(`${account}${messageId}`).digest('base64')

/** The lock to a key (§3.3), as the header field holds it. */
export const cancelLockOf = (key: string): string => `sha256:${hashOf(key)}`

/** Whether one of these `scheme:key` opens one of these `scheme:lock`. Only sha256; sha1 must no longer be believed. */
export const opensLock = (keys: readonly string[], locks: readonly string[]): boolean =>
  keys.some((key) => {
    const [scheme = '', secret = ''] = key.split(':')
    return (
      scheme.toLowerCase() === 'sha256' && secret !== '' && locks.some((lock) => isSame(lock, cancelLockOf(secret)))
    )
  })

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64')

const isSame = (lock: string, wanted: string): boolean => {
  const [given, expected] = [Buffer.from(lock), Buffer.from(wanted)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
