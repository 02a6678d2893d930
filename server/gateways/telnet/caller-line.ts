// The line to one caller of the world, whatever carries it: telnet, or the frames of a WebSocket.

import type { GmcpMessage, Mtts } from '../../wire/telnet/subnegotiations.ts'

export interface Client {
  /** Null when nobody knows. */
  readonly columns: number | null
  readonly rows: number | null
  readonly name: string
  readonly mtts: Mtts | null
}

export const UNKNOWN_CLIENT: Client = { columns: null, rows: null, name: '', mtts: null }

export interface CallerLine {
  readonly client: Client
  /** When the other end last said something (performance.now()). */
  readonly active: number
  readonly speaksGmcp: boolean
  /** Says what it can do; once. */
  offer(): void
  /** Text with LF line ends. */
  write(text: string): void
  /** Text that no line end follows, because an answer is waited for. */
  prompt(text: string): void
  /** Whether what is typed stays unseen. */
  hide(isHidden: boolean): void
  /** Nothing happens when the client knows no GMCP. */
  gmcp(name: string, data: unknown): void
  /** Ends after what was written has left. */
  end(): void
}

export interface LineHooks {
  /** Without its end; control characters are still in it. */
  readonly onLine: (line: string) => void
  readonly onGmcp: (message: GmcpMessage) => void
  readonly onTooLong: () => void
  readonly onClose: () => void
  /** What the server says of itself (MSSP). */
  readonly status: () => Readonly<Record<string, string | number>>
}

/** Text, or GMCP, that may wait for a client, in octets. */
export const SEND_QUEUE_OCTETS = 512 * 1024
