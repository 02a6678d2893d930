// What the contract offers on lines that are held: newcomers' lines with links, which wait for somebody's yes. How the
// calls behave in general stands in ../contract.ts, of which this is a part.

import type { SessionId } from '../ids.ts'
import type { MessageKind } from './channel.ts'

export interface HeldLine {
  /** What it is called by: five digits. */
  readonly handle: string
  readonly at: number
  /** The channel it is for; null for a private line. */
  readonly channel: string | null
  /** The nick it is for; null for a channel. */
  readonly to: string | null
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: MessageKind
  readonly text: string
}

/** Those who keep order in a channel decide about its lines, the staff about all of them, private ones too. */
export interface Holds {
  /** Those the caller may decide about, oldest first; none for most people. */
  list(args: { session: SessionId }): readonly HeldLine[]
  /** Says it now; whoever said it is no newcomer any more. @throws Refusal no-such-thing, no-such-nick (nobody to tell) */
  release(args: { session: SessionId; handle: string }): HeldLine
  /** Lets it fall, without a word. @throws Refusal no-such-thing */
  drop(args: { session: SessionId; handle: string }): HeldLine
}
