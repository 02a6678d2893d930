// The port between the screens and whatever carries them (an SSH channel, a WebSocket, later telnet). A carrier
// implements Terminal; screens never see sockets, and carriers never see screens.

import type { Charset } from './widgets/charset.ts'

export interface TerminalKind {
  /** What the other end says it is: `xterm-256color`, `vt100`, `dumb`, … */
  readonly term: string
  /** 1 (none), 16, 256 or 16777216. */
  readonly colors: number
  readonly charset: Charset
  /** What it hints of the language spoken before it: a locale or an Accept-Language list; '' when it says nothing. */
  readonly language: string
  /** It reports the mouse as xterm does (SGR, mode 1006). */
  readonly hasMouse?: boolean
  /** No terminal at all: lines come whole and end in LF, nothing can be placed or echoed. */
  readonly isPipe?: boolean
}

export interface Terminal {
  readonly kind: TerminalKind
  /** Character cells; never below 20x6. May change: see onResize. */
  readonly columns: number
  readonly rows: number
  /** Queued; leaves the process once, at the end of the turn, after the commit. */
  write(text: string): void
  /** A slow line still sends what was written; what is drawn now had better wait. Absent: never. */
  readonly isBusy?: boolean
  /** What was written has all been sent, each time. */
  onIdle?(listener: () => void): void
  /** What was typed, as decoded text with the escape sequences of keys and mouse in it. */
  onInput(listener: (text: string) => void): void
  /** Nothing more will be typed; what was is heard first. */
  onEnd?(listener: () => void): void
  onResize(listener: () => void): void
  /** The other end is gone for good. */
  onHangup(listener: () => void): void
  /** Ends the connection after what was written has left. */
  close(): void
}
