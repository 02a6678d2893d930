// One caller at a screen: what a gateway starts when somebody has a terminal. The gateway has opened the session (and
// perhaps signed it in); from here on the screens talk to the core and the gateway only carries octets.

import type { CoreLink } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'
import type { House } from './house.ts'
import type { Terminal } from './terminal.ts'

export type { House }

export interface CallerOptions {
  readonly link: CoreLink
  readonly house: House
  readonly terminal: Terminal
  readonly session: SessionId
  /** `welcome`: nobody yet; `register`: straight to sign-up; `menu`: already signed in or a guest. */
  readonly entry: 'welcome' | 'register' | 'menu'
  /** A key whose ownership the gateway has proved (authorized_keys line), to be offered at registration. */
  readonly offeredKey?: string
  /** An exception of a screen: the caller has been sent away politely, the gateway logs it. */
  readonly onFault: (error: unknown) => void
}

export interface Caller {
  /** Paints everything again, as after a reconnect. */
  redraw(): void
  /** Says `reason`, puts the terminal back as it was, and closes it. */
  close(reason: string): void
}
