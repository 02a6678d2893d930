// Kill files: keeping them, and holding them against articles, for all faces alike. Whoever has none pays nothing.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, ArticleId, BoardId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canSee } from '../visibility.ts'
import type { Board } from './board.ts'
import type { BoardRepository, ThreadRecord } from './board-repository.ts'
import type { KillFile, KillRule } from './kill-calls.ts'
import type { KillFacts, KillRepository } from './kill-repository.ts'
import { Killer, type KillerOptions } from './killer.ts'
import type { NewsFormat } from './news-format.ts'

export interface KillServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly sanitizer: Sanitizer
  readonly repository: BoardRepository
  readonly kills: KillRepository
  readonly newsFormat: NewsFormat
  readonly wildmat: KillerOptions['wildmat']
}

/** A search result, as far as it is judged. */
export interface KillableHit {
  readonly thread: ArticleId
  readonly subject: string
  readonly author: string
  readonly placements: readonly { readonly board: BoardId; readonly number: number }[]
}

const MOST_RULES = 200
const PATTERN_OCTETS = 200
const MOST_LOOKED_AT = 500
const MOST_CACHED = 10_000
const MOST_DAYS = 3650
const DAY_MS = 86_400_000

export class KillService implements KillFile {
  readonly #options: KillServiceOptions
  /** Null: the account has no rules. Another object when they change. */
  readonly #killers = new Map<AccountId, Killer | null>()

  constructor(options: KillServiceOptions) {
    this.#options = options
  }

  rules({ session }: { session: SessionId }): readonly KillRule[] {
    const { id } = this.#options.sessions.requireAccount(session)
    return this.#options.kills.rules(id)
  }

  add({ session, kind, pattern, days }: Parameters<KillFile['add']>[0]): KillRule {
    const { tick, clock, sessions, sanitizer, kills, wildmat } = this.#options
    const account = sessions.requireAccount(session)
    const words = sanitizer.line(pattern).trim()
    if (words === '') throw new Refusal('empty', kind)
    if (Buffer.byteLength(words) > PATTERN_OCTETS) throw new Refusal('too-long', `${PATTERN_OCTETS} octets`)
    if (kind === 'address' && wildmat(words.toLowerCase()) === null) throw new Refusal('malformed', 'no wildmat')
    if (days !== undefined && !(days >= 1 && days <= MOST_DAYS))
      throw new Refusal('malformed', `1 to ${MOST_DAYS} days`)
    if (kills.rules(account.id).length >= MOST_RULES) throw new Refusal('too-many', `${MOST_RULES} rules`)
    const created = clock.now()
    const rule = {
      ...{ kind, created, until: days === undefined ? null : created + Math.trunc(days) * DAY_MS },
      ...(kind === 'thread' ? this.#thread(sessions.actor(session), words) : { pattern: words, label: words }),
    }
    return tick.run(() => {
      const id = kills.put(account.id, rule)
      this.#changed(account.id, account.name)
      return { ...rule, id }
    })
  }

  remove({ session, rule }: { session: SessionId; rule: number }): void {
    const { tick, sessions, kills } = this.#options
    const account = sessions.requireAccount(session)
    tick.run(() => {
      if (!kills.remove(account.id, rule)) throw new Refusal('no-such-thing', `rule ${rule}`)
      this.#changed(account.id, account.name)
    })
  }

  hidden({ session, board: name }: { session: SessionId; board: string }): number {
    const { sessions, repository } = this.#options
    const actor = sessions.actor(session)
    const board = repository.findBoard(name)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
    const killer = this.of(actor.account)
    if (killer === null) return 0
    return repository.threads(board.id, null, MOST_LOOKED_AT).filter((row) => this.killsThread(killer, board, row))
      .length
  }

  /** Null when there is nothing that this account does not want to see. */
  of(account: AccountId | null): Killer | null {
    if (account === null) return null
    const known = this.#killers.get(account)
    const now = this.#options.clock.now()
    if (known !== undefined && (known === null || known.until > now)) return known
    const rules = this.#options.kills.rules(account).filter(({ until }) => until === null || until > now)
    const { wildmat, repository } = this.#options
    const threadOf = (messageId: string) => repository.findNode(messageId)?.thread
    const killer = rules.length === 0 ? null : new Killer(rules, { wildmat, threadOf })
    if (this.#killers.size >= MOST_CACHED) this.#killers.clear()
    this.#killers.set(account, killer)
    return killer
  }

  /** Numbers of a range that are out of sight; at most `limit` articles are looked at. */
  killedIn(killer: Killer, board: BoardId, from: number, to: number, limit: number): ReadonlySet<number> {
    const facts = this.#options.kills.facts(board, from, to, limit)
    return new Set(facts.filter((each) => this.#kills(killer, each)).map(({ number }) => number))
  }

  /** As a whole: its thread or Subject is, or the one article that it has. */
  killsThread(killer: Killer, board: Board, { thread, subject, author, count, firstNumber }: ThreadRecord): boolean {
    const alone = (): string => {
      const [only] = this.#options.kills.facts(board.id, firstNumber, firstNumber, 1)
      return only === undefined ? '' : this.#fromOf(only)
    }
    if (count === 1) return killer.kills({ thread, subject, author, from: alone })
    return killer.kills({ thread, subject, author: '', from: () => '' })
  }

  /** Whether a search result is out of sight; null when nothing is. */
  hitKiller(account: AccountId | null): ((hit: KillableHit) => boolean) | null {
    const killer = this.of(account)
    if (killer === null) return null
    return (hit) => {
      const from = (): string => {
        const facts = hit.placements.flatMap(({ board, number }) => this.#options.kills.facts(board, number, number, 1))
        return facts[0] === undefined ? '' : this.#fromOf(facts[0])
      }
      return killer.kills({ ...hit, from })
    }
  }

  #kills(killer: Killer, facts: KillFacts): boolean {
    return killer.kills({ ...facts, from: () => this.#fromOf(facts) })
  }

  #fromOf({ overview }: KillFacts): string {
    return this.#options.newsFormat.overviewField(overview, 'from') ?? ''
  }

  /** The rule names the root, which keeps its Message-ID when threads become one. */
  #thread(actor: Actor, messageId: string): { readonly pattern: string; readonly label: string } {
    const { repository } = this.#options
    const node = repository.findNode(messageId)
    const article = node === undefined ? undefined : repository.findArticle(node.id)
    const places = article === undefined ? [] : repository.placements(article.id)
    if (article === undefined || !places.some(({ board }) => canSee(actor, board))) {
      throw new Refusal('no-such-article', messageId)
    }
    return { pattern: repository.messageIdOf(article.thread) ?? messageId, label: article.subject }
  }

  #changed(account: AccountId, name: string): void {
    this.#killers.delete(account)
    this.#options.tick.publish({ type: 'reading.changed', account: name, boards: this.#names() })
  }

  /** Any board may look different now. */
  #names(): readonly string[] {
    return this.#options.repository.boards().map((board) => board.name)
  }
}
