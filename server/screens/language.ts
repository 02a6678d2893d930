// Which language a caller is spoken to in: what the account has chosen, else what the terminal or the browser hints at.

import type { DataFolders } from './data-files.ts'
import { LANGUAGES, type Language, loadTexts, type Texts } from './texts.ts'

/** Texts whose language can change while screens hold on to them. */
export interface SwitchedTexts extends Texts {
  speak(language: Language): void
}

export const switchedTexts = (folders: DataFolders, first: Language): SwitchedTexts => {
  let current = loadTexts(folders, first)
  return {
    get language() {
      return current.language
    },
    get keys() {
      return current.keys
    },
    text: (key, values) => current.text(key, values),
    speak: (language) => {
      current = loadTexts(folders, language)
    },
  }
}

/**
 * The language that a hint asks for: a POSIX locale (`nb_NO.UTF-8`), a BCP 47 tag, or an Accept-Language list (RFC 9110
 * §12.5.4, whose order is taken as given). Norwegian of any kind is answered in Bokmål; Danish and Swedish readers get English.
 */
export const guessLanguage = (hint: string): Language => {
  for (const tag of hint.split(',')) {
    const primary =
      tag
        .trim()
        .toLowerCase()
        .split(/[-_.;@]/)[0] ?? ''
    if (primary === 'no' || primary === 'nn') return 'nb'
    const known = LANGUAGES.find((language) => language === primary)
    if (known !== undefined) return known
  }
  return 'en'
}

/** What an account's setting means, with the hint for `auto` and for languages that are not here. */
export const chosenLanguage = (setting: string, hint: string): Language =>
  LANGUAGES.find((language) => language === setting) ?? guessLanguage(hint)
