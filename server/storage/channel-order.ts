// A channel's modes, lists of masks, access and settings, in SQLite.

import type { ChannelOrderRepository } from '../core/channels/channel-order-repository.ts'
import type { Level, MaskList } from '../core/channels/modes.ts'
import type { AccountId, ChannelId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface MaskRow {
  readonly channel_id: number
  readonly list: MaskList
  readonly mask: string
  readonly set_by: string
  readonly set_at: number
  readonly until: number | null
  readonly reason: string
}

interface AccessRow {
  readonly channel_id: number
  readonly account_id: number
  readonly name: string
  readonly level: Level
  readonly set_by: string
  readonly set_at: number
}

export const channelOrderRepository = (store: Store): ChannelOrderRepository => ({
  ...masks(store),
  ...access(store),
  ...ownRows(store),
})

const masks = (store: Store): Pick<ChannelOrderRepository, 'masks' | 'addMask' | 'removeMask' | 'clearMasks'> => {
  const all = store.reader<MaskRow>(
    'SELECT channel_id, list, mask, set_by, set_at, until, reason FROM channel_mask ORDER BY channel_id, list, set_at, mask',
  )
  const add = store.writer(
    `INSERT INTO channel_mask (channel_id, list, mask, set_by, set_at, until, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (channel_id, list, mask) DO UPDATE
     SET set_by = excluded.set_by, set_at = excluded.set_at, until = excluded.until, reason = excluded.reason`,
  )
  const remove = store.writer('DELETE FROM channel_mask WHERE channel_id = ? AND list = ? AND mask = ?')
  const clear = store.writer('DELETE FROM channel_mask WHERE channel_id = ?')
  return {
    masks: () =>
      all.all().map(({ channel_id, list, mask, set_by, set_at, until, reason }) => ({
        ...{ channel: channel_id as ChannelId, list, mask },
        ...{ setBy: set_by, setAt: set_at, until, reason },
      })),
    addMask: (channel, list, { mask, setBy, setAt, until, reason }) =>
      void add.run(channel, list, mask, setBy, setAt, until, reason),
    removeMask: (channel, list, mask) => void remove.run(channel, list, mask),
    clearMasks: (channel) => void clear.run(channel),
  }
}

const access = (
  store: Store,
): Pick<ChannelOrderRepository, 'access' | 'setAccess' | 'removeAccess' | 'clearAccess'> => {
  const all = store.reader<AccessRow>(
    `SELECT channel_id, account_id, account.name, level, set_by, set_at
     FROM channel_access JOIN account ON account.id = account_id`,
  )
  const set = store.writer(
    `INSERT INTO channel_access (channel_id, account_id, level, set_by, set_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (channel_id, account_id) DO UPDATE
     SET level = excluded.level, set_by = excluded.set_by, set_at = excluded.set_at`,
  )
  const remove = store.writer('DELETE FROM channel_access WHERE channel_id = ? AND account_id = ?')
  const clear = store.writer('DELETE FROM channel_access WHERE channel_id = ?')
  return {
    access: () =>
      all.all().map(({ channel_id, account_id, name, level, set_by, set_at }) => ({
        ...{ channel: channel_id as ChannelId, account: account_id as AccountId, name },
        ...{ level, setBy: set_by, setAt: set_at },
      })),
    setAccess: (channel, { account, level, setBy, setAt }) => void set.run(channel, account, level, setBy, setAt),
    removeAccess: (channel, account) => void remove.run(channel, account),
    clearAccess: (channel) => void clear.run(channel),
  }
}

const ownRows = (store: Store): Pick<ChannelOrderRepository, 'setModes' | 'setOwner' | 'setSettings' | 'rename'> => {
  const setModes = store.writer('UPDATE channel SET modes = ?, key = ?, member_limit = ?, forward = ? WHERE id = ?')
  const setOwner = store.writer('UPDATE channel SET founder_id = ?, registered = ? WHERE id = ?')
  const setSettings = store.writer(
    'UPDATE channel SET topic_lock = ?, mode_lock = ?, history = ?, public_since = ? WHERE id = ?',
  )
  const rename = store.writer('UPDATE channel SET name = ?, folded = ? WHERE id = ?')
  return {
    setModes: (channel, { flags, key, limit, forward }) => void setModes.run(flags, key, limit, forward, channel),
    setOwner: (channel, { founder, registered }) => void setOwner.run(founder, registered, channel),
    setSettings: (channel, { topicLock, modeLock, history, publicSince }) =>
      void setSettings.run(topicLock ? 1 : 0, modeLock, history, publicSince, channel),
    rename: (channel, name, folded) => void rename.run(name, folded, channel),
  }
}
