// Channels, private conversations and their history; accounts that stay in their channels.

import { AlwaysOnService } from '../core/accounts/always-on-service.ts'
import { type ChannelArea, openChannels } from '../core/channels/channel-area.ts'
import { Lines } from '../core/channels/lines.ts'
import { dataFile } from '../data-folders.ts'
import { readShippedChannels } from '../shipped.ts'
import { alwaysOnRepository } from '../storage/always-on.ts'
import { channelOrderRepository } from '../storage/channel-order.ts'
import { channelRepository } from '../storage/channels.ts'
import { historyRepository } from '../storage/history.ts'
import { holdRepository } from '../storage/holds.ts'
import { metadataRepository } from '../storage/metadata.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

export interface Talk {
  readonly channels: ChannelArea
  readonly alwaysOn: AlwaysOnService
}

/** With the shipped channels in place. */
export const openTalk = (
  { config, tick, clock, msgids, store }: Ground,
  { base, sessions, services }: People,
): Talk => {
  const { throttle } = config.limits
  const channels = openChannels({
    ...{ ...base, sessions, throttle },
    repository: channelRepository(store),
    order: channelOrderRepository(store),
    history: historyRepository(store),
    holds: holdRepository(store),
    newcomer: config.newcomers,
    metadata: metadataRepository(store),
    setDisplayName: (args) => services.accounts.setDisplayName(args),
    lines: new Lines({ clock, msgids, throttle }),
  })
  for (const { name, description, topic, read, write } of readShippedChannels(dataFile(config, 'channels.toml'))) {
    tick.run(() => channels.ship({ name, description, topic, readRole: read, writeRole: write }))
  }
  const alwaysOn = new AlwaysOnService({
    ...{ ...base, sessions, repository: alwaysOnRepository(store) },
    join: (args) => channels.area.join(args),
  })
  return { channels, alwaysOn }
}
