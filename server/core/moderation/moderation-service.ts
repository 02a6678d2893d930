// Order in the house, as the staff keeps it: bans, kills, the state of alarm, words to all staff, and the log of who
// did what and why. Every act is judged and written to the log in one transaction.

import type { AccountRepository } from '../accounts/account-repository.ts'
import { originOf } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { StaffService } from '../accounts/staff-service.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, type HouseAct, outranks } from '../visibility.ts'
import { type AuditEntry, type Ban, DEFCON_MEANING, type DefconLevel, parseBanTarget } from './ban.ts'
import { type HouseGate, subjectOf } from './house-gate.ts'
import type { Moderation } from './moderation-calls.ts'
import type { ModerationRepository } from './moderation-repository.ts'

export interface ModerationServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sanitizer: Sanitizer
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly staff: StaffService
  readonly gate: HouseGate
  readonly repository: ModerationRepository
}

const REASON_OCTETS = 300
const LOG_ROWS = 200
const BANNED_ACCOUNTS = 200

export class ModerationService implements Moderation {
  readonly #options: ModerationServiceOptions

  constructor(options: ModerationServiceOptions) {
    this.#options = options
  }

  ban({ session, target, reason, until }: Parameters<Moderation['ban']>[0]): Ban {
    const { tick, clock, sessions, staff, gate, repository } = this.#options
    const actor = this.#require(session, 'ban')
    const why = this.#reason(reason)
    const read = parseBanTarget(target)
    if (read.kind === 'account') {
      const account = tick.run(() => {
        const banned = staff.ban({ session, name: read.target, reason: why, until })
        const at = clock.now()
        this.#tell({ at, actor: nameOf(actor), act: 'ban', target: banned.name, reason: withEnd(why, until) })
        return banned
      })
      return { kind: 'account', target: account.name, reason: why, setBy: nameOf(actor), created: clock.now(), until }
    }
    const ban: Ban = { ...read, reason: why, setBy: nameOf(actor), created: clock.now(), until }
    return tick.run(() => {
      repository.putBan(ban)
      this.#audit(actor, 'ban', ban.target, withEnd(why, until))
      const { fits } = gate.put(ban)
      const said = why === '' ? 'banned' : `banned: ${why}`
      sessions.dismissWhere(
        ({ address, face, presence }) => {
          if (face === 'console' || outranks(presence?.account?.role ?? 'guest', 'moderator')) return false
          return fits(presence === null ? { address, prefix: null } : subjectOf({ address, ...presence }))
        },
        said,
        true,
      )
      return ban
    })
  }

  unban({ session, target }: { session: SessionId; target: string }): void {
    const { tick, staff, gate, repository } = this.#options
    const actor = this.#require(session, 'ban')
    const read = parseBanTarget(target)
    if (read.kind === 'account') {
      staff.unban({ session, name: read.target })
      return
    }
    tick.run(() => {
      if (!repository.removeBan(read.target)) throw new Refusal('no-such-thing', read.target)
      this.#audit(actor, 'unban', read.target, '')
      gate.remove(read.target)
    })
  }

  bans({ session }: { session: SessionId }): readonly Ban[] {
    this.#require(session, 'ban')
    const { accounts, gate, clock } = this.#options
    const ofAccounts = accounts
      .list({ state: 'banned', after: '', limit: BANNED_ACCOUNTS })
      .filter(({ banUntil }) => banUntil === null || banUntil > clock.now())
      .map(({ name, banReason, banUntil }) => ({
        ...{ kind: 'account' as const, target: name, reason: banReason ?? '', setBy: '' },
        ...{ created: 0, until: banUntil },
      }))
    return [...gate.standing(), ...ofAccounts]
  }

  kill({ session, nick, reason }: { session: SessionId; nick: string; reason: string }): void {
    const { tick, sessions } = this.#options
    const actor = this.#require(session, 'kill')
    const presence = sessions.findByNick(nick)
    if (presence === undefined) throw new Refusal('no-such-nick', nick)
    const role = presence.account?.role ?? 'guest'
    const isOwn = presence.id === actor.presence
    if (!isOwn && outranks(role, actor.role) && actor.role !== 'sysop') {
      throw new Refusal('not-permitted', `${presence.nick} is ${role}`)
    }
    const why = this.#reason(reason)
    tick.run(() => {
      this.#audit(actor, 'kill', presence.nick, why)
      const said = `killed by ${nameOf(actor)}${why === '' ? '' : `: ${why}`}`
      sessions.dismissWhere((each) => each.presence === presence, said)
      sessions.dropAbsent(presence, said)
    })
  }

  defcon(_: { session: SessionId }): DefconLevel {
    return this.#options.gate.defcon
  }

  setDefcon({ session, level, reason }: { session: SessionId; level: DefconLevel; reason: string }): void {
    const { tick, sessions, gate, repository } = this.#options
    const actor = this.#require(session, 'set-defcon')
    if (!Object.hasOwn(DEFCON_MEANING, level)) throw new Refusal('malformed', 'a level is 5, 4, 3, 2 or 1')
    const why = this.#reason(reason)
    tick.run(() => {
      repository.setDefcon(level)
      this.#audit(actor, 'defcon', String(level), why)
      gate.defcon = level
      if (level > 2) return
      sessions.dismissWhere(
        ({ face, presence }) => face !== 'console' && presence !== null && presence.account === null,
        'the house takes no guests just now',
      )
    })
  }

  announce({ session, text }: { session: SessionId; text: string }): void {
    const { tick, clock, sanitizer, sessions } = this.#options
    this.#require(session, 'announce')
    const presence = sessions.requirePresence(session)
    const clean = sanitizer.chat(text).trim()
    if (clean === '') throw new Refusal('empty')
    tick.run(() =>
      tick.publish({ type: 'staff.announced', from: originOf(presence), text: clean, at: clock.now(), session }),
    )
  }

  log({ session, before, limit }: Parameters<Moderation['log']>[0]): readonly AuditEntry[] {
    this.#require(session, 'read-log')
    return this.#options.repository.log(before ?? null, Math.max(1, Math.min(LOG_ROWS, Math.trunc(limit))))
  }

  record({ session, act, target, reason }: Parameters<Moderation['record']>[0]): void {
    const actor = this.#require(session, 'rehash')
    const { sanitizer, tick } = this.#options
    tick.run(() => this.#audit(actor, sanitizer.line(act), sanitizer.line(target), this.#reason(reason)))
  }

  #reason(text: string): string {
    const clean = this.#options.sanitizer.line(text).trim()
    if (Buffer.byteLength(clean) > REASON_OCTETS) throw new Refusal('too-long', 'reason')
    return clean
  }

  #audit(actor: Actor, act: string, target: string, reason: string): void {
    const { repository, clock } = this.#options
    const entry = { at: clock.now(), actor: nameOf(actor), act, target, reason }
    repository.audit(entry)
    this.#tell(entry)
  }

  /** Runs inside a command. */
  #tell(entry: Omit<AuditEntry, 'id'>): void {
    this.#options.tick.publish({ type: 'staff.acted', ...entry })
  }

  #require(session: SessionId, act: HouseAct): Actor {
    const actor = this.#options.sessions.actor(session)
    if (!canDo(actor, act)) throw new Refusal('not-permitted', act)
    return actor
  }
}

/** The console has no account: it is the machine's own. */
const nameOf = (actor: Actor): string => actor.accountName ?? actor.face

const withEnd = (reason: string, until: number | null): string =>
  until === null ? reason : `${reason === '' ? '' : `${reason} `}(until ${new Date(until).toISOString()})`
