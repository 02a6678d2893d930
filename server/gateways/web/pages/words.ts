// The words of the public pages in the visitor's language, and moments as words. Times are told in UTC, since a page
// is the same for everybody who asks for it; the machine-readable moment stands beside them.

import type { DataFolders } from '../../../screens/data-files.ts'
import { type Language, loadTexts, type TextValues } from '../../../screens/texts.ts'
import { html, type Markup } from './markup.ts'

export interface Words {
  readonly language: Language
  readonly text: (key: string, values?: TextValues) => string
  /** Short: the time for today, the day within this year, else the date. */
  readonly when: (at: number) => Markup
  /** Day and time in full. */
  readonly moment: (at: number) => Markup
  /** A day, `2026-11-23`, in words. */
  readonly day: (day: string) => string
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const formatter = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nb-NO', { timeZone: 'UTC', ...options })

const formatters = (language: Language) => ({
  time: formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  day: formatter(language, { day: 'numeric', month: 'short' }),
  date: formatter(language, { day: 'numeric', month: 'short', year: 'numeric' }),
  whole: formatter(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
})

const FORMATTERS = { en: formatters('en'), nb: formatters('nb') }

export const wordsFor = (folders: DataFolders, language: Language, now: () => number = Date.now): Words => {
  const texts = loadTexts(folders, language)
  const { time, day, date, whole } = FORMATTERS[language]
  const spelled = (at: number, words: string): Markup => {
    const full = `${whole.format(at)}, ${time.format(at)} UTC`
    return html`<time datetime="${new Date(at).toISOString()}" title="${full}">${words}</time>`
  }
  return {
    language,
    text: (key, values) => texts.text(key, values),
    when: (at) => {
      const today = now()
      if (dayOf(today) === dayOf(at)) return spelled(at, time.format(at))
      const isThisYear = dayOf(today).slice(0, 4) === dayOf(at).slice(0, 4)
      return spelled(at, (isThisYear ? day : date).format(at))
    },
    moment: (at) => spelled(at, `${date.format(at)}, ${time.format(at)}`),
    day: (text) => whole.format(Date.parse(`${text}T00:00:00Z`)),
  }
}
