// The port through which news reads and writes octets (RFC 5536, RFC 5537). Implemented by wire/article and plugged in
// by house.ts, as ArticleFormat is.

/** A proto-article (RFC 5537 §2): what a poster sent. Its form is sound; whether it may be posted is the core's to say. */
export interface ProtoArticle {
  /** Null when the poster left it to us. */
  readonly messageId: string | null
  /** Milliseconds since 1970; null when it has none. */
  readonly date: number | null
  readonly newsgroups: readonly string[]
  readonly isApproved: boolean
  /** The Message-ID that `Control: cancel` names. */
  readonly cancels: string | null
  readonly supersedes: string | null
  /** Of Cancel-Key (RFC 8315): `scheme:key`. */
  readonly cancelKeys: readonly string[]
}

/** What the injecting agent adds (RFC 5537 §3.5). */
export interface InjectionFacts {
  /** This server's name. */
  readonly host: string
  /** The account that posts. */
  readonly account: string
  readonly messageId: string
  readonly now: number
  readonly cancelLock: string
  /** For the article that is superseded. */
  readonly cancelKey: string | null
}

export interface NewsFormat {
  /** Returns what is wrong, as an English sentence without its full stop, when it cannot be posted at all. */
  inspect(octets: Uint8Array): ProtoArticle | string
  /** The article as it is to be filed; the poster's own octets are unaltered but for Path, Sender and Xref. */
  inject(octets: Uint8Array, facts: InjectionFacts): Uint8Array
  /** With an Approved field that names who let it in (RFC 5536 §3.2.1), unless it has one. */
  approve(octets: Uint8Array, who: string): Uint8Array
  /** For an article of our own that takes the place of another (RFC 5537 §5.4, RFC 8315). `cancelKey` without its scheme. */
  supersede(octets: Uint8Array, facts: { messageId: string; cancelKey: string; cancelLock: string }): Uint8Array
  /** A filed article with this server's Xref (`host board:number …`) in place of any other. */
  serve(raw: Uint8Array, xref: string): Uint8Array
  /** The first field of that name, from a header or an article; null when there is none. See HeaderRow. */
  field(octets: Uint8Array, name: string): string | null
  /** The same from an overview line; undefined when it does not hold that field. */
  overviewField(overview: Uint8Array, name: string): string | null | undefined
  /** The `scheme:lock` elements of Cancel-Lock. */
  cancelLocks(raw: Uint8Array): readonly string[]
}
