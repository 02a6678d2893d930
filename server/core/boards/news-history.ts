// The port through which the house remembers message-ids for longer than articles (RFC 5537 §3.6: the history), so that
// what expired, was cancelled or was refused never comes back from a peer.

export interface NewsHistory {
  /** An article with this Message-ID is here, was cancelled, or was remembered. Ghosts have never been here. */
  knows(messageId: string): boolean
  /** Remembers an id whose article is not, or no longer, here. `at`: milliseconds since 1970. Runs inside a command. */
  remember(messageId: string, at: number): void
  /** Forgets at most `limit` ids remembered before a moment; says how many went. Runs inside a command. */
  forgetBefore(moment: number, limit: number): number
}
