// What each account has read: marking, counting, finding the next new article. The rules are in reading.ts.

import { foldName } from '../../../shared/names.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, ArticleId, BoardId, SessionId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canSee } from '../visibility.ts'
import type { Board } from './board.ts'
import type { ArticlePosted } from './board-events.ts'
import type { BoardRepository } from './board-repository.ts'
import type { KillService } from './kill-service.ts'
import type { Killer } from './killer.ts'
import { parseNewsrc } from './newsrc.ts'
import { addRanges, gapsIn, isInRanges, type ReadRange, type ReadRanges, sizeOf } from './read-ranges.ts'
import { FIRST_LOOK_ARTICLES, FIRST_LOOK_DAYS, MOST_MARKED, type ReadingCalls, type UnreadArticle } from './reading.ts'
import type { Place, Reading, ReadingRepository } from './reading-repository.ts'

export interface ReadingServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly accounts: Pick<AccountRepository, 'byFoldedName'>
  readonly repository: BoardRepository
  readonly readings: ReadingRepository
  readonly killFile: Pick<KillService, 'of' | 'killedIn'>
}

interface Reader {
  readonly id: AccountId
  readonly name: string
  readonly actor: Actor
}

const DAY = 86_400_000
/** At one look, so that nobody's kill file holds the turn. */
const MOST_SWEPT = 5000

export class ReadingService implements ReadingCalls {
  readonly #options: ReadingServiceOptions
  /** How far each board has been held against a kill file; another killer begins anew. */
  readonly #swept = new WeakMap<Killer, Map<BoardId, number>>()

  constructor(options: ReadingServiceOptions) {
    this.#options = options
  }

  /**
   * What the account has read of these boards; null for a guest. Boards that are new to it get their first look, and
   * what its kill file is against counts as read.
   */
  of(actor: Actor, boards: readonly Board[]): ReadonlyMap<BoardId, Reading> | null {
    const known = this.#known(actor, boards)
    const killer = known === null ? null : this.#options.killFile.of(actor.account)
    if (known === null || killer === null || actor.account === null) return known
    const { account } = actor
    const swept = boards.flatMap((board) => {
      const reading = known.get(board.id)
      const after = reading === undefined ? undefined : this.#sweep(killer, board, reading)
      return after === undefined ? [] : [[board.id, after] as const]
    })
    if (swept.length > 0) this.#keep(account, swept)
    return swept.length === 0 ? known : new Map([...known, ...swept])
  }

  /** What is new and killed counts as read; undefined when there is none. Each article is looked at once for a killer. */
  #sweep(killer: Killer, board: Board, reading: Reading): Reading | undefined {
    const swept = this.#swept.get(killer) ?? new Map<BoardId, number>()
    this.#swept.set(killer, swept)
    const from = Math.max(board.low, (swept.get(board.id) ?? 0) + 1)
    const [gap] = gapsIn(reading.ranges, from, board.high)
    swept.set(board.id, board.high)
    if (gap === undefined) return undefined
    const killed = this.#options.killFile.killedIn(killer, board.id, gap.first, board.high, MOST_SWEPT)
    const fresh = [...killed].filter((number) => !isInRanges(reading.ranges, number))
    if (fresh.length === 0) return undefined
    const ranges = fresh.map((number) => ({ first: number, last: number }))
    return { ...reading, ranges: this.#fold(board, addRanges(reading.ranges, ranges)) }
  }

  #known(actor: Actor, boards: readonly Board[]): ReadonlyMap<BoardId, Reading> | null {
    const { readings } = this.#options
    const { account } = actor
    if (account === null) return null
    const [only] = boards
    const one = boards.length === 1 && only !== undefined ? readings.reading(account, only.id) : undefined
    if (only !== undefined && one !== undefined) return new Map([[only.id, one]])
    const known = readings.readings(account)
    const strange = boards.filter((board) => !known.has(board.id))
    if (strange.length === 0) return known
    const looks = strange.map((board) => [board.id, this.#firstLook(account, board)] as const)
    this.#keep(account, looks)
    return new Map([...known, ...looks])
  }

  /** How many articles of the board are new. */
  count(board: Board, { ranges }: Reading): number {
    const gaps = gapsIn(ranges, board.low, board.high)
    return sizeOf(gaps) - this.#holes(board, gaps).length
  }

  /** How many articles of a thread are new in a board; its numbers lie between `first` and `last`. */
  countInThread(board: Board, { ranges }: Reading, thread: { id: ArticleId; first: number; last: number }): number {
    if (sizeOf(gapsIn(ranges, thread.first, thread.last)) === 0) return 0
    const numbers = this.#options.readings.numbersOf(board.id, thread.id)
    return numbers.filter((number) => !isInRanges(ranges, number)).length
  }

  markRead({ session, articles }: { session: SessionId; articles: readonly ArticleId[] }): void {
    const { sessions, readings } = this.#options
    const actor = sessions.actor(session)
    if (articles.length > MOST_MARKED) throw new Refusal('too-many', `${MOST_MARKED} articles at once`)
    const reader = readerOf(actor)
    if (reader === null) return
    const places = articles.flatMap((article) => readings.places(article))
    this.#mark(reader, places.map(asRange))
  }

  markBoardRead({ session, board: name }: { session: SessionId; board: string }): void {
    const { reader, board } = this.#require(session, name)
    const { ranges } = this.#readingOf(reader.id, board)
    const gaps = gapsIn(ranges, board.low, board.high)
    this.#mark(reader, [...gaps.map((range) => ({ board: board.id, range })), ...this.#crossposts(board, gaps)])
  }

  nextUnread({ session, board: name, after }: Parameters<ReadingCalls['nextUnread']>[0]): UnreadArticle | null {
    const { sessions, repository } = this.#options
    const actor = sessions.actor(session)
    const boards = name === undefined ? this.#visible(actor) : [this.#board(actor, name)]
    const readings = this.of(actor, boards)
    if (readings === null) return null
    const followed = boards.filter((board) => name !== undefined || readings.get(board.id)?.isSubscribed === true)
    const at = after === undefined ? -1 : followed.findIndex((board) => board.name >= after.board)
    const inOrder = at <= 0 ? followed : [...followed.slice(at), ...followed.slice(0, at)]
    const [first] = inOrder
    const isBehind = first !== undefined && after !== undefined && first.name === after.board
    const searched = inOrder.map((board, index) => ({ board, from: isBehind && index === 0 ? after.number + 1 : 1 }))
    for (const { board, from } of isBehind ? [...searched, { board: first, from: 1 }] : searched) {
      const found = this.#firstNew(board, readings.get(board.id)?.ranges ?? [], from)
      const node = found === undefined ? undefined : repository.findArticle(found.article)
      if (found !== undefined && node !== undefined) return { board: board.name, ...found, thread: node.thread }
    }
    return null
  }

  subscribe({ session, board }: { session: SessionId; board: string }): void {
    this.#setSubscribed(session, board, true)
  }

  unsubscribe({ session, board }: { session: SessionId; board: string }): void {
    this.#setSubscribed(session, board, false)
  }

  importNewsrc({ session, text, account }: Parameters<ReadingCalls['importNewsrc']>[0]): {
    boards: number
    ignored: number
  } {
    const { tick, readings } = this.#options
    const actor = this.#onBehalf(session, account)
    const reader = requireReader(actor)
    const boards = new Map(this.#visible(actor).map((board) => [board.name, board]))
    const lines = parseNewsrc(text)
    return tick.run(() => {
      const also: Read[] = []
      const taken = new Set<string>()
      for (const { group, isSubscribed, ranges } of lines) {
        const board = boards.get(group)
        if (board === undefined) continue
        taken.add(group)
        // The newsreader's record is the truth, so there is no first look. Numbers that are not given yet stay new.
        const before = readings.reading(reader.id, board.id)?.ranges ?? []
        const after = gapsIn(gapsIn(addRanges(before, ranges), 1, board.high), 1, board.high)
        readings.setReading(reader.id, board.id, { ranges: this.#fold(board, after), isSubscribed })
        for (const range of after) also.push(...this.#crossposts(board, gapsIn(before, range.first, range.last)))
      }
      this.#mark(reader, also)
      if (taken.size > 0) tick.publish({ type: 'reading.changed', account: reader.name, boards: [...taken] })
      return { boards: taken.size, ignored: lines.filter(({ group }) => !boards.has(group)).length }
    })
  }

  /** One's own article is no news to oneself, whichever face it came through. Without an event: the posting is one. */
  notePosted({ article, placements }: ArticlePosted): void {
    const { tick, repository, readings } = this.#options
    const author = readings.authorOf(article)
    if (author === null) return
    for (const { board: name, number } of placements) {
      const board = repository.findBoard(name)
      const reading = board === undefined ? undefined : readings.reading(author, board.id)
      if (board === undefined || reading === undefined || isInRanges(reading.ranges, number)) continue
      const ranges = this.#fold(board, addRanges(reading.ranges, [{ first: number, last: number }]))
      tick.run(() => readings.setReading(author, board.id, { ...reading, ranges }))
    }
  }

  /** Who does it: oneself, or the account that the console names. @throws Refusal not-permitted, no-such-account */
  #onBehalf(session: SessionId, account: string | undefined): Actor {
    const actor = this.#options.sessions.actor(session)
    if (account === undefined) return actor
    if (actor.face !== 'console') throw new Refusal('not-permitted', account)
    const named = this.#options.accounts.byFoldedName(foldName(account))
    if (named === undefined) throw new Refusal('no-such-account', account)
    return { ...actor, account: named.id, accountName: named.name, role: named.role }
  }

  #mark(reader: Reader, reads: readonly Read[]): void {
    const { tick, readings } = this.#options
    const touched = new Set(reads.map(({ board }) => board))
    // A crosspost may also stand in a board that the reader may not see: of that one nothing is kept or told.
    const boards = touched.size === 0 ? [] : this.#visible(reader.actor).filter(({ id }) => touched.has(id))
    const updates = boards.flatMap((board) => {
      const before = this.#readingOf(reader.id, board)
      const ranges = reads.flatMap((read) => (read.board === board.id ? [read.range] : []))
      if (ranges.every(({ first, last }) => sizeOf(gapsIn(before.ranges, first, last)) === 0)) return []
      return [{ board, reading: { ...before, ranges: this.#fold(board, addRanges(before.ranges, ranges)) } }]
    })
    if (updates.length === 0) return
    tick.run(() => {
      for (const { board, reading } of updates) readings.setReading(reader.id, board.id, reading)
      tick.publish({ type: 'reading.changed', account: reader.name, boards: updates.map(({ board }) => board.name) })
    })
  }

  #setSubscribed(session: SessionId, name: string, isSubscribed: boolean): void {
    const { tick, readings } = this.#options
    const { reader, board } = this.#require(session, name)
    const before = this.#readingOf(reader.id, board)
    tick.run(() => {
      readings.setReading(reader.id, board.id, { ...before, isSubscribed })
      if (before.isSubscribed === isSubscribed) return
      tick.publish({ type: 'reading.changed', account: reader.name, boards: [board.name] })
    })
  }

  #readingOf(account: AccountId, board: Board): Reading {
    return this.#options.readings.reading(account, board.id) ?? this.#firstLook(account, board)
  }

  #firstLook(account: AccountId, board: Board): Reading {
    const { clock, readings } = this.#options
    const since = clock.now() - FIRST_LOOK_DAYS * DAY
    const newest = readings.newest(board.id, FIRST_LOOK_ARTICLES)
    const isRead = (number: number): boolean =>
      readings
        .crossposts(board.id, { first: number, last: number })
        .some((place) => isInRanges(readings.reading(account, place.board)?.ranges ?? [], place.number))
    const fresh = newest.filter(({ date, author, number }) => date >= since && author !== account && !isRead(number))
    const numbers = fresh.map(({ number }) => ({ first: number, last: number }))
    return { ranges: gapsIn(addRanges([], numbers), 1, board.high), isSubscribed: true }
  }

  /** A full disk must not keep anybody from looking: then the first look is taken again next time. */
  #keep(account: AccountId, looks: readonly (readonly [BoardId, Reading])[]): void {
    const { tick, readings } = this.#options
    try {
      tick.run(() => {
        for (const [board, reading] of looks) readings.setReading(account, board, reading)
      })
    } catch (error) {
      if (!isRefusal(error) || error.code !== 'storage-full') throw error
    }
  }

  /** Takes in what is no longer there, so that the ranges beside it become one. */
  #fold(board: Board, ranges: ReadRanges): ReadRanges {
    const below = board.low > 1 ? [{ first: 1, last: board.low - 1 }] : []
    const whole = addRanges(ranges, below)
    const holes = this.#holes(board, gapsIn(whole, board.low, board.high))
    return holes.length === 0
      ? whole
      : addRanges(
          whole,
          holes.map((number) => ({ first: number, last: number })),
        )
  }

  #holes(board: Board, gaps: ReadRanges): readonly number[] {
    const [first] = gaps
    const last = gaps.at(-1)
    const isWhole = board.high - board.low + 1 === board.count
    if (isWhole || first === undefined || last === undefined) return []
    const holes = this.#options.readings.holes(board.id, { first: first.first, last: last.last })
    return holes.filter((number) => isInRanges(gaps, number))
  }

  #firstNew(board: Board, ranges: ReadRanges, from: number): { number: number; article: ArticleId } | undefined {
    for (const gap of gapsIn(ranges, Math.max(board.low, from), board.high)) {
      const found = this.#options.readings.firstIn(board.id, gap)
      if (found !== undefined) return found
    }
    return undefined
  }

  #crossposts(board: Board, ranges: ReadRanges): readonly Read[] {
    return ranges.flatMap((range) => this.#options.readings.crossposts(board.id, range).map(asRange))
  }

  #visible(actor: Actor): readonly Board[] {
    return this.#options.repository.boards().filter((board) => canSee(actor, board))
  }

  #board(actor: Actor, name: string): Board {
    const board = this.#options.repository.findBoard(name)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
    return board
  }

  #require(session: SessionId, name: string): { readonly reader: Reader; readonly board: Board } {
    const actor = this.#options.sessions.actor(session)
    return { reader: requireReader(actor), board: this.#board(actor, name) }
  }
}

interface Read {
  readonly board: BoardId
  readonly range: ReadRange
}

const asRange = ({ board, number }: Place): Read => ({ board, range: { first: number, last: number } })

const readerOf = (actor: Actor): Reader | null => {
  const { account: id, accountName: name } = actor
  return id === null || name === null ? null : { id, name, actor }
}

/** @throws Refusal sign-in-required */
const requireReader = (actor: Actor): Reader => {
  const reader = readerOf(actor)
  if (reader === null) throw new Refusal('sign-in-required')
  return reader
}
