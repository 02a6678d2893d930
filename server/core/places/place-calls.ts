// What the contract offers on places: a board and a channel (and one day a room) that belong together. How calls
// behave in general stands in ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'

export interface PlaceView {
  readonly channel: string
  readonly board: string
  /** The nick that linked them, or `Samband`. */
  readonly setBy: string
  readonly setAt: number
}

/** A new thread on the board of a place is announced in its channel; replies are not. */
export interface Places {
  /** Those of which the viewer may see both the channel and the board, by channel. */
  list(args: { session: SessionId }): readonly PlaceView[]
  /**
   * The channel's owner links it, or the staff. It had another board: that one is let go.
   * @throws Refusal no-such-channel, no-such-board, not-operator, no-such-thing (the channel is not registered),
   *   too-open (people who may read the channel may not read the board)
   */
  link(args: { session: SessionId; channel: string; board: string }): PlaceView
  /** @throws Refusal no-such-channel, not-operator, no-such-thing (it is not linked) */
  unlink(args: { session: SessionId; channel: string }): void
}
