// The core as gateways and screens see it. Inside, use cases are synchronous; outside, every method is asynchronous
// and takes and gives plain, structured-cloneable data, so that the same contract can be carried by a port or a wire.
//
// Every call names the session it is made for. A call may throw the Refusals named here, and always `no-such-session`;
// every write may throw `storage-full`. Times are milliseconds since 1970, sizes are octets.

import type { Accounts, AlwaysOn } from './accounts/account-calls.ts'
import type { Groups } from './accounts/group-calls.ts'
import type { Sessions } from './accounts/session-calls.ts'
import type { Archive } from './archive/archive-calls.ts'
import type { Boards } from './boards/board-calls.ts'
import type { KillFile } from './boards/kill-calls.ts'
import type { News } from './boards/news-calls.ts'
import type { Order } from './boards/order-calls.ts'
import type { Peering } from './boards/peering/peering-calls.ts'
import type { Channels, History } from './channels/channel-calls.ts'
import type { Holds } from './channels/hold-calls.ts'
import type { PublicLogs } from './channels/log-calls.ts'
import type { Metadata } from './channels/metadata-calls.ts'
import type { Bulletins, Callers, Mentions, Oneliners, Pages, People, Polls } from './community/community-calls.ts'
import type { Drafts } from './drafts/draft-calls.ts'
import type { Classes, Eras } from './eras/era-calls.ts'
import type { CoreEvent } from './events.ts'
import type { Moderation } from './moderation/moderation-calls.ts'
import type { Mud } from './mud/mud-calls.ts'
import type { Wings } from './mud/wing-calls.ts'
import type { Places } from './places/place-calls.ts'
import type { Push } from './push/push-calls.ts'
import type { Search } from './search/search-calls.ts'
import type { Friends } from './social/friend-calls.ts'
import type { Statistics } from './stats/stats-calls.ts'
import type { Outlet } from './tick.ts'

export interface CoreServices {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly groups: Groups
  readonly boards: Boards
  readonly news: News
  readonly peering: Peering
  readonly order: Order
  readonly killFile: KillFile
  readonly channels: Channels
  readonly moderation: Moderation
  readonly alwaysOn: AlwaysOn
  readonly history: History
  readonly search: Search
  readonly archive: Archive
  readonly logs: PublicLogs
  readonly holds: Holds
  readonly callers: Callers
  readonly oneliners: Oneliners
  readonly bulletins: Bulletins
  readonly polls: Polls
  readonly mentions: Mentions
  readonly pages: Pages
  readonly people: People
  readonly metadata: Metadata
  readonly places: Places
  readonly push: Push
  readonly mud: Mud
  readonly wings: Wings
  readonly drafts: Drafts
  readonly statistics: Statistics
  readonly eras: Eras
  readonly classes: Classes
  readonly friends: Friends
}

export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : Remote<T[K]>
}

export type Core = Remote<CoreServices>

/** One ordered stream. Events that a call caused arrive before the call's own result. */
export type Subscribe = (listener: (event: CoreEvent) => void) => () => void

/** What a gateway is given: calls, events, and where to queue output so that it leaves after the commit. */
export interface CoreLink {
  readonly core: Core
  readonly subscribe: Subscribe
  readonly outlet: Outlet
}
