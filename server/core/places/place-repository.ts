// The port through which places are kept. Those methods that write must run inside a command.

import type { ArticleId, Msgid } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { PlaceView } from './place-calls.ts'

export interface Place extends PlaceView {
  readonly channelReadRole: Role
  /** The least role whose every bearer may read the board. */
  readonly boardReadRole: Role
}

/** A line that announced an article. */
export interface Announcement {
  readonly channel: string
  readonly msgid: Msgid
}

export interface PlaceRepository {
  /** Those with both a channel and a board, by channel. */
  all(): readonly Place[]
  ofChannel(channel: string): Place | undefined
  ofBoard(board: string): readonly Place[]
  /** The board of this channel from now on. */
  put(place: PlaceView): void
  remove(channel: string): void
  noteAnnouncement(article: ArticleId, announcement: Announcement): void
  announcements(article: ArticleId): readonly Announcement[]
  /** They are another article's from now on: the one that stands in its place. */
  passAnnouncements(from: ArticleId, to: ArticleId): void
  forgetAnnouncements(article: ArticleId): void
  /** Whether the house has offered a place for this channel before; says yes from then on. */
  offer(channel: string): boolean
}
