// The port through which places are kept. Those methods that write must run inside a command.

import type { Role } from '../visibility.ts'
import type { PlaceView } from './place-calls.ts'

export interface Place extends PlaceView {
  readonly channelReadRole: Role
  /** The least role whose every bearer may read the board. */
  readonly boardReadRole: Role
}

export interface PlaceRepository {
  /** Those with both a channel and a board, by channel. */
  all(): readonly Place[]
  ofChannel(channel: string): Place | undefined
  ofBoard(board: string): readonly Place[]
  /** The board of this channel from now on. */
  put(place: PlaceView): void
  remove(channel: string): void
  /** Whether the house has offered a place for this channel before; says yes from then on. */
  offer(channel: string): boolean
}
