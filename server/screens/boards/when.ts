// Moments as words: short for columns, whole for the head of an article. The patterns are texts.

import type { ScreenContext } from '../screen.ts'

type Words = Pick<ScreenContext, 'text'>

/** At most as wide as `28 Sep 2008`. */
export const WHEN_COLUMNS = 11

// A date takes some 20 microseconds to format, and a list asks for all of its dates at every key.
const MOST_REMEMBERED = 1_000
const remembered = new WeakMap<Words, { readonly today: string; readonly texts: Map<number, string> }>()

/** The time for today, the day within this year, else the date. '' for null. */
export const shortWhen = (at: number | null, words: Words, now = new Date()): string => {
  if (at === null) return ''
  const today = now.toDateString()
  let memory = remembered.get(words)
  if (memory === undefined || memory.today !== today || memory.texts.size > MOST_REMEMBERED) {
    memory = { today, texts: new Map() }
    remembered.set(words, memory)
  }
  const text = memory.texts.get(at) ?? format(new Date(at), words, now)
  memory.texts.set(at, text)
  return text
}

const format = (date: Date, words: Words, now: Date): string => {
  if (date.toDateString() === now.toDateString()) return words.text('boards.when.time', { at: date })
  const key = date.getFullYear() === now.getFullYear() ? 'boards.when.day' : 'boards.when.date'
  return words.text(key, { at: date })
}

export const longWhen = (at: number, words: Words): string => words.text('boards.when.whole', { at: new Date(at) })
