// Patterns of builders: `*` for anything, `?` for one character, all else as it is, capitals or not. No regular
// expressions: time grows with pattern times text at worst, and both are short.

import { LIMITS } from './limits.ts'

/** Characters of what was said that are looked at. */
const HEARD = 500

export const matchesGlob = (pattern: string, said: string): boolean => {
  const glob = [...fold(pattern.slice(0, LIMITS.glob))]
  const text = [...fold(said.slice(0, HEARD))]
  let at = 0
  let from = 0
  // Where to go on when what follows the last star does not fit.
  let star = -1
  let kept = 0
  while (from < text.length) {
    if (glob[at] === '*') {
      star = at
      kept = from
      at += 1
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[from])) {
      at += 1
      from += 1
    } else if (star >= 0) {
      kept += 1
      from = kept
      at = star + 1
    } else return false
  }
  while (glob[at] === '*') at += 1
  return at === glob.length
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().trim()
