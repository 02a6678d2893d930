// What a client sends in several lines, while it is under way: a login, and a message of several lines.

import type { Tags } from '../../wire/irc/tags.ts'
import type { ClientFirst } from '../../wire/sasl/scram.ts'

export const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'EXTERNAL'] as const
export type Mechanism = (typeof MECHANISMS)[number]

export interface SaslExchange {
  readonly mechanism: Mechanism
  /** The client's message under way: base64 so far. */
  text: string
  scram: { readonly first: ClientFirst; readonly nonce: string; readonly serverFirst: string } | null
  /** Proved already: an empty message from the client ends it. */
  account: string | null
}

/** What a client has sent of a message of several lines so far. */
export interface OpenBatch {
  readonly reference: string
  readonly target: string
  readonly tags: Tags
  command: 'PRIVMSG' | 'NOTICE' | null
  readonly lines: string[]
  octets: number
}
