// The key by which callers recognise the house. app.ts keeps it; losing it makes every caller's ssh cry wolf.

import { createHash } from 'node:crypto'
import ssh2 from 'ssh2'

/**
 * A new ed25519 host key, private, in OpenSSH's PEM format. ssh2 drops leading zeros of the public half, so about one
 * of its keys in 256 is malformed: those are thrown away.
 */
export const makeHostKey = (): string => {
  for (;;) {
    const { private: hostKey } = ssh2.utils.generateKeyPairSync('ed25519')
    if (!(ssh2.utils.parseKey(hostKey) instanceof Error)) return hostKey
  }
}

/**
 * `SHA256:…`, as ssh shows it at the first connection.
 * @throws Error when this is no private key
 */
export const hostKeyFingerprint = (hostKey: string): string => {
  const key = ssh2.utils.parseKey(hostKey)
  if (key instanceof Error) throw key
  return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`
}
