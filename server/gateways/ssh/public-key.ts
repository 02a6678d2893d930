// Public keys that callers show at login: which kinds we take, and whether the signature proves that they own the key.

import ssh2, { type PublicKeyAuthContext } from 'ssh2'

/** RSA only with SHA-2 (RFC 8332). */
const KEY_TYPES = new Set([
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
])
/** An RSA key of 8192 bits has 1,047; larger ones are there to cost us time. */
const KEY_OCTETS = 1100

/** The key as an authorized_keys line (type and base64), or null when we do not take it. */
export const publicKeyLine = ({ key, hashAlgo }: PublicKeyAuthContext): string | null => {
  if (!KEY_TYPES.has(key.algo) || key.data.length > KEY_OCTETS) return null
  if (key.algo === 'ssh-rsa' && hashAlgo === undefined) return null
  return `${key.algo} ${key.data.toString('base64')}`
}

/** Whether the caller's signature over this very connection fits the key (RFC 4252 §7). Never throws. */
export const provesOwnership = ({ key, hashAlgo, signature, blob }: PublicKeyAuthContext): boolean => {
  if (signature === undefined || blob === undefined) return false
  try {
    const parsed = ssh2.utils.parseKey(key.data)
    if (parsed instanceof Error || parsed.type !== key.algo) return false
    return parsed.verify(blob, signature, hashAlgo) === true
  } catch {
    return false
  }
}
