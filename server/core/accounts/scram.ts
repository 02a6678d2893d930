// SCRAM-SHA-256 (RFC 5802, RFC 7677): what is kept of a password, and judging a proof by it. Deriving it from the
// password takes a while and happens elsewhere; all of this is quick.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 5803: `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`, each in base64. */
export interface ScramVerifier {
  readonly iterations: number
  /** Base64. */
  readonly salt: string
  readonly storedKey: Buffer
  readonly serverKey: Buffer
}

export const SCRAM_ITERATIONS = 64_000
const KEY_OCTETS = 32

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (octets: Buffer): Buffer => createHash('sha256').update(octets).digest()

/** `salted`: PBKDF2 of the password. */
export const writeVerifier = (salted: Buffer, salt: Buffer, iterations: number): string => {
  const storedKey = sha256(hmac(salted, 'Client Key')).toString('base64')
  const serverKey = hmac(salted, 'Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

export const readVerifier = (text: string): ScramVerifier | null => {
  const [, iterations = '', salt = '', stored = '', server = ''] =
    /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(text) ?? []
  if (server === '') return null
  return {
    ...{ iterations: Number(iterations), salt },
    ...{ storedKey: Buffer.from(stored, 'base64'), serverKey: Buffer.from(server, 'base64') },
  }
}

/** The server's signature when the proof is right, in base64; else null. */
export const judgeProof = (verifier: ScramVerifier, authMessage: string, proof: string): string | null => {
  const given = Buffer.from(proof, 'base64')
  if (given.length !== KEY_OCTETS) return null
  const signature = hmac(verifier.storedKey, authMessage)
  const clientKey = Buffer.from(given.map((octet, index) => octet ^ (signature[index] ?? 0)))
  if (!timingSafeEqual(sha256(clientKey), verifier.storedKey)) return null
  return hmac(verifier.serverKey, authMessage).toString('base64')
}
