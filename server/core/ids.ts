// The ids that cross the contract. Row numbers stay inside; what a face shows is a Message-ID, a msgid or a name.

import type { Brand } from '../../shared/brand.ts'

export type SessionId = Brand<string, 'SessionId'>
export type PresenceId = Brand<number, 'PresenceId'>
export type AccountId = Brand<number, 'AccountId'>
export type ArticleId = Brand<number, 'ArticleId'>
export type BoardId = Brand<number, 'BoardId'>
export type ChannelId = Brand<number, 'ChannelId'>
export type StreamId = Brand<number, 'StreamId'>
/** Opaque id of one channel or direct message, the same on every face (IRCv3 `msgid`). */
export type Msgid = Brand<string, 'Msgid'>
/** With its angle brackets, as in the header field (RFC 5536 §3.1.3). */
export type MessageId = Brand<string, 'MessageId'>

/** Where randomness comes from; handed in like the clock. */
export interface Entropy {
  /** `length` letters and digits (base 62), unguessable. */
  token(length: number): string
  /** `length` decimal digits. */
  digits(length: number): string
}
