// The port through which the moderation area keeps bans, the state of alarm, and the staff's log.

import type { AuditEntry, Ban, DefconLevel } from './ban.ts'

export interface ModerationRepository {
  bans(): readonly Ban[]
  /** In the place of one with the same target. */
  putBan(ban: Ban): void
  /** False when there was none. */
  removeBan(target: string): boolean
  defcon(): DefconLevel
  setDefcon(level: DefconLevel): void
  audit(entry: Omit<AuditEntry, 'id'>): void
  /** Newest first: the last `limit` with an id below `before` (null: the newest). */
  log(before: number | null, limit: number): readonly AuditEntry[]
}
