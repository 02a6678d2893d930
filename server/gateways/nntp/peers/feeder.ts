// One peer's feed: waits until there is something to send, connects, sends, and stays a while in case there is more. When
// something goes wrong it waits and begins anew; what had not been answered is still in the backlog.

import { isRefusal } from '../../../core/refusal.ts'
import { backoffMs } from './backoff.ts'
import { PeerConnection, PeerTrouble } from './connection.ts'
import { Pause } from './pause.ts'
import type { LinkContext } from './peer-link.ts'
import { sendBacklog } from './sending.ts'

export class Feeder {
  readonly #context: LinkContext
  readonly #pause: Pause
  readonly #stop = new AbortController()
  #failures = 0

  constructor(context: LinkContext) {
    this.#context = context
    this.#pause = new Pause(this.#stop.signal)
  }

  /** There may be something new to send. */
  wake(): void {
    if (this.#failures === 0) this.#pause.end()
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Runs until it is stopped. Never rejects. */
  async run(): Promise<void> {
    const { timings } = this.#context
    while (!this.#stop.signal.aborted) {
      try {
        if (await this.#hasWork()) await this.#converse()
        else await this.#pause.wait(timings.poll)
      } catch (error) {
        await this.#onTrouble(error)
      }
    }
  }

  async #hasWork(): Promise<boolean> {
    const { link, session, peer } = this.#context
    return (await link.core.peering.backlog({ session, peer: peer.name, after: 0, limit: 1 })).length > 0
  }

  async #converse(): Promise<void> {
    const { peer, log, timings } = this.#context
    await this.#report('connecting')
    const connection = await PeerConnection.open(this.#context, this.#stop.signal)
    try {
      const how = await this.#agree(connection)
      log.info({ peer: peer.name, how }, 'feeding a peer')
      let idleSince = performance.now()
      await this.#report('sending')
      while (!this.#stop.signal.aborted && performance.now() - idleSince < timings.idle) {
        if (await this.#hasWork()) {
          await sendBacklog(this.#context, connection, how)
          this.#failures = 0
          idleSince = performance.now()
        } else await this.#pause.wait(Math.min(timings.poll, timings.idle))
      }
      connection.quit()
      await this.#report('resting')
    } catch (error) {
      connection.destroy()
      throw error
    }
  }

  /** RFC 4644 §2.3: streaming where the peer knows it, else one by one. */
  async #agree(connection: PeerConnection): Promise<'stream' | 'ihave' | 'post'> {
    const { peer } = this.#context
    if (peer.sendBy === 'post') {
      await connection.ask('MODE READER')
      return 'post'
    }
    if (peer.sendBy !== 'stream') return 'ihave'
    const { code, text } = await connection.ask('MODE STREAM')
    if (code === 203) return 'stream'
    if (code === 400 || code === 480) throw new PeerTrouble(`it does not take our feed: ${code} ${text}`)
    return 'ihave'
  }

  async #onTrouble(error: unknown): Promise<void> {
    if (this.#stop.signal.aborted) return
    const { peer, log, timings } = this.#context
    this.#failures += 1
    const wait = backoffMs(this.#failures, timings.firstRetry, timings.longestRetry, Math.random())
    const isExpected = error instanceof PeerTrouble || isRefusal(error)
    const words = isExpected ? error.message : 'something broke on our side'
    log.warn({ peer: peer.name, trouble: words, ...(isExpected ? {} : { err: error }), wait }, 'feeding a peer failed')
    await this.#report('waiting', words)
    await this.#pause.wait(wait)
  }

  async #report(state: 'resting' | 'connecting' | 'sending' | 'waiting', error?: string): Promise<void> {
    const { link, session, peer, log } = this.#context
    try {
      const what = { session, peer: peer.name, state, ...(error === undefined ? {} : { error }) }
      await link.core.peering.report(what)
    } catch (failure) {
      log.warn({ peer: peer.name, err: failure }, 'the state of a peer could not be kept')
    }
  }
}
