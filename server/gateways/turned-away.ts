// What somebody is told whom the core does not let in at all: a banned address, on whatever face.

import { isRefusal } from '../core/refusal.ts'

/** The sentence, or null when the error is something else. Fits a WebSocket's close reason (123 octets). */
export const turnedAway = (error: unknown): string | null => {
  if (!isRefusal(error) || error.code !== 'house-banned') return null
  const sentence = `You are banned from this house${error.detail === '' ? '' : `: ${error.detail}`}`
  return Buffer.byteLength(sentence) <= 123 ? sentence : 'You are banned from this house'
}
