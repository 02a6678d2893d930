// Search: what is asked, by whom, in which boards and streams; the index does the looking.

import { SEARCH_OCTETS } from '../../../shared/limits.ts'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, BoardId, SessionId, StreamId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import { parseQuery, type Query } from './query.ts'
import type { ArticleSearchArgs, FoundMessage, MessageSearchArgs, Search, SearchPage } from './search-calls.ts'
import type { ArticleHit, ArticleSearch, SearchIndex } from './search-index.ts'

/** A channel's history or a private conversation that somebody may read. */
export interface ReadableStream {
  readonly stream: StreamId
  /** The channel's name, or the other's. */
  readonly name: string
}

export interface SearchServiceOptions {
  readonly sessions: SessionService
  readonly clock: Clock
  readonly sanitizer: Sanitizer
  readonly index: SearchIndex
  /** The boards that the actor may read. */
  readonly readableBoards: (actor: Actor) => readonly { readonly id: BoardId; readonly name: string }[]
  /** Which articles somebody does not want to see; null for none. */
  readonly killerOf: (account: AccountId | null) => ((hit: ArticleHit) => boolean) | null
  /** All that the session may read, or the one that is named. @throws Refusal as the history of a channel */
  readonly readableStreams: (session: SessionId, target: string | null) => readonly ReadableStream[]
  readonly throttle: boolean
}

const MOST_HITS = 100
/** How often the index is asked on for one page that a kill file thins out. */
const MOST_ROUNDS = 10
const PACE = { burst: 20, perSecond: 2 }
/** Sessions whose pace is remembered; the oldest go first. */
const MOST_PACES = 10_000

export class SearchService implements Search {
  readonly #options: SearchServiceOptions
  readonly #paces = new Map<SessionId, TokenBucket>()

  constructor(options: SearchServiceOptions) {
    this.#options = options
  }

  async articles(args: ArticleSearchArgs): ReturnType<Search['articles']> {
    const { sessions, clock, readableBoards } = this.#options
    const { session, order = 'best', after = null } = args
    const actor = sessions.actor(session)
    const query = this.#parse(args.query)
    const place = args.board ?? query.place
    if (isElsewhere(query) || place?.startsWith('#') === true) return NOTHING
    if (query.terms.length === 0 && query.author === null) throw new Refusal('empty')
    const readable = readableBoards(actor)
    const boards = place === null ? readable : readable.filter(({ name }) => name === place)
    if (place !== null && boards.length === 0) throw new Refusal('no-such-board', place)
    this.#requireCalm(session)
    const limit = pageOf(args.limit)
    const now = after?.now ?? clock.now()
    const ids = boards.map(({ id }) => id)
    const hits = await this.#hits(actor, { wanted: wantedOf(query), boards: ids, order, now, after, limit: limit + 1 })
    const names = new Map(boards.map(({ id, name }) => [id, name]))
    const items = hits.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(({ placements, score: _, ...hit }) => ({
        ...hit,
        boards: placements.map(({ board, number }) => ({ board: names.get(board) ?? '', number })),
      })),
      next: last === undefined || hits.length <= limit ? null : { score: last.score, id: last.id, now },
    }
  }

  async messages(args: MessageSearchArgs): ReturnType<Search['messages']> {
    const { index, readableStreams } = this.#options
    const { session, after = null } = args
    const query = this.#parse(args.query)
    const target = args.target ?? query.partner ?? query.place
    if (args.target === undefined && query.partner === null && target?.startsWith('#') === false) return NOTHING
    const wanted = narrowed(wantedOf(query), args)
    if (wanted.terms.length === 0 && wanted.author === null && target === null) throw new Refusal('empty')
    const streams = readableStreams(session, target)
    this.#requireCalm(session)
    const limit = pageOf(args.limit)
    const ids = streams.map(({ stream }) => stream)
    const hits = ids.length === 0 ? [] : await index.messages({ wanted, streams: ids, after, limit: limit + 1 })
    const names = new Map(streams.map(({ stream, name }) => [stream, name]))
    const items = hits
      .slice(0, limit)
      .map(({ stream, ...hit }): FoundMessage => ({ ...hit, target: names.get(stream) ?? '' }))
    const last = items.at(-1)
    return { items, next: last === undefined || hits.length <= limit ? null : { at: last.at, msgid: last.msgid } }
  }

  /** Those that the one who asks wants to see. */
  async #hits(actor: Actor, search: ArticleSearch): Promise<readonly ArticleHit[]> {
    const { index, killerOf } = this.#options
    const isKilled = killerOf(actor.account)
    if (isKilled === null) return index.articles(search)
    const kept: ArticleHit[] = []
    let { after } = search
    for (let round = 0; round < MOST_ROUNDS && kept.length < search.limit; round += 1) {
      const hits = await index.articles({ ...search, after })
      kept.push(...hits.filter((hit) => !isKilled(hit)))
      const last = hits.at(-1)
      if (last === undefined || hits.length < search.limit) break
      after = { score: last.score, id: last.id, now: search.now }
    }
    return kept.slice(0, search.limit)
  }

  /** @throws Refusal too-long, too-many */
  #parse(text: string): Query {
    if (Buffer.byteLength(text) > SEARCH_OCTETS) throw new Refusal('too-long', `${SEARCH_OCTETS} octets`)
    return parseQuery(this.#options.sanitizer.line(text))
  }

  /** @throws Refusal throttled */
  #requireCalm(session: SessionId): void {
    if (!this.#options.throttle) return
    const now = this.#options.clock.now()
    const bucket = this.#paces.get(session) ?? new TokenBucket({ ...PACE, now })
    this.#paces.delete(session)
    this.#paces.set(session, bucket)
    const [oldest] = this.#paces.size > MOST_PACES ? this.#paces.keys() : []
    if (oldest !== undefined) this.#paces.delete(oldest)
    if (!bucket.take(now)) throw new Refusal('throttled', '1')
  }
}

const NOTHING: SearchPage<never, never> = { items: [], next: null }

/** Private conversations hold no articles. */
const isElsewhere = ({ partner }: Query): boolean => partner !== null

const wantedOf = ({ terms, without, author, since, until }: Query) => ({ terms, without, author, since, until })

const narrowed = (
  wanted: ReturnType<typeof wantedOf>,
  { from, since, until }: MessageSearchArgs,
): ReturnType<typeof wantedOf> => ({
  ...wanted,
  author: from ?? wanted.author,
  since: since ?? wanted.since,
  until: until ?? wanted.until,
})

const pageOf = (limit: number): number => Math.max(1, Math.min(MOST_HITS, Math.trunc(limit) || 1))
