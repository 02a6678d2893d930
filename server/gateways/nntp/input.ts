// What a client has sent and nobody has taken yet. It is taken piece by piece, as the conversation asks for it: a line
// where a command may stand, a whole article where one was asked for. So nothing that was sent ahead of an answer is
// ever taken for what it is not.

import { ArticleDecoder } from '../../wire/nntp/article-data.ts'

/** Reading from the socket stops when this much waits. */
const MOST_WAITING = 65_536
const LF = 0x0a
const CR = 0x0d

export type InputLine = Buffer | 'too-long'

/** The connection is gone; there is nothing more to take. */
export class InputEnded extends Error {}

export class Input {
  readonly #setPaused: (paused: boolean) => void
  #waiting: Buffer = Buffer.alloc(0)
  #ended = false
  #wake: (() => void) | null = null

  /** @param setPaused stop or go on reading from the connection */
  constructor(setPaused: (paused: boolean) => void) {
    this.#setPaused = setPaused
  }

  push(chunk: Buffer): void {
    if (this.#ended) return
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk])
    if (this.#waiting.length > MOST_WAITING) this.#setPaused(true)
    this.#wake?.()
  }

  /** Forgets what waits: it came before a handshake, and anybody may have written it. */
  discard(): void {
    this.#waiting = Buffer.alloc(0)
    this.#setPaused(false)
  }

  end(): void {
    this.#ended = true
    this.#waiting = Buffer.alloc(0)
    this.#wake?.()
  }

  /** Whether a whole line waits. */
  get hasLine(): boolean {
    return this.#waiting.includes(LF)
  }

  /** The next line without its CRLF or LF; of one longer than `limit` octets only the end is looked for. @throws InputEnded */
  async line(limit: number): Promise<InputLine> {
    let isTooLong = false
    for (;;) {
      const end = this.#waiting.indexOf(LF)
      if (end !== -1) {
        const line = this.#take(end + 1).subarray(0, end)
        const text = line.at(-1) === CR ? line.subarray(0, -1) : line
        return isTooLong || text.length > limit ? 'too-long' : text
      }
      if (this.#waiting.length > limit + 1) {
        isTooLong = true
        this.#take(this.#waiting.length)
      }
      await this.#more()
    }
  }

  /** A whole article, or null when it was longer than `limit` octets; its end has been read either way. @throws InputEnded */
  async article(limit: number): Promise<Buffer | null> {
    const decoder = new ArticleDecoder(limit)
    for (;;) {
      if (this.#waiting.length > 0) {
        const data = decoder.push(this.#take(this.#waiting.length))
        if (data !== null) {
          this.#waiting = data.rest
          return data.octets
        }
      }
      await this.#more()
    }
  }

  #take(octets: number): Buffer {
    const taken = this.#waiting.subarray(0, octets)
    this.#waiting = this.#waiting.subarray(octets)
    if (this.#waiting.length < MOST_WAITING / 2) this.#setPaused(false)
    return taken
  }

  async #more(): Promise<void> {
    if (this.#ended) throw new InputEnded()
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    this.#wake = null
    if (this.#ended) throw new InputEnded()
  }
}
