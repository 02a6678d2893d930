// Batches of news as UUCP sites exchanged them (RFC 1036 §4.3, INN's rnews(1)): `#! rnews LENGTH`, then that many
// octets of article, over and over.

import { ARTICLE_OCTETS } from '../../../shared/limits.ts'

const HEAD = /^#! *rnews +(\d{1,9})[^\n]*$/
const LONGEST_HEAD = 100

/** Feed it chunks; each push gives the articles that are complete, null for one larger than any article may be. */
export class RnewsReader {
  #pending: Buffer = Buffer.alloc(0)
  /** Octets of the running article that are still to come, when they are only passed over. */
  #skip = 0
  #isBroken = false

  push(chunk: Uint8Array): (Buffer | null)[] {
    this.#pending = Buffer.concat([this.#pending, chunk])
    const articles: (Buffer | null)[] = []
    while (this.#step(articles));
    return articles
  }

  /** What is wrong with the batch, or null when it ended where an article ended. */
  finish(): string | null {
    if (this.#isBroken) return 'not a batch of news behind its last article'
    return this.#pending.length > 0 || this.#skip > 0 ? 'the batch ends in the middle of an article' : null
  }

  #step(articles: (Buffer | null)[]): boolean {
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, this.#pending.length)
      this.#pending = this.#pending.subarray(skipped)
      this.#skip -= skipped
      return this.#skip === 0 && skipped > 0
    }
    const newline = this.#pending.indexOf(0x0a)
    if (this.#isBroken || newline === -1) {
      if (this.#pending.length > LONGEST_HEAD && newline === -1) this.#giveUp()
      return false
    }
    const length = HEAD.exec(this.#pending.toString('latin1', 0, Math.min(newline, LONGEST_HEAD)).trimEnd())?.[1]
    if (length === undefined) {
      this.#giveUp()
      return false
    }
    const end = newline + 1 + Number(length)
    if (Number(length) > ARTICLE_OCTETS) {
      articles.push(null)
      this.#skip = Number(length)
      this.#pending = this.#pending.subarray(newline + 1)
      return true
    }
    if (this.#pending.length < end) return false
    articles.push(Buffer.from(this.#pending.subarray(newline + 1, end)))
    this.#pending = this.#pending.subarray(end)
    return true
  }

  #giveUp(): void {
    this.#isBroken = true
    this.#pending = Buffer.alloc(0)
  }
}
