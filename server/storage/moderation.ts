// Bans from the house, its state of alarm, and the staff's log, in SQLite.

import { type AuditEntry, type Ban, type BanKind, DEFCON_LEVELS } from '../core/moderation/ban.ts'
import type { ModerationRepository } from '../core/moderation/moderation-repository.ts'
import type { Store } from './database.ts'

interface BanRow {
  readonly target: string
  readonly kind: BanKind
  readonly reason: string
  readonly set_by: string
  readonly created: number
  readonly until: number | null
}

const banOf = ({ set_by, ...rest }: BanRow): Ban => ({ ...rest, setBy: set_by })

export const moderationRepository = (store: Store): ModerationRepository => {
  const bans = store.reader<BanRow>('SELECT target, kind, reason, set_by, created, until FROM house_ban')
  const put = store.writer(
    `INSERT INTO house_ban (target, kind, reason, set_by, created, until) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (target) DO UPDATE
     SET reason = excluded.reason, set_by = excluded.set_by, created = excluded.created, until = excluded.until`,
  )
  const remove = store.writer('DELETE FROM house_ban WHERE target = ?')
  const defcon = store.reader<{ value: string }>("SELECT value FROM setting WHERE name = 'defcon'")
  const setDefcon = store.writer(
    `INSERT INTO setting (name, value) VALUES ('defcon', ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  const audit = store.writer('INSERT INTO audit (at, actor, act, target, reason) VALUES (?, ?, ?, ?, ?)')
  const log = store.reader<AuditEntry>(
    'SELECT id, at, actor, act, target, reason FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
  )
  return {
    bans: () => bans.all().map(banOf),
    putBan: ({ target, kind, reason, setBy, created, until }) =>
      void put.run(target, kind, reason, setBy, created, until),
    removeBan: (target) => remove.run(target).changes > 0,
    defcon: () => DEFCON_LEVELS.find((level) => String(level) === defcon.get()?.value) ?? 5,
    setDefcon: (level) => void setDefcon.run(String(level)),
    audit: (entry) => void audit.run(entry.at, entry.actor, entry.act, entry.target, entry.reason),
    log: (before, limit) => log.all(before ?? Number.MAX_SAFE_INTEGER, limit),
  }
}
