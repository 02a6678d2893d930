// Moments as words: short for columns, whole for the head of an article. The patterns are texts.

import type { ScreenContext } from '../screen.ts'

type Words = Pick<ScreenContext, 'text'>

/** At most as wide as `28 Sep 2008`. */
export const WHEN_COLUMNS = 11

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/** The time for today, the day within this year, else the date. '' for null. */
export const shortWhen = (at: number | null, words: Words, now = new Date()): string => {
  if (at === null) return ''
  const date = new Date(at)
  if (sameDay(date, now)) return words.text('boards.when.time', { at: date })
  const key = date.getFullYear() === now.getFullYear() ? 'boards.when.day' : 'boards.when.date'
  return words.text(key, { at: date })
}

export const longWhen = (at: number, words: Words): string => words.text('boards.when.whole', { at: new Date(at) })
