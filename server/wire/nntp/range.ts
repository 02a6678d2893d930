// Article numbers and ranges of them (RFC 3977 §6.1, §8.1): at most 16 digits, leading zeros allowed.

import { ARTICLE_NUMBER_MAX } from '../../../shared/limits.ts'

/** Both ends included; empty when `to` is below `from`. */
export interface ArticleRange {
  readonly from: number
  readonly to: number
}

const NUMBER = /^\d{1,16}$/

export const parseNumber = (word: string): number | null => (NUMBER.test(word) ? Number(word) : null)

/** `n`, `n-` or `n-m`; null when it is none of these. */
export const parseRange = (word: string): ArticleRange | null => {
  const [first = '', last, ...more] = word.split('-')
  const from = parseNumber(first)
  if (from === null || more.length > 0) return null
  if (last === undefined) return { from, to: from }
  if (last === '') return { from, to: ARTICLE_NUMBER_MAX }
  const to = parseNumber(last)
  return to === null ? null : { from, to }
}
