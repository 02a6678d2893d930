// How a gateway that speaks lines can be reached through the web gateway, without either knowing the other: app.ts
// hands the one's door to the other.

import type { Duplex } from 'node:stream'

export interface MessageDoor {
  /** Where on the web it is: `/irc`. */
  readonly path: string
  /** WebSocket subprotocols (RFC 6455 §1.9) that carry text, and those that carry octets. */
  readonly text: string
  readonly binary: string
  /** Takes a connection. `stream` carries lines with their ends, as a socket would. */
  accept(stream: Duplex, peer: { readonly address: string; readonly secure: boolean }): void
}
