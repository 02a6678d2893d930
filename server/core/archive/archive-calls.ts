// Boards as archives: whole boards and threads as mbox files (mboxrd), slice by slice.

import type { ArticleId, SessionId } from '../ids.ts'

export interface MboxSlice {
  /** Whole entries, one behind the other: slices put together are the file. */
  readonly octets: Uint8Array
  readonly articles: number
  /** Where the next slice begins, for `after`; null at the end. */
  readonly next: number | null
}

export interface Archive {
  /**
   * Articles of a board by their numbers, or only those of one thread (named by any of its articles); about
   * MBOX_SLICE_OCTETS a slice. Each separator line names number and board: `From 12@local.music Tue Jan 27 …`.
   * @throws Refusal no-such-board, no-such-article (the thread), busy
   */
  mbox(args: { session: SessionId; board: string; thread?: ArticleId; after?: number }): Promise<MboxSlice>
}
