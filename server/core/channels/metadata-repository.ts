// The port through which metadata is kept. Those methods that write must run inside a command.

import type { AccountId, ChannelId } from '../ids.ts'

/** Values by key. */
export type Values = ReadonlyMap<string, string>

export interface MetadataRepository {
  ofAccount(account: AccountId): Values
  ofChannel(channel: ChannelId): Values
  /** Null takes it away. */
  setOfAccount(account: AccountId, key: string, value: string | null): void
  setOfChannel(channel: ChannelId, key: string, value: string | null): void
}
