// The port through which peering reads and writes octets (RFC 5537 §3.6). Implemented by wire/article and plugged in by
// the house, as the other formats are.

/** What decides where an article may go. */
export interface RelayFacts {
  readonly newsgroups: readonly string[]
  /** Path identities, newest first, in lower case, without diagnostics and without the tail. */
  readonly path: readonly string[]
  readonly distributions: readonly string[]
  readonly octets: number
}

/** An article that another server has sent, sound in form (RFC 5536). */
export interface RelayedArticle extends RelayFacts {
  readonly messageId: string
  /** Of Injection-Date, else of Date. Milliseconds since 1970. */
  readonly date: number
  readonly isApproved: boolean
  /** Verb in lower case, and what stands behind it. */
  readonly control: { readonly verb: string; readonly argument: string } | null
  readonly supersedes: string | null
  /** Of Cancel-Key (RFC 8315): `scheme:key`. */
  readonly cancelKeys: readonly string[]
}

export interface CancelFacts {
  /** This server's name. */
  readonly host: string
  /** Of the control message itself. */
  readonly messageId: string
  readonly now: number
  /** What opens the article's Cancel-Lock. */
  readonly cancelKey: string
}

export interface RelayFormat {
  /** Returns what is wrong, as an English phrase, when it is no article to be relayed. */
  inspect(octets: Uint8Array): RelayedArticle | string
  /** Of an article that was filed. */
  facts(octets: Uint8Array): RelayFacts
  /** With `prefix` (which ends in `!`) before its Path, and without anybody's Xref. */
  relay(octets: Uint8Array, prefix: string): Uint8Array
  /** A control message by which its author takes an article back (RFC 5537 §5.3). */
  cancelOf(octets: Uint8Array, facts: CancelFacts): Uint8Array
  /** As a proto-article (RFC 5537 §3.4), for a server that takes it only by POST. */
  toProto(octets: Uint8Array): Uint8Array
}
