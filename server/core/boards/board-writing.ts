// Writing in boards: posting, importing, making boards. board-service.ts is the face of it.

import { ARTICLE_OCTETS, SUBJECT_OCTETS } from '../../../shared/limits.ts'
import { displayNameOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { AccountId, Entropy, MessageId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee, type Role } from '../visibility.ts'
import { ArticleFiling, type FiledArticle } from './article-filing.ts'
import type { ArticleFormat, MissingFields, ParsedArticle } from './article-format.ts'
import { type Board, type ImportOutcome, requireBoardName, requireDescription } from './board.ts'
import type { Boards } from './board-calls.ts'
import type { ArticleNode, BoardRepository, Filed } from './board-repository.ts'
import { cancelKeyOf, cancelLockOf } from './cancel-lock.ts'
import { carryReading, type NumberPair } from './carried-reading.ts'
import type { NewsFormat } from './news-format.ts'
import type { NewsRepository } from './news-repository.ts'
import type { PostingPace } from './posting-pace.ts'
import type { ReadingRepository } from './reading-repository.ts'
import type { Outcome, Submission } from './submission.ts'

export interface BoardServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly sessions: SessionService
  readonly repository: BoardRepository
  readonly news: NewsRepository
  readonly readings: ReadingRepository
  readonly format: ArticleFormat
  readonly newsFormat: NewsFormat
  readonly submission: Submission
  /** What cancel keys are made from. */
  readonly cancelSecret: string
  readonly sanitizer: Sanitizer
  /** This server's name, for addresses, Message-IDs and Xref. */
  readonly host: string
  readonly guests: 'talk' | 'look' | 'none'
  readonly pace: PostingPace
}

const MOST_CROSSPOSTS = 10
const MOST_IMPORTED = 256
/** What a header may take of an article's octets. */
const HEADER_ROOM = 8192
const ID_LENGTH = 20

export class BoardWriting {
  readonly #options: BoardServiceOptions
  readonly #filing: ArticleFiling

  constructor(options: BoardServiceOptions) {
    this.#options = options
    this.#filing = new ArticleFiling(options)
  }

  mayPost(actor: Actor, board: Board): boolean {
    if (actor.account === null && this.#options.guests !== 'talk') return false
    return canDo(actor, 'write', board)
  }

  post(args: Parameters<Boards['post']>[0]): Outcome {
    const { tick, sessions, submission } = this.#options
    const actor = sessions.actor(args.session)
    const boards = this.#requireWritable(actor, args.boards)
    const words = this.#requireWords(args.subject, args.text)
    const references = args.inReplyTo === undefined ? [] : this.#chainTo(actor, args.inReplyTo)
    const presence = sessions.requirePresence(args.session)
    this.#options.pace.take(presence.id)
    return tick.run(() => {
      const article = this.#compose(presence, boards, { ...words, references, account: actor.account })
      return submission.submit(actor, { article, account: actor.account, boards, supersedes: null })
    })
  }

  /** Puts another article in the place of one's own (RFC 5537 §5.4). */
  edit(args: Parameters<Boards['edit']>[0]): Outcome {
    const { tick, sessions, submission, news, newsFormat, repository, cancelSecret } = this.#options
    const account = sessions.requireAccount(args.session)
    const actor = sessions.actor(args.session)
    const node = repository.findNode(args.article)
    const old = node?.state === 'live' ? node : undefined
    const boards = old === undefined ? [] : repository.placements(old.id).map(({ board }) => board)
    const visible = boards.filter((board) => canSee(actor, board))
    if (old === undefined || visible.length === 0) throw new Refusal('no-such-article', args.article)
    if (news.accountOf(old.id) !== account.id) throw new Refusal('not-permitted', `${old.messageId} is not yours`)
    this.#requireWritable(
      actor,
      boards.map((board) => board.name),
    )
    const words = this.#requireWords(args.subject, args.text)
    const references = this.#referencesOf(old, boards)
    const presence = sessions.requirePresence(args.session)
    this.#options.pace.take(presence.id)
    return tick.run(() => {
      const plain = this.#compose(presence, boards, { ...words, references, account: null })
      const octets = newsFormat.supersede(plain.raw, {
        messageId: old.messageId,
        cancelKey: cancelKeyOf(cancelSecret, account.id, old.messageId),
        cancelLock: cancelLockOf(cancelKeyOf(cancelSecret, account.id, plain.messageId)),
      })
      const article = submission.parse(octets, boards)
      return submission.submit(actor, { article, account: account.id, boards, supersedes: old })
    })
  }

  #compose(
    presence: Presence,
    boards: readonly Board[],
    {
      account,
      ...words
    }: {
      readonly subject: string
      readonly text: string
      readonly references: readonly string[]
      /** Whose key is to open its Cancel-Lock; null for none. */
      readonly account: AccountId | null
    },
  ): ParsedArticle {
    const { clock, entropy, format, host, cancelSecret } = this.#options
    const messageId = `<${entropy.token(ID_LENGTH)}@${host}>`
    return format.compose({
      messageId,
      cancelLock: account === null ? null : cancelLockOf(cancelKeyOf(cancelSecret, account, messageId)),
      from: { name: presence.nick, displayName: displayNameOf(presence) },
      newsgroups: boards.map((board) => board.name),
      ...{ ...words, date: clock.now(), host },
    })
  }

  add({ session, board: name, description, readRole, writeRole }: Parameters<Boards['add']>[0]): Board {
    const { tick, sessions, repository } = this.#options
    if (!canDo(sessions.actor(session), 'add-board')) throw new Refusal('not-permitted', 'adding a board')
    requireBoardName(name)
    if (repository.findBoard(name) !== undefined) throw new Refusal('already-exists', name)
    return tick.run(() =>
      this.#insert({ name, description, readRole: readRole ?? 'guest', writeRole: writeRole ?? 'member' }),
    )
  }

  import({ session, board: name, articles }: Parameters<Boards['import']>[0]): readonly ImportOutcome[] {
    const { tick, sessions, repository } = this.#options
    const actor = sessions.actor(session)
    if (!canDo(actor, 'import')) throw new Refusal('not-permitted', 'importing')
    if (articles.length > MOST_IMPORTED) throw new Refusal('too-many', `${MOST_IMPORTED} articles at a time`)
    const board = repository.findBoard(name)
    if (board === undefined) throw new Refusal('no-such-board', name)
    return tick.run(() => {
      const missing = this.#missingFields(board)
      const late = new LatePlaces(board.name)
      const outcomes = articles.map((raw) => this.#importOne(raw, board, missing, late))
      this.#carryReading(board, late)
      const stored = outcomes.filter(({ kind }) => kind === 'stored').length
      if (stored > 0) tick.publish({ type: 'board.imported', board: board.name, stored })
      return outcomes
    })
  }

  #importOne(
    raw: Uint8Array,
    board: Board,
    missing: MissingFields & { previous: number },
    late: LatePlaces,
  ): ImportOutcome {
    const { clock, format } = this.#options
    const article = format.parse(raw, missing)
    if (typeof article === 'string') return { kind: 'refused', why: article }
    missing.previous = article.date
    const filed: Filed = { article, account: null, arrived: clock.now() }
    const placed = this.#filing.file(filed, [board])
    if (placed !== null) late.note(placed)
    return { kind: placed === null ? 'duplicate' : 'stored', messageId: article.messageId as MessageId }
  }

  /** What was read elsewhere is read here. */
  #carryReading(board: Board, late: LatePlaces): void {
    const { repository, readings } = this.#options
    for (const [name, pairs] of late.pairs) {
      const from = repository.findBoard(name)
      if (from !== undefined) carryReading(readings, { from: from.id, to: board.id, pairs })
    }
  }

  /** An article without a date is as old as what it answers, else as what stood before it in the archive. */
  #missingFields(board: Board): MissingFields & { previous: number } {
    const { clock, repository, host } = this.#options
    const missing = {
      host,
      newsgroup: board.name,
      previous: clock.now(),
      date: (references: readonly string[]): number => {
        for (const id of references.toReversed()) {
          const node: ArticleNode | undefined = repository.findNode(id)
          const date = node === undefined ? null : (repository.findArticle(node.id)?.date ?? null)
          if (date !== null) return date
        }
        return missing.previous
      },
    }
    return missing
  }

  #insert(board: { name: string; description: string; readRole: Role; writeRole: Role }): Board {
    const { tick, clock, repository, sanitizer } = this.#options
    const description = sanitizer.line(board.description).trim()
    requireDescription(description)
    const made = repository.insertBoard({ ...board, description, created: clock.now() })
    tick.publish({ type: 'board.created', board: made.name })
    return made
  }

  /** @throws Refusal empty, too-many, no-such-board, sign-in-required, not-permitted */
  #requireWritable(actor: Actor, names: readonly string[]): readonly Board[] {
    const wanted = [...new Set(names)]
    if (wanted.length === 0) throw new Refusal('empty', 'boards')
    if (wanted.length > MOST_CROSSPOSTS) throw new Refusal('too-many', `${MOST_CROSSPOSTS} boards at once`)
    return wanted.map((name) => {
      const board = this.#options.repository.findBoard(name)
      if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
      if (this.mayPost(actor, board)) return board
      throw new Refusal(actor.account === null ? 'sign-in-required' : 'not-permitted', name)
    })
  }

  /** @throws Refusal empty, too-long */
  #requireWords(subject: string, text: string): { readonly subject: string; readonly text: string } {
    const { sanitizer } = this.#options
    // Measured before it is cleaned, so that nobody has us clean megabytes.
    if (Buffer.byteLength(subject) > SUBJECT_OCTETS)
      throw new Refusal('too-long', `subject of ${SUBJECT_OCTETS} octets`)
    if (Buffer.byteLength(text) > ARTICLE_OCTETS - HEADER_ROOM) throw new Refusal('too-long', 'text')
    const words = { subject: sanitizer.line(subject).trim(), text: sanitizer.text(text) }
    if (words.subject === '') throw new Refusal('empty', 'subject')
    if (words.text.trim() === '') throw new Refusal('empty', 'text')
    return words
  }

  /** The References of an answer (RFC 5537 §3.4.4). @throws Refusal no-such-article */
  #chainTo(actor: Actor, messageId: MessageId): readonly string[] {
    const { repository } = this.#options
    const node = repository.findNode(messageId)
    const boards = node?.state === 'live' ? repository.placements(node.id).map(({ board }) => board) : []
    if (node === undefined || !boards.some((board) => canSee(actor, board))) {
      throw new Refusal('no-such-article', messageId)
    }
    return [...this.#referencesOf(node, boards), messageId]
  }

  #referencesOf(node: ArticleNode, boards: readonly Board[]): readonly string[] {
    const { repository, format, host } = this.#options
    const raw = repository.raw(node.id) ?? new Uint8Array()
    const article = format.parse(raw, { host, newsgroup: boards[0]?.name ?? '', date: () => 0 })
    return typeof article === 'string' ? [] : article.references
  }
}

/** Articles that stood in other boards before they came into this one. */
class LatePlaces {
  readonly pairs = new Map<string, NumberPair[]>()
  readonly #board: string

  constructor(board: string) {
    this.#board = board
  }

  note({ placements }: FiledArticle): void {
    const here = placements.find(({ board }) => board === this.#board)
    if (here === undefined) return
    for (const { board, number } of placements) {
      if (board === this.#board) continue
      const pairs = this.pairs.get(board) ?? []
      pairs.push([number, here.number])
      this.pairs.set(board, pairs)
    }
  }
}
