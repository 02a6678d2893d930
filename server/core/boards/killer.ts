// The rules of one account, made ready to be held against many articles.

import type { ArticleId } from '../ids.ts'
import type { KillRule } from './kill-calls.ts'

export interface KillerOptions {
  /** Null when it is none. Of the standard's own wildmats (RFC 3977 §4). */
  readonly wildmat: (pattern: string) => ((text: string) => boolean) | null
  readonly threadOf: (messageId: string) => ArticleId | undefined
}

/** An article as it is judged; `from` is its From field. */
export interface Judged {
  readonly thread: ArticleId
  readonly subject: string
  readonly author: string
  readonly from: () => string
}

export class Killer {
  readonly #authors = new Set<string>()
  readonly #subjects: string[] = []
  readonly #threads = new Set<ArticleId>()
  readonly #addresses: ((text: string) => boolean)[] = []
  /** When the first of them ends. */
  readonly until: number

  constructor(rules: readonly KillRule[], { wildmat, threadOf }: KillerOptions) {
    this.until = Math.min(...rules.map(({ until }) => until ?? Number.POSITIVE_INFINITY))
    for (const { kind, pattern } of rules) {
      const folded = pattern.toLowerCase()
      if (kind === 'author') this.#authors.add(folded)
      if (kind === 'subject') this.#subjects.push(folded)
      if (kind === 'thread') this.#addThread(threadOf(pattern))
      if (kind === 'address') this.#addAddress(wildmat(folded))
    }
  }

  kills({ thread, subject, author, from }: Judged): boolean {
    if (this.#threads.has(thread) || this.#authors.has(author.toLowerCase())) return true
    const words = this.#subjects.length === 0 ? '' : subject.toLowerCase()
    if (this.#subjects.some((pattern) => words.includes(pattern))) return true
    if (this.#addresses.length === 0) return false
    const address = addressIn(from()).toLowerCase()
    return this.#addresses.some((matches) => matches(address))
  }

  #addThread(thread: ArticleId | undefined): void {
    if (thread !== undefined) this.#threads.add(thread)
  }

  #addAddress(matches: ((text: string) => boolean) | null): void {
    if (matches !== null) this.#addresses.push(matches)
  }
}

/** `Name <a@b>` or `a@b (Name)`. */
const addressIn = (from: string): string =>
  /<([^<>]*)>[^<>]*$/.exec(from)?.[1]?.trim() ?? from.replace(/\([^()]*\)/g, '').trim()
