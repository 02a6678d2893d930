// argon2id (RFC 9106) off the main thread, at most two at a time so that libuv's four threads stay free for others.

import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '../core/accounts/account-repository.ts'
import { SCRAM_ITERATIONS, writeVerifier } from '../core/accounts/scram.ts'
import { Refusal } from '../core/refusal.ts'

// OWASP's parameters: 19 MiB, two passes, one lane. They stand in each hash, so they can be raised later.
// `algorithm` 2 is argon2id (the package's enum cannot be imported as a value here).
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 2
const MOST_WAITING = 500

/** Same work as a real one, so that an unknown name takes as long as a wrong password. */
const DUMMY = '$argon2id$v=19$m=19456,t=2,p=1$c2FtYmFuZC1kdW1teS1zYWx0$3QwM1GqYb1vtPUTqFZ5nMBVrDybAQFLyCL9ukY9dr6c'

const SALT_OCTETS = 16
const pbkdf2Async = promisify(pbkdf2)

/** RFC 7677 over RFC 8018's PBKDF2; passwords as NFKC, which is SASLprep for all that people type. */
const deriveVerifier = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_OCTETS)
  const salted = await pbkdf2Async(password.normalize('NFKC'), salt, SCRAM_ITERATIONS, 32, 'sha256')
  return writeVerifier(salted, salt, SCRAM_ITERATIONS)
}

/** @throws Refusal throttled, when more people wait to be let in than can be served soon */
export const passwordHasher = (): PasswordHasher => {
  const waiting: (() => void)[] = []
  let running = 0
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting.length >= MOST_WAITING) throw new Refusal('throttled', '10')
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
  return {
    hash: (password) => inTurn(() => hash(password, PARAMETERS)),
    scram: (password) => inTurn(() => deriveVerifier(password)),
    verify: (stored, password) =>
      inTurn(async () => {
        const matches = await verify(stored ?? DUMMY, password)
        return stored !== null && matches
      }),
  }
}
