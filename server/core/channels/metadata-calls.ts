// What the contract offers on metadata: keys and values that people and channels set for themselves.

import type { SessionId } from '../ids.ts'
import type { MetadataEntry } from './metadata.ts'

/** `target` is a channel, or the nick of somebody who is here. */
export interface Metadata {
  /** Every key that is set, by key. @throws Refusal no-such-channel, no-such-nick */
  list(args: { session: SessionId; target: string }): readonly MetadataEntry[]
  /**
   * Of these keys, those that are set: of a nick, or of a channel and everybody in it whom the caller may see.
   * @throws Refusal as list
   */
  sync(args: { session: SessionId; target: string; keys: readonly string[] }): readonly MetadataEntry[]
  /**
   * On oneself, or on a channel that one is operator of; the staff may set it on anybody. Null or '' takes it away.
   * What an account or a channel says outlives the process, what a guest says goes with them. Resolves to the value
   * that stands now.
   * @throws Refusal as list; key-invalid, too-long, malformed, list-full, not-permitted, not-operator, throttled
   */
  set(args: { session: SessionId; target: string; key: string; value: string | null }): string | null
  /** Takes everything away; says which keys there were. @throws Refusal as set */
  clear(args: { session: SessionId; target: string }): readonly string[]
}
