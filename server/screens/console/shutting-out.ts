// The two questions before somebody is shut out: why, and for how long.

import type { ScreenContext } from '../screen.ts'
import { readPeriod } from './period.ts'

const REASON_UNITS = 200

export interface Sentence {
  readonly reason: string
  /** Milliseconds since 1970; null is for good. */
  readonly until: number | null
}

/** Null when the caller thought better of it. */
export const askSentence = async (context: ScreenContext, who: string): Promise<Sentence | null> => {
  const { text, prompt } = context
  const title = text('console.ban.title', { who })
  const reason = await prompt({ title, label: text('console.ban.reason'), limit: REASON_UNITS })
  if (reason === null) return null
  const typed = await prompt({
    ...{ title, text: text('console.ban.how-long'), label: text('console.ban.period'), limit: 10 },
    accept: (value) => (readPeriod(value) === undefined ? text('console.ban.not-a-period') : undefined),
  })
  if (typed === null) return null
  const length = readPeriod(typed) ?? null
  return { reason: reason.trim(), until: length === null ? null : Date.now() + length }
}
