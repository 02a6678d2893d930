// How a gateway that speaks lines can be reached through the web gateway, without either knowing the other: app.ts
// hands the one's door to the other.

import type { Duplex } from 'node:stream'

export interface Carried {
  readonly address: string
  readonly secure: boolean
}

interface Door {
  /** Where on the web it is: `/irc`. */
  readonly path: string
}

export interface MessageDoor extends Door {
  readonly carries: 'lines'
  /** WebSocket subprotocols (RFC 6455 §1.9) that carry text, and those that carry octets. */
  readonly text: string
  readonly binary: string
  /** Takes a connection. `stream` carries lines with their ends, as a socket would. */
  accept(stream: Duplex, peer: Carried): void
}

/** A WebSocket's message, whole. */
export interface Frame {
  readonly isBinary: boolean
  readonly octets: Buffer
}

/** For protocols in which text frames and binary ones mean different things. */
export interface FrameDoor extends Door {
  readonly carries: 'frames'
  readonly protocol: string
  /** Takes a connection. `stream` is of `Frame`s, in both directions. */
  accept(stream: Duplex, peer: Carried): void
}

export type WebDoor = MessageDoor | FrameDoor
