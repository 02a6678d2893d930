// Whether a line calls somebody by their nick: as a word of its own, in any case. Pure.

import { foldName } from '../../../shared/names.ts'
import { plainText } from './formatting.ts'

const isNickPart = (character: string): boolean => /[\p{L}\p{N}_-]/u.test(character)

export const mentions = (text: string, nick: string): boolean => {
  const name = foldName(nick)
  if (name === '') return false
  const words = foldName(plainText(text))
  for (let at = words.indexOf(name); at !== -1; at = words.indexOf(name, at + 1)) {
    if (!isNickPart(words.charAt(at - 1)) && !isNickPart(words.charAt(at + name.length))) return true
  }
  return false
}
