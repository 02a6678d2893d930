// Everything that happens, as one ordered stream of plain data: past tense, `noun.verb`, each area's events in a file of
// its own. Gateways filter the stream for their sessions; switches over it are closed by the compiler.

import type { AccountEvent } from './accounts/account-events.ts'
import type { BoardEvent } from './boards/board-events.ts'
import type { ChannelEvent } from './channels/channel-events.ts'
import type { CommunityEvent } from './community/community-events.ts'
import type { EraEvent } from './eras/era-events.ts'
import type { ModerationEvent } from './moderation/moderation-events.ts'
import type { MudEvent } from './mud/mud-events.ts'
import type { PlaceEvent } from './places/place-events.ts'
import type { PushEvent } from './push/push-events.ts'
import type { FriendEvent } from './social/friend-events.ts'

export type CoreEvent =
  | AccountEvent
  | BoardEvent
  | ChannelEvent
  | CommunityEvent
  | EraEvent
  | ModerationEvent
  | MudEvent
  | PlaceEvent
  | FriendEvent
  | PushEvent
