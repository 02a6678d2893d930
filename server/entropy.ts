// Randomness for ids and codes, drawn from the kernel in pools so that a line of chat does not cost a system call.

import { randomFillSync } from 'node:crypto'
import type { Entropy } from './core/ids.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const POOL_OCTETS = 4096

export const systemEntropy = (): Entropy => {
  const pool = new Uint8Array(POOL_OCTETS)
  let used = POOL_OCTETS
  const octet = (): number => {
    if (used === POOL_OCTETS) {
      randomFillSync(pool)
      used = 0
    }
    const value = pool[used] ?? 0
    used += 1
    return value
  }
  // Octets that would make some letters likelier than others are thrown away.
  const pick = (alphabet: string): string => {
    const fair = 256 - (256 % alphabet.length)
    let value = octet()
    while (value >= fair) value = octet()
    return alphabet.charAt(value % alphabet.length)
  }
  const draw = (alphabet: string, length: number): string => {
    let text = ''
    while (text.length < length) text += pick(alphabet)
    return text
  }
  return { token: (length) => draw(LETTERS, length), digits: (length) => draw('0123456789', length) }
}
