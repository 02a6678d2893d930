// Socials: small gestures in two voices, with and without somebody they are meant for. They come from a file that the
// sysop edits.

import { type Local, MUD_LANGUAGES, type MudLanguage } from './mud-object.ts'

export interface Social {
  readonly words: Readonly<Record<MudLanguage, readonly string[]>>
  /** What the one who does it reads, and what the others read: `{who}` stands for the name. */
  readonly alone: Voices
  /** `{whom}` is the one it is meant for, who reads `received`. */
  readonly at: Voices & { readonly received: Local }
}

export interface Voices {
  readonly own: Local
  readonly others: Local
}

/** A word that is a social, or the beginning (of three letters or more) of just one. */
export const socialFor = (socials: readonly Social[], word: string): Social | undefined => {
  const wordsOf = ({ words }: Social) => MUD_LANGUAGES.flatMap((language) => words[language])
  const exact = socials.find((social) => wordsOf(social).includes(word))
  if (exact !== undefined || word.length < 3) return exact
  const begun = socials.filter((social) => wordsOf(social).some((each) => each.startsWith(word)))
  return begun.length === 1 ? begun[0] : undefined
}

/** With the names in their places, in each language as it is called there. */
export const fill = (template: Local, names: Readonly<Record<string, Local>>): Local =>
  Object.fromEntries(
    Object.entries(template).map(([language, text]) => [
      language,
      text.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const local = names[name]
        return local?.[language === 'nb' ? 'nb' : 'en'] ?? local?.en ?? local?.nb ?? whole
      }),
    ]),
  )
