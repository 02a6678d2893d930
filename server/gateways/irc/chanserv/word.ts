// A row of what ChanServ understands. Its `help` is what `help WORD` answers; the first line stands in the overview.

import type { IrcSession } from '../session.ts'

export interface Asked {
  readonly session: IrcSession
  /** '' when the word takes none. */
  readonly channel: string
  /** The words behind it. */
  readonly args: readonly string[]
}

export interface ChannelWord {
  readonly usage: string
  readonly help: readonly string[]
  readonly takesChannel: boolean
  /** What to answer; null when it cannot be understood, and the usage is told. Refusals are answered by the caller. */
  readonly run: (asked: Asked) => Promise<readonly string[] | null>
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const MOST = 5 * 365 * 86_400_000

/** `30m`, `12h`, `7d`, `2w` in milliseconds; null when the word is no length of time. */
export const readDuration = (word: string): number | null => {
  const [, digits = '', unit = ''] = /^(\d{1,5})([mhdw])$/i.exec(word) ?? []
  const length = Number(digits) * (UNITS[unit.toLowerCase()] ?? 0)
  return length > 0 && length <= MOST ? length : null
}

/** `2026-01-31 18:00` in UTC. */
export const shownTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
