// What every service of this area stands on.

import type { AccountRepository } from '../accounts/account-repository.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { Entropy } from '../ids.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import type { ChannelOrderRepository } from './channel-order-repository.ts'
import type { ChannelRepository } from './channel-repository.ts'
import type { HistoryRepository } from './history-repository.ts'
import type { Lines } from './lines.ts'
import type { LiveChannels } from './live-channels.ts'

export interface ChannelAreaOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly entropy: Entropy
  readonly lines: Lines
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly repository: ChannelRepository
  readonly order: ChannelOrderRepository
  readonly history: HistoryRepository
  readonly channels: LiveChannels
  readonly sanitizer: Sanitizer
  readonly guests: 'talk' | 'look' | 'none'
  /** False lifts the limits on how many channels one presence may create and join. */
  readonly throttle: boolean
}
