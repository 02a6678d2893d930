// The port through which boards read and write the octets of an article (RFC 5536/5322, MIME). It is implemented by
// wire/article and plugged in by app.ts; the core itself never looks inside the octets.

/** What boards need to know of an article. All text is decoded for display; octets stay in `raw`. */
export interface ParsedArticle {
  /** The article as it is to be stored: CRLF line ends, dots undone, missing fields put in, otherwise as it came. */
  readonly raw: Uint8Array
  /** With angle brackets. */
  readonly messageId: string
  /** Oldest first, with angle brackets, each at most once. */
  readonly references: readonly string[]
  readonly subject: string
  /** The name to show: the display name of From, else its address. */
  readonly author: string
  /** Of the Date field, milliseconds since 1970. */
  readonly date: number
  /** When it wishes to go (RFC 5536 §3.2.5); null when it does not say. */
  readonly expires: number | null
  /** As the Newsgroups field names them. */
  readonly newsgroups: readonly string[]
  /** RFC 3977 §8.3.2: the article's octets, and the lines of its body. */
  readonly octets: number
  readonly lines: number
}

export interface Draft {
  /** The account's name and the free text beside it. */
  readonly from: { readonly name: string; readonly displayName: string }
  readonly newsgroups: readonly string[]
  readonly subject: string
  /** Lines ended by LF. */
  readonly text: string
  readonly references: readonly string[]
  readonly messageId: string
  /** RFC 8315: what lets its author cancel it on other servers; null for nobody. */
  readonly cancelLock: string | null
  readonly date: number
  /** This server's name, for Path, From and Injection-Info. */
  readonly host: string
}

export interface ReadableBody {
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly octets: number }[]
}

/** What an article is given where it lacks it. */
export interface MissingFields {
  /** The likeliest date, by its References (oldest first). Milliseconds since 1970. */
  date(references: readonly string[]): number
  /** The board that it goes to. */
  readonly newsgroup: string
  /** This server's name. */
  readonly host: string
}

export interface ArticleFormat {
  /** Octets for a new article by one of our own. All values are typed text; line ends in them are refused by a throw. */
  compose(draft: Draft): ParsedArticle
  /**
   * Reads an article from elsewhere (an archive, a newsreader, a peer), mending what can be mended: a missing
   * Message-ID is made from a hash of the octets (the same each time), other missing fields are put in.
   * Returns what is wrong, as a short English phrase, where there is no mending it.
   */
  parse(raw: Uint8Array, missing: MissingFields): ParsedArticle | string
  /** The finished overview line for OVER, with its number and CRLF (RFC 3977 §8.3.2), `xref` without the field name. */
  overview(article: ParsedArticle, number: number, xref: string): Uint8Array
  /** The text of the body, decoded for reading; bounded in depth, parts and size. */
  readable(raw: Uint8Array): Promise<ReadableBody>
}
