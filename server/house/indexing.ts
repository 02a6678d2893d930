// Brings words into the search index a moment after they were stored, in short batches, so that neither posting nor
// talking waits for it. Where it stands is in the store: after a restart it goes on there.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CoreEvent } from '../core/events.ts'
import type { Log } from '../gateways/gateway.ts'
import { type SearchWriting, searchWriting } from '../storage/search-writing.ts'
import { readableBody } from '../wire/article/readable.ts'
import type { Ground } from './ground.ts'

/** From a word to its place in the index, when there is little to do. */
const DELAY_MS = 200
const ARTICLES_AT_ONCE = 16
const LINES_AT_ONCE = 256
/** More of an article than this is not looked through. */
const BODY_CHARACTERS = 131_072
/** While many lines are being said, at most this share of the time goes to the index; else it may take a third. */
const SHARE_WHEN_BUSY = 0.05
const SHARE_WHEN_CALM = 0.33
/** Lines between two batches that are a storm. */
const BUSY_LINES = 64
const RETRY_MS = 30_000

interface Batch {
  /** There is more to do. */
  readonly more: boolean
  /** What it took of this thread. */
  readonly ms: number
}

export class Indexing {
  readonly #ground: Pick<Ground, 'tick' | 'store'>
  readonly #log: Log
  readonly #writing: SearchWriting
  readonly #unsubscribe: () => void
  #timer: NodeJS.Timeout | null = null
  #running: Promise<Batch> | null = null
  #isClosed = false
  #linesSince = 0
  #hasWaiting = true

  constructor(ground: Pick<Ground, 'tick' | 'store'>, log: Log) {
    this.#ground = ground
    this.#log = log
    this.#writing = searchWriting(ground.store)
    this.#unsubscribe = ground.tick.subscribe((event) => this.#note(event))
    this.#wait(DELAY_MS)
  }

  /** One batch at once, if anything waits, and the turn's COMMIT: so that a search sees what was done just before it. */
  async freshen(): Promise<void> {
    if (this.#hasWaiting) await this.#batch()
    else await nextTurn()
  }

  /** Until nothing waits any more. */
  async catchUp(): Promise<void> {
    for (let more = true; more; ) ({ more } = await this.#batch())
  }

  close(): void {
    this.#isClosed = true
    this.#unsubscribe()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #note(event: CoreEvent): void {
    switch (event.type) {
      case 'channel.said':
      case 'direct.said':
        this.#linesSince += 1
        break
      case 'article.posted':
      case 'board.imported':
        break
      default:
        return
    }
    this.#hasWaiting = true
    this.#wait(DELAY_MS)
  }

  #wait(ms: number): void {
    if (this.#timer !== null || this.#isClosed) return
    this.#timer = setTimeout(() => {
      void this.#batch().then(({ more, ms: took }) => {
        this.#timer = null
        const share = this.#linesSince > BUSY_LINES ? SHARE_WHEN_BUSY : SHARE_WHEN_CALM
        this.#linesSince = 0
        if (more || this.#hasWaiting) this.#wait(more ? Math.max(1, took / share) : DELAY_MS)
      })
    }, ms)
    this.#timer.unref()
  }

  /** One at a time: whoever comes in between waits for the one that runs. */
  async #batch(): Promise<Batch> {
    if (this.#isClosed) return { more: false, ms: 0 }
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #run(): Promise<Batch> {
    this.#hasWaiting = false
    try {
      const lines = this.#indexLines()
      const articles = await this.#indexArticles()
      // What was written is there for readers once the turn is committed.
      await nextTurn()
      return { more: lines.more || articles.more, ms: lines.ms + articles.ms }
    } catch (error) {
      if (!this.#isClosed) this.#log.error({ err: error }, 'the search index could not be written')
      this.#hasWaiting = true
      return { more: true, ms: RETRY_MS * SHARE_WHEN_BUSY }
    }
  }

  #indexLines(): Batch {
    const started = performance.now()
    let left = LINES_AT_ONCE
    const behind = this.#writing.streamsBehind(LINES_AT_ONCE)
    for (const { stream, indexed, last } of behind) {
      if (left <= 0) break
      const to = Math.min(last, indexed + left)
      this.#ground.tick.run(() => this.#writing.indexLines(stream, indexed, to))
      left -= to - indexed
    }
    return { more: left <= 0 || behind.length === LINES_AT_ONCE, ms: performance.now() - started }
  }

  async #indexArticles(): Promise<Batch> {
    const started = performance.now()
    const waiting = this.#writing.waitingArticles(ARTICLES_AT_ONCE)
    for (const article of waiting) {
      const { text } = await readableBody(article.raw)
      if (this.#isClosed) return { more: false, ms: 0 }
      this.#ground.tick.run(() => this.#writing.indexArticle(article, text.slice(0, BODY_CHARACTERS)))
    }
    return { more: waiting.length === ARTICLES_AT_ONCE, ms: performance.now() - started }
  }
}
