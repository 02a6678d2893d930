// What is new, told to everybody who listens: each event is looked up once, as a visitor may see it, written once for
// each shape that its listeners asked for, and sent to all of them after the commit.

import { foldChannelName } from '../../../../shared/names.ts'
import type { CoreLink } from '../../../core/contract.ts'
import type { CoreEvent } from '../../../core/events.ts'
import type { ArticleId } from '../../../core/ids.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { DataFolders } from '../../../screens/data-files.ts'
import type { Language } from '../../../screens/texts.ts'
import type { Log } from '../../gateway.ts'
import { type Words, wordsFor } from '../pages/words.ts'
import type { Visitor } from '../public/visitor.ts'
import { ArticleNews } from './article-news.ts'
import type { Interest } from './interest.ts'
import { lineFrame } from './line-news.ts'
import type { Listener } from './listener.ts'

/** Events that may wait to be looked up; when more come at once, listeners are told that they missed some. */
const MOST_WAITING = 500
const BEAT_MS = 20_000
const BEAT = JSON.stringify({ type: 'beat' })
const HELLO = JSON.stringify({ type: 'hello' })
const MISSED = JSON.stringify({ type: 'missed' })

type News = Extract<
  CoreEvent,
  { readonly type: 'article.posted' | 'article.cancelled' | 'channel.said' | 'message.redacted' }
>

export interface LiveFeedOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly dataFolders: DataFolders
}

export class LiveFeed {
  readonly #options: LiveFeedOptions
  readonly #listeners = new Set<Listener>()
  /** The threads that are listened to, by what names them now. */
  readonly #threads = new Map<Listener, ArticleId>()
  readonly #pulse: NodeJS.Timeout
  readonly #unsubscribe: () => void
  #work: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(options: LiveFeedOptions) {
    this.#options = options
    this.#unsubscribe = options.link.subscribe((event) => this.#heed(event))
    this.#pulse = setInterval(() => {
      for (const listener of this.#listeners) listener.beat(BEAT)
    }, BEAT_MS)
    this.#pulse.unref()
  }

  /**
   * Whether there is what is asked for; gives the thread, where it is one.
   * @throws Refusal no-such-article, no-such-channel
   */
  async locate({ subject }: Interest, { core, session }: Visitor): Promise<ArticleId | null> {
    if (subject.kind === 'channel') await core.logs.get({ session, channel: subject.channel })
    return subject.kind === 'thread' ? (await core.boards.read({ session, article: subject.messageId })).thread : null
  }

  /** `thread`: what `locate` has given. */
  add(listener: Listener, thread: ArticleId | null): void {
    if (thread !== null) this.#threads.set(listener, thread)
    this.#listeners.add(listener)
    listener.send(HELLO)
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener)
    this.#threads.delete(listener)
  }

  stop(): void {
    clearInterval(this.#pulse)
    this.#unsubscribe()
    for (const listener of this.#listeners) listener.close(1012)
  }

  #heed(event: CoreEvent): void {
    switch (event.type) {
      case 'session.dismissed':
        for (const each of this.#listeners) if (each.visitor.session === event.session) each.close(1008)
        return
      case 'article.posted':
      case 'article.cancelled':
      case 'channel.said':
      case 'message.redacted':
        if (this.#listeners.size > 0) this.#queue(event)
        return
      default:
    }
  }

  // One after the other, so that everybody hears of things in the order in which they happened.
  #queue(event: News): void {
    if (this.#waiting >= MOST_WAITING) {
      if (this.#waiting === MOST_WAITING) for (const listener of this.#listeners) listener.send(MISSED)
      return
    }
    this.#waiting += 1
    this.#work = this.#work
      .then(() => this.#tell(event))
      .catch((error: unknown) => {
        // What a visitor may not see is not told; anything else is a fault, and the next event has its chance.
        if (!isRefusal(error)) this.#options.log.error({ err: error }, 'news could not be told')
      })
      .finally(() => {
        this.#waiting -= 1
      })
  }

  #tell(event: News): Promise<void> {
    switch (event.type) {
      case 'article.posted':
        return this.#tellArticle(event)
      case 'article.cancelled':
        return this.#tellCancelled(event)
      case 'channel.said':
        return this.#tellLine(event.channel, event)
      case 'message.redacted':
        return event.channel === null ? Promise.resolve() : this.#tellLine(event.channel, event)
      default:
        return event satisfies never
    }
  }

  async #tellArticle(event: Extract<News, { type: 'article.posted' }>): Promise<void> {
    const receivers = [...this.#listeners].filter((listener) => {
      const { subject } = listener.interest
      if (subject.kind === 'boards') return event.placements.some(({ board }) => subject.fits(board))
      return this.#threads.get(listener) === event.thread
    })
    const [first] = receivers
    if (first === undefined) return
    const news = await ArticleNews.of(event, first.visitor, (language) => this.#words(language))
    for (const listener of receivers) {
      const frame = await news.frameFor(listener.interest)
      if (frame !== null) listener.send(frame)
    }
  }

  async #tellCancelled(event: Extract<News, { type: 'article.cancelled' }>): Promise<void> {
    const [first] = this.#listeners
    if (first === undefined) return
    const { core, session } = first.visitor
    const seen = await core.boards.list({ session })
    const boards = event.placements.filter(({ board }) => seen.some(({ name }) => name === board))
    if (boards.length === 0) return
    const frame = JSON.stringify({ type: 'cancelled', messageId: event.messageId, boards })
    for (const listener of this.#listeners) {
      const { subject } = listener.interest
      const isTheirs =
        subject.kind === 'boards'
          ? boards.some(({ board }) => subject.fits(board))
          : this.#threads.get(listener) === event.thread
      if (isTheirs) listener.send(frame)
    }
  }

  async #tellLine(channel: string, event: Extract<News, { type: 'channel.said' | 'message.redacted' }>): Promise<void> {
    const receivers = [...this.#listeners].filter(
      ({ interest: { subject } }) => subject.kind === 'channel' && isSameChannel(subject.channel, channel),
    )
    const [first] = receivers
    if (first === undefined) return
    // The owner may have closed the log since they began to listen.
    await first.visitor.core.logs.get({ session: first.visitor.session, channel })
    const frames = new Map<string | null, string>()
    for (const listener of receivers) {
      const { html } = listener.interest
      const frame = frames.get(html) ?? lineFrame(event, html === null ? null : this.#words(html))
      frames.set(html, frame)
      listener.send(frame)
    }
  }

  #words(language: Language): Words {
    return wordsFor(this.#options.dataFolders, language)
  }
}

const isSameChannel = (one: string, other: string): boolean => foldChannelName(one) === foldChannelName(other)
