// Masks with `*` and `?` (RFC 2812 §2.5) and the `nick!user@host` that they are held against.

import { foldName } from './names.ts'

/** The user part of everybody's prefix: nobody here is told apart by it. */
export const USER = '~u'

/** `nick!user@host`. */
export const hostMaskOf = ({ nick, host }: { readonly nick: string; readonly host: string }): string =>
  `${nick}!${USER}@${host}`

/**
 * Whether the whole of `text` fits `mask`, in CASEMAPPING=ascii. Takes at most mask × text steps, whatever the mask:
 * when a match fails, only the last `*` seen is tried one character further on.
 */
export const matchesMask = (mask: string, text: string): boolean => {
  const pattern = [...foldName(mask)]
  const subject = [...foldName(text)]
  let at = 0
  let star = -1
  let resume = 0
  for (let i = 0; i < subject.length; ) {
    if (pattern[at] === '*') {
      star = at
      resume = i
      at += 1
    } else if (pattern[at] === '?' || (at < pattern.length && pattern[at] === subject[i])) {
      at += 1
      i += 1
    } else if (star !== -1) {
      resume += 1
      i = resume
      at = star + 1
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

export const isMask = (text: string): boolean => /[*?]/.test(text)
