// The port through which the house remembers message-ids for longer than articles (RFC 5537 §3.6: the history), so that
// what expired, was cancelled or was refused never comes back from a peer.

export interface NewsHistory {
  /** An article with this Message-ID is here, was cancelled, or was remembered. Ghosts have never been here. */
  knows(messageId: string): boolean
  /** Remembers an id whose article is not, or no longer, here. `at`: milliseconds since 1970. Runs inside a command. */
  remember(messageId: string, at: number): void
  /** Keys of a cancel whose article has not come yet; of very many the oldest go. Runs inside a command. */
  keepCancelKeys(messageId: string, keys: readonly string[], at: number): void
  /** Those that were kept for an article. */
  cancelKeys(messageId: string): readonly string[]
  /** Forgets keys kept before a moment. Runs inside a command. */
  forgetCancelKeysBefore(moment: number): void
  /** Forgets at most `limit` ids remembered before a moment; says how many went. Runs inside a command. */
  forgetBefore(moment: number, limit: number): number
}
