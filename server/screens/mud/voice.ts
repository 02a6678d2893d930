// The MUD's lines in the reader's language: what a line's values are called there, and how lists are joined.

import type { MudLine, MudValue } from '../../core/mud/line.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import { sanitizeText } from '../../wire/text/sanitize.ts'
import type { Language, Texts } from '../texts.ts'

/** As it is read: one paragraph, or several parted by LF. */
export const voiceOf = (texts: Texts, { key, values }: MudLine): string => {
  const { language } = texts
  if (key === '') return flowed(sanitizeText(said(values['text'] ?? '', language)).trim())
  const spoken = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : said(value, language),
  ])
  return capital(sanitizeText(texts.text(key, Object.fromEntries(spoken))).trim())
}

const said = (value: MudValue, language: Language): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (isList(value))
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(value.map((each) => said(each, language)))
  return inLanguage(value, language)
}

const isList = (value: MudValue): value is readonly (string | Local)[] => Array.isArray(value)

/** Whoever wrote a paragraph broke its rows for their own screen; rows that begin with a blank or a mark are meant so. */
const flowed = (text: string): string => text.replace(/(?<=\S)\n(?!\s|[-*•>]\s|\d+[.)]\s)/g, ' ')

/** In that language, else in any. */
const inLanguage = (local: Local, language: Language): string => local[language] ?? local.en ?? local.nb ?? ''

/** A sentence that begins with a name's article begins with a capital all the same; names of accounts keep theirs. */
const capital = (text: string): string =>
  /^(?:a|an|the|en|ei|et) /.test(text) ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text
