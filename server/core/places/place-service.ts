// Places: which board belongs to which channel, and what is said in the channel when a thread begins on the board. What
// it must know of channels and boards is handed in; nothing of either area is imported here.

import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { CoreEvent } from '../events.ts'
import type { ArticleId, Msgid, SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canSee, type Guarded, outranks, type Role } from '../visibility.ts'
import { ARTICLE_TAG, announcementOf, PARTED, WITHDRAWN } from './place.ts'
import type { Places, PlaceView } from './place-calls.ts'
import type { Place, PlaceRepository } from './place-repository.ts'

/** A channel as a place needs it. */
interface Side {
  readonly name: string
  readonly readRole: Role
}

type Told<T extends CoreEvent['type']> = Extract<CoreEvent, { readonly type: T }>

export interface PlaceServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sanitizer: Sanitizer
  readonly sessions: SessionService
  readonly repository: PlaceRepository
  /** A channel that the actor may know about. `mayDecide`: it is theirs. @throws Refusal no-such-channel */
  readonly channel: (
    actor: Actor,
    name: string,
  ) => Side & { readonly isRegistered: boolean; readonly mayDecide: boolean }
  readonly knowsOf: (actor: Actor, channel: string) => boolean
  readonly board: (name: string) => (Guarded & { readonly name: string }) | undefined
  /** Said by the house in a channel, with client-only tags; null where there is no such channel. */
  readonly say: (channel: string, text: string, tags?: Readonly<Record<string, string>>) => Msgid | null
  readonly takeBack: (channel: string, msgid: Msgid, reason: string) => void
  /** What stands in the place of an article. */
  readonly successorOf: (article: ArticleId) => ArticleId | undefined
  /** Where an article can be read on the web; '' where there is none. */
  readonly webAddress: (messageId: string) => string
}

export class PlaceService implements Places {
  readonly #options: PlaceServiceOptions

  constructor(options: PlaceServiceOptions) {
    this.#options = options
    options.tick.subscribe((event) => {
      const { tick } = options
      if (event.type === 'article.posted' && event.startsThread) tick.run(() => this.#announce(event))
      if (event.type === 'article.cancelled') tick.run(() => this.#takeBack(event))
      if (event.type === 'board.changed') tick.run(() => this.#part(event.board))
    })
  }

  list({ session }: { session: SessionId }): readonly PlaceView[] {
    const { sessions, repository, knowsOf } = this.#options
    const actor = sessions.actor(session)
    return repository
      .all()
      .filter(({ channel, boardReadRole }) => outranks(actor.role, boardReadRole) && knowsOf(actor, channel))
      .map(viewOf)
  }

  link({ session, channel: name, board: boardName }: Parameters<Places['link']>[0]): PlaceView {
    const { tick, clock, sessions, repository } = this.#options
    const actor = sessions.actor(session)
    const channel = this.#channel(actor, name)
    const board = this.#options.board(boardName)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', boardName)
    if (!outranks(channel.readRole, leastReader(board))) throw new Refusal('too-open', board.name)
    const place = { channel: channel.name, board: board.name, setBy: actor.nick ?? 'Samband', setAt: clock.now() }
    const before = repository.ofChannel(channel.name)
    if (before?.board === board.name) return viewOf(before)
    tick.run(() => {
      if (before !== undefined) this.#remove(before)
      repository.put(place)
      tick.publish({ type: 'place.linked', channel: place.channel, board: place.board })
    })
    return place
  }

  unlink({ session, channel: name }: Parameters<Places['unlink']>[0]): void {
    const { tick, sessions, repository } = this.#options
    const channel = this.#channel(sessions.actor(session), name)
    const place = repository.ofChannel(channel.name)
    if (place === undefined) throw new Refusal('no-such-thing', `${channel.name} has no board`)
    tick.run(() => this.#remove(place))
  }

  /** A place that the house ships: linked once, and not again after somebody has undone it. Runs inside a command. */
  ship(session: SessionId, place: { readonly channel: string; readonly board: string }): void {
    const { repository } = this.#options
    if (!repository.offer(place.channel) && repository.ofChannel(place.channel) === undefined) {
      this.link({ session, ...place })
    }
  }

  #channel(actor: Actor, name: string): ReturnType<PlaceServiceOptions['channel']> {
    const channel = this.#options.channel(actor, name)
    if (!channel.mayDecide) throw new Refusal('not-operator', 'only its owner may')
    if (!channel.isRegistered) throw new Refusal('no-such-thing', `${channel.name} is not registered`)
    return channel
  }

  #remove({ channel, board }: PlaceView): void {
    this.#options.repository.remove(channel)
    this.#options.tick.publish({ type: 'place.unlinked', channel, board })
  }

  /** Doors were moved: where the channel is open to more people than its board, they go apart. */
  #part(board: string): void {
    const { repository, say } = this.#options
    for (const place of repository.ofBoard(board)) {
      if (outranks(place.channelReadRole, place.boardReadRole)) continue
      this.#remove(place)
      say(place.channel, PARTED)
    }
  }

  /** What announced an article goes with it; where another took its place, it stays for that one. */
  #takeBack({ article }: Told<'article.cancelled'>): void {
    const { repository, takeBack, successorOf } = this.#options
    const announcements = repository.announcements(article)
    if (announcements.length === 0) return
    const successor = successorOf(article)
    if (successor !== undefined) repository.passAnnouncements(article, successor)
    else {
      for (const { channel, msgid } of announcements) takeBack(channel, msgid, WITHDRAWN)
      repository.forgetAnnouncements(article)
    }
  }

  #announce({ article, placements, subject, author, messageId }: Told<'article.posted'>): void {
    const { repository, sanitizer, say, webAddress } = this.#options
    for (const { board } of placements) {
      for (const place of repository.ofBoard(board)) {
        // Doors may have been moved since they were linked.
        if (!outranks(place.channelReadRole, place.boardReadRole)) continue
        const words = { subject: sanitizer.line(subject), author: sanitizer.line(author) }
        const text = announcementOf({ ...words, board, messageId, webAddress: webAddress(messageId) })
        const msgid = say(place.channel, text, { [ARTICLE_TAG]: messageId })
        if (msgid !== null) repository.noteAnnouncement(article, { channel: place.channel, msgid })
      }
    }
  }
}

/** A board for a group is read by its members and the staff: of roles, only the staff's is sure to be enough. */
const leastReader = ({ readRole, readGroup = null }: Guarded): Role => (readGroup === null ? readRole : 'moderator')

const viewOf = ({ channel, board, setBy, setAt }: Place): PlaceView => ({ channel, board, setBy, setAt })
