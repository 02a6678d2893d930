// A log that also remembers its last warnings and errors, for the staff to read without a shell.

import type { DaemonWarning } from './core/stats/stats-calls.ts'
import type { Log } from './gateways/gateway.ts'
import { sanitizeLine } from './wire/text/sanitize.ts'

const MOST = 200
const LONGEST = 300

export interface KeptLog {
  readonly log: Log
  /** Newest first. */
  warnings(): readonly DaemonWarning[]
}

/** Passes everything on to `below`. `now`: milliseconds since 1970. */
export const keptLog = (below: Log, now: () => number): KeptLog => {
  const kept: DaemonWarning[] = []
  const keep = (level: DaemonWarning['level'], fields: object, message: string): void => {
    kept.unshift({ at: now(), level, text: words(fields, message) })
    kept.length = Math.min(kept.length, MOST)
  }
  return {
    log: {
      debug: (fields, message) => below.debug(fields, message),
      info: (fields, message) => below.info(fields, message),
      warn: (fields, message) => {
        keep('warning', fields, message)
        below.warn(fields, message)
      },
      error: (fields, message) => {
        keep('error', fields, message)
        below.error(fields, message)
      },
    },
    warnings: () => [...kept],
  }
}

/** The message, then what of its fields fits beside it: an error's own word, names and numbers. */
const words = (fields: object, message: string): string => {
  const details = Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    if (value instanceof Error) return [value.message]
    return ['string', 'number', 'boolean'].includes(typeof value) ? [`${name} ${String(value)}`] : []
  })
  return sanitizeLine([message, ...details].join(' · ')).slice(0, LONGEST)
}
