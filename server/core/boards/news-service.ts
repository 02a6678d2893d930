// News: boards as newsreaders read them, by number and range, in finished octets. Writing is in news-posting.ts.
// Judged as everywhere: a board that one may not read does not exist.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { ArticleId, BoardId, MessageId, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo, canSee } from '../visibility.ts'
import { type FateRepository, fateOf } from './article-fates.ts'
import type { Board } from './board.ts'
import type { BoardRepository } from './board-repository.ts'
import type { KillService } from './kill-service.ts'
import type { ArticleFate, ArticleOctets, ArticleStat, HeaderRow, Injected, NewsgroupView, Page } from './news.ts'
import type { News } from './news-calls.ts'
import type { NewsFormat } from './news-format.ts'
import type { NewsPosting } from './news-posting.ts'
import type { NewsRepository, PlacedRow } from './news-repository.ts'
import type { XrefVeil } from './xref-veil.ts'

export interface NewsServiceOptions {
  readonly sessions: SessionService
  readonly boards: BoardRepository
  readonly news: NewsRepository
  readonly fates: FateRepository
  readonly format: NewsFormat
  /** This server's name, for Xref. */
  readonly host: string
  readonly guests: 'talk' | 'look' | 'none'
  readonly veil: XrefVeil
  readonly killFile: Pick<KillService, 'of' | 'killedIn'>
}

/** What one call gives at most, so that no call holds the turn for long. */
const PAGE = { numbers: 5000, overview: 250, headers: 100, arrivals: 500 }
/** Articles out of sight that NEXT and LAST go past. */
const MOST_PASSED = 2000
const PAGE_OF_OVERVIEW = { rows: 250, octets: 96 * 1024 }

export class NewsService implements News {
  readonly #options: NewsServiceOptions
  readonly #posting: NewsPosting

  constructor(options: NewsServiceOptions, posting: NewsPosting) {
    this.#options = options
    this.#posting = posting
  }

  groups({ session }: { session: SessionId }): readonly NewsgroupView[] {
    const actor = this.#reader(session)
    const visible = this.#options.boards.boards().filter((board) => canSee(actor, board))
    return visible.map((board) => this.#view(actor, board))
  }

  group({ session, group }: { session: SessionId; group: string }): NewsgroupView {
    const actor = this.#reader(session)
    return this.#view(actor, this.#require(actor, group))
  }

  numbers({ session, group, from, to }: Parameters<News['numbers']>[0]): Page<readonly number[]> {
    const actor = this.#reader(session)
    const { id } = this.#require(actor, group)
    const items = this.#options.news.numbers(id, from, to, PAGE.numbers)
    const killed = this.#killed(actor, id, items[0], items.at(-1))
    const shown = killed === null ? items : items.filter((number) => !killed.has(number))
    return { items: shown, next: nextAfter(items.at(-1), items.length < PAGE.numbers) }
  }

  overview({ session, group, from, to }: Parameters<News['overview']>[0]): Page<Uint8Array> {
    const actor = this.#reader(session)
    const { id } = this.#require(actor, group)
    const { news, veil } = this.#options
    const { block, last, isThrough } = news.overviewBlock(id, from, to, PAGE_OF_OVERVIEW)
    const killed = last === null ? null : this.#killed(actor, id, from, last)
    const kept = killed === null || last === null ? block : this.#without(killed, id, from, last)
    const lines = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)
    return { items: veil.ofOverview(actor, lines), next: nextAfter(last ?? undefined, isThrough) }
  }

  overviewOf({ session, messageId }: { session: SessionId; messageId: MessageId }): Uint8Array {
    const actor = this.#reader(session)
    const line = this.#options.news.overviewOf(this.#find(actor, messageId).article)
    if (line === undefined) throw new Refusal('no-such-article', messageId)
    // RFC 3977 §8.3.2: asked for by its Message-ID, its number is 0.
    const unnumbered = Buffer.concat([Buffer.from('0'), line.subarray(line.indexOf(0x09))])
    return this.#options.veil.ofOverview(actor, unnumbered)
  }

  stat({ session, article }: Parameters<News['stat']>[0]): ArticleStat {
    const actor = this.#reader(session)
    if (typeof article === 'string') return { number: 0, messageId: this.#find(actor, article).messageId }
    const { id } = this.#require(actor, article.group)
    const placed = this.#options.news.stat(id, article.number)
    if (placed === undefined || this.#isKilled(actor, id, article.number))
      throw new Refusal('no-such-article', `${article.group}:${article.number}`)
    return placed
  }

  article({ session, article }: Parameters<News['article']>[0]): ArticleOctets {
    const { news, boards, format, veil } = this.#options
    const actor = this.#reader(session)
    if (typeof article === 'string') {
      const { messageId, article: id, xref } = this.#find(actor, article)
      const raw = boards.raw(id)
      if (raw === undefined) throw new Refusal('no-such-article', article)
      return { number: 0, messageId, octets: format.serve(raw, xref) }
    }
    const placed = news.article(this.#require(actor, article.group).id, article.number)
    if (placed === undefined) throw new Refusal('no-such-article', `${article.group}:${article.number}`)
    const { number, messageId, raw } = placed
    const xref = veil.ofXref(actor, placed.xref)
    return { number, messageId, octets: format.serve(raw, xref) }
  }

  fate({ session, messageId }: Parameters<News['fate']>[0]): ArticleFate {
    return fateOf(this.#options, this.#reader(session), messageId)
  }

  neighbour({ session, group, number, direction }: Parameters<News['neighbour']>[0]): ArticleStat {
    const actor = this.#reader(session)
    const { id } = this.#require(actor, group)
    const ask = (from: number): PlacedRow | undefined => this.#options.news.neighbour(id, from, direction)
    let placed = ask(number)
    for (let passed = 0; placed !== undefined && this.#isKilled(actor, id, placed.number); passed += 1) {
      placed = passed < MOST_PASSED ? ask(placed.number) : undefined
    }
    if (placed === undefined) throw new Refusal('no-such-article', `${direction} of ${number}`)
    return placed
  }

  header({ session, group, from, to, field }: Parameters<News['header']>[0]): Page<readonly HeaderRow[]> {
    const { news, format, veil } = this.#options
    const actor = this.#reader(session)
    const { id } = this.#require(actor, group)
    const shown = veilerOf(field, (xref) => veil.ofXref(actor, xref))
    const isInOverview = format.overviewField(new Uint8Array(), field) !== undefined
    const most = isInOverview ? PAGE.overview : PAGE.headers
    const rows = isInOverview
      ? news.overview(id, from, to, most).map(({ number, overview }): HeaderRow => {
          return { number, value: shown(format.overviewField(overview, field) ?? null) }
        })
      : news.headers(id, from, to, most).map(({ number, header }): HeaderRow => {
          return { number, value: format.field(header, field) }
        })
    const killed = this.#killed(actor, id, rows[0]?.number, rows.at(-1)?.number)
    const items = killed === null ? rows : rows.filter(({ number }) => !killed.has(number))
    return { items, next: nextAfter(rows.at(-1)?.number, rows.length < most) }
  }

  headerOf({ session, messageId, field }: Parameters<News['headerOf']>[0]): string | null {
    const { news, boards, format, veil } = this.#options
    const actor = this.#reader(session)
    const { article } = this.#find(actor, messageId)
    const known = format.overviewField(news.overviewOf(article) ?? new Uint8Array(), field)
    const shown = veilerOf(field, (xref) => veil.ofXref(actor, xref))
    return known !== undefined ? shown(known) : format.field(boards.raw(article) ?? new Uint8Array(), field)
  }

  arrivals({ session, groups, since, after }: Parameters<News['arrivals']>[0]): ReturnType<News['arrivals']> {
    const { boards, news } = this.#options
    const actor = this.#reader(session)
    const wanted = new Set(groups)
    const ids = boards.boards().flatMap((board) => (wanted.has(board.name) && canSee(actor, board) ? [board.id] : []))
    const rows = news.arrivals(after ?? { arrived: since, article: 0 as ArticleId }, ids, PAGE.arrivals)
    const last = rows.at(-1)
    const isThrough = last === undefined || rows.length < PAGE.arrivals
    return {
      items: rows.filter(({ isWanted }) => isWanted).map(({ messageId }) => messageId),
      next: isThrough ? null : { arrived: last.arrived, article: last.id },
    }
  }

  inject(args: { session: SessionId; octets: Uint8Array }): Injected {
    return this.#posting.inject(args)
  }

  /** Numbers that this reader does not want to see; null when they want to see all. */
  #killed(
    actor: Actor,
    board: BoardId,
    first: number | undefined,
    last: number | undefined,
  ): ReadonlySet<number> | null {
    const { killFile } = this.#options
    const killer = killFile.of(actor.account)
    if (killer === null || first === undefined || last === undefined) return null
    return killFile.killedIn(killer, board, first, last, PAGE.numbers)
  }

  #isKilled(actor: Actor, board: BoardId, number: number): boolean {
    return this.#killed(actor, board, number, number)?.has(number) === true
  }

  /** A page of overview lines again, without those that the reader does not want. */
  #without(killed: ReadonlySet<number>, board: BoardId, from: number, last: number): Buffer {
    const rows = this.#options.news.overview(board, from, last, PAGE_OF_OVERVIEW.rows)
    return Buffer.concat(rows.flatMap(({ number, overview }) => (killed.has(number) ? [] : [overview])))
  }

  /** @throws Refusal no-such-session, sign-in-required (a house without guests) */
  #reader(session: SessionId): Actor {
    const actor = this.#options.sessions.actor(session)
    const isStranger = actor.account === null && actor.role === 'guest'
    if (isStranger && this.#options.guests === 'none') throw new Refusal('sign-in-required')
    return actor
  }

  /**
   * @throws Refusal no-such-board; sign-in-required for a stranger who names what might be a board for members. All
   * names in a hierarchy with such a board are answered alike, so that nothing is learnt of which there are; and a
   * newsreader asks for the password, where it would otherwise offer to forget the group.
   */
  #require(actor: Actor, name: string): Board {
    const { boards } = this.#options
    const board = boards.findBoard(name)
    if (board !== undefined && canSee(actor, board)) return board
    const hierarchy = (each: string): string => each.slice(0, (each.indexOf('.') + each.length) % each.length)
    const mayHide = (each: Board): boolean => !canSee(actor, each) && hierarchy(each.name) === hierarchy(name)
    if (actor.account === null && boards.boards().some(mayHide)) throw new Refusal('sign-in-required', name)
    throw new Refusal('no-such-board', name)
  }

  /** By Message-ID, for whoever may read one of its boards. @throws Refusal no-such-article */
  #find(
    actor: Actor,
    messageId: MessageId,
  ): { readonly article: ArticleId; readonly messageId: MessageId; readonly xref: string } {
    const { boards, host } = this.#options
    const node = boards.findNode(messageId)
    const places = node?.state === 'live' ? boards.placements(node.id) : []
    if (node === undefined || !places.some(({ board }) => canSee(actor, board))) {
      throw new Refusal('no-such-article', messageId)
    }
    const visible = places.filter(({ board }) => canSee(actor, board))
    const xref = `${host} ${visible.map(({ board, number }) => `${board.name}:${number}`).join(' ')}`
    return { article: node.id, messageId: node.messageId, xref }
  }

  #view(actor: Actor, board: Board): NewsgroupView {
    const { name, description, low, high, count, created } = board
    // A stranger sees what an account would open, or newsreaders would not even offer to write.
    const writer =
      actor.account === null && actor.role === 'guest' ? ({ account: null, role: 'member' } as const) : actor
    const open = board.isModerated ? 'm' : 'y'
    const posting = canDo(writer, 'write', board) ? open : 'n'
    return { name, description, low, high, count, posting, created }
  }
}

/** An Xref with what the reader may see; other fields as they are. */
const veilerOf = (field: string, veil: (xref: string) => string): ((value: string | null) => string | null) =>
  field.toLowerCase() === 'xref' ? (value) => (value === null ? null : veil(value)) : (value) => value

const nextAfter = (last: number | undefined, isThrough: boolean): number | null =>
  isThrough || last === undefined ? null : last + 1
