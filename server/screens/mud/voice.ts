// The MUD's lines in the reader's language: what a line's values are called there, and how lists are joined.

import type { MudLine, MudValue, Tone } from '../../core/mud/line.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import { sanitizeText } from '../../wire/text/sanitize.ts'
import type { Language, Texts } from '../texts.ts'

/** As it is read: one paragraph, or several parted by LF. */
export const voiceOf = (texts: Texts, { key, values, tone }: MudLine): string => {
  const { language } = texts
  if (key === '') {
    const text = sanitizeText(said(values['text'] ?? '', language))
    return isDrawn(tone) ? text.replace(/^\n+|\s+$/g, '') : flowed(text.trim())
  }
  const spoken = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : said(value, language),
  ])
  const text = sanitizeText(texts.text(key, Object.fromEntries(spoken))).trim()
  return capital(text, values, language)
}

/** Its rows stand as they are, whatever the width. */
export const isDrawn = (tone: Tone): boolean => tone === 'map' || tone === 'verbatim'

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

/** A sentence begins with a capital, unless it begins with the name of an account, which has no language of its own. */
const capital = (text: string, values: MudLine['values'], language: Language): string => {
  const isOwn = Object.values(values).some((value) => isName(value) && text.startsWith(said(firstOf(value), language)))
  return isOwn ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** Plain text is somebody's own, too: a nick, or what was typed. */
const isName = (value: MudValue): boolean => {
  const first = firstOf(value)
  if (typeof first === 'string') return first !== ''
  return typeof first === 'object' && !isList(first) && first.en !== undefined && first.nb === undefined
}

const firstOf = (value: MudValue): MudValue => (isList(value) ? (value[0] ?? '') : value)
