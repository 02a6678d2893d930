// The port through which a channel keeps its modes, lists, access and settings.

import type { AccountId, ChannelId } from '../ids.ts'
import type { Channel, ChannelSettings } from './channel.ts'
import type { AccessEntry } from './live-channels.ts'
import type { MaskEntry } from './masks.ts'
import type { ChannelModes, MaskList } from './modes.ts'

export interface ChannelOrderRepository {
  masks(): readonly (MaskEntry & { readonly channel: ChannelId; readonly list: MaskList })[]
  access(): readonly (AccessEntry & { readonly channel: ChannelId })[]
  setModes(channel: ChannelId, modes: ChannelModes): void
  /** An entry with this mask is replaced. */
  addMask(channel: ChannelId, list: MaskList, entry: MaskEntry): void
  removeMask(channel: ChannelId, list: MaskList, mask: string): void
  clearMasks(channel: ChannelId): void
  setAccess(channel: ChannelId, entry: AccessEntry): void
  removeAccess(channel: ChannelId, account: AccountId): void
  clearAccess(channel: ChannelId): void
  setOwner(channel: ChannelId, owner: Pick<Channel, 'founder' | 'registered'>): void
  setSettings(channel: ChannelId, settings: ChannelSettings): void
  rename(channel: ChannelId, name: string, folded: string): void
}
