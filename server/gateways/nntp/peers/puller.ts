// Reads an upstream as a newsreader does, now and then, and files what has not been here (a leaf site's "suck feed").

import { isRefusal } from '../../../core/refusal.ts'
import { backoffMs } from './backoff.ts'
import { PeerConnection, PeerTrouble } from './connection.ts'
import { type Find, look } from './looking.ts'
import { Pause } from './pause.ts'
import type { LinkContext } from './peer-link.ts'

/** Articles asked for before the first has come: one round trip for all of them. */
const AT_ONCE = 20
const MOST_UNKNOWN = 500

export class Puller {
  readonly #context: LinkContext
  readonly #every: number
  readonly #stop = new AbortController()
  readonly #pause: Pause
  #failures = 0

  /** @param every milliseconds between two looks */
  constructor(context: LinkContext, every: number) {
    this.#context = context
    this.#every = every
    this.#pause = new Pause(this.#stop.signal)
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Runs until it is stopped. Never rejects. */
  async run(): Promise<void> {
    const { timings } = this.#context
    while (!this.#stop.signal.aborted) {
      try {
        await this.#look()
        this.#failures = 0
        await this.#pause.wait(this.#every)
      } catch (error) {
        if (this.#stop.signal.aborted) return
        this.#failures += 1
        const wait = backoffMs(this.#failures, timings.firstRetry, timings.longestRetry, Math.random())
        await this.#complain(error, wait)
        await this.#pause.wait(wait)
      }
    }
  }

  async #look(): Promise<void> {
    const { link, session, peer, log } = this.#context
    const { peering } = link.core
    const connection = await PeerConnection.open(this.#context, this.#stop.signal)
    await peering.report({ session, peer: peer.name, state: 'reading' })
    try {
      const positions = await peering.positions({ session, peer: peer.name })
      let taken = 0
      for await (const find of look(this.#context, connection, positions)) {
        taken += await this.#fetch(connection, find)
        await peering.setPosition({ session, peer: peer.name, group: find.group, position: find.position })
      }
      if (taken > 0) log.info({ peer: peer.name, articles: taken }, 'read an upstream')
      connection.quit()
      await peering.report({ session, peer: peer.name, state: 'resting' })
    } catch (error) {
      connection.destroy()
      throw error
    }
  }

  /** How many of them were taken. */
  async #fetch(connection: PeerConnection, { articles }: Find): Promise<number> {
    const { link, session } = this.#context
    let taken = 0
    for (let from = 0; from < articles.length; from += MOST_UNKNOWN) {
      const page = articles.slice(from, from + MOST_UNKNOWN)
      const messageIds = page.map(({ messageId }) => messageId)
      const unknown = new Set(await link.core.peering.unknown({ session, messageIds }))
      const wanted = page.filter(({ messageId }) => unknown.delete(messageId))
      for (let at = 0; at < wanted.length; at += AT_ONCE) {
        taken += await this.#fetchSome(connection, wanted.slice(at, at + AT_ONCE))
      }
    }
    return taken
  }

  async #fetchSome(connection: PeerConnection, wanted: Find['articles']): Promise<number> {
    const { link, session, peer, log } = this.#context
    let taken = 0
    for (const { name } of wanted) connection.send(`ARTICLE ${name}`)
    for (const { messageId } of wanted) {
      const { code, text } = await connection.answer()
      // Gone meanwhile.
      if (code === 423 || code === 430) continue
      if (code !== 220) throw new PeerTrouble(`it answered ARTICLE with ${code} ${text}`)
      const octets = await connection.article()
      const outcome = await link.core.peering.take({ session, messageId, octets, upstream: peer.name })
      if (outcome.kind === 'taken') taken += 1
      else log.debug({ peer: peer.name, messageId, why: outcome.why }, 'article of an upstream not taken')
    }
    return taken
  }

  async #complain(error: unknown, wait: number): Promise<void> {
    const { link, session, peer, log } = this.#context
    const isExpected = error instanceof PeerTrouble || isRefusal(error)
    const words = isExpected ? error.message : 'something broke on our side'
    log.warn({ peer: peer.name, trouble: words, ...(isExpected ? {} : { err: error }), wait }, 'reading a peer failed')
    try {
      await link.core.peering.report({ session, peer: peer.name, state: 'waiting', error: words })
    } catch (failure) {
      log.warn({ peer: peer.name, err: failure }, 'the state of a peer could not be kept')
    }
  }
}
