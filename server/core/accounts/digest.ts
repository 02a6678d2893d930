// Digests of secrets that are random already (app passwords, invites), comparison of codes, and the shape of SSH
// public keys. Passwords that people choose go through the PasswordHasher instead.

import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { SshKey } from './account.ts'

/** SHA-256 in hex. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Equal without saying by its timing how much was right; letter case and blanks do not matter. */
export const isSameCode = (given: string, wanted: string): boolean => {
  const digest = (text: string): Buffer =>
    createHash('sha256').update(text.replace(/[\s-]/g, '').toUpperCase()).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

const KEY_TYPES = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
])

/**
 * Reads a line as in authorized_keys or a `.pub` file (`type base64 [comment]`).
 * @throws Refusal key-invalid
 */
export const parseSshKey = (line: string, added: number): SshKey => {
  const [type = '', encoded = '', ...comment] = line.trim().split(/\s+/)
  if (!KEY_TYPES.has(type)) throw new Refusal('key-invalid', 'a line that begins with a key type such as ssh-ed25519')
  const blob = Buffer.from(encoded, 'base64')
  // RFC 4253 §6.6: the blob opens with its own type as a length-prefixed string.
  const named = blob.length > 4 ? blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1') : ''
  if (named !== type || blob.length > 4096) throw new Refusal('key-invalid', 'the key is damaged')
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  const publicKey = `${type} ${blob.toString('base64')}`
  return { fingerprint, type, publicKey, comment: comment.join(' ').slice(0, 100), added }
}
