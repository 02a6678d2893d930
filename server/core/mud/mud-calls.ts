// What the contract offers on the MUD. How the calls behave in general stands in ../contract.ts, of which this is a
// part. What a command causes is heard through events, before the call returns.

import type { SessionId } from '../ids.ts'
import type { Local, MudId } from './mud-object.ts'

export interface ExitView {
  /** As it is typed: `north`, `out`. */
  readonly name: Local
  readonly to: MudId
  readonly toName: Local
}

/** A room as maps and panes show it. */
export interface RoomView {
  /** Stays the same for good; an integer, as mappers of MUD clients want it. */
  readonly id: MudId
  readonly name: Local
  /** The wing it belongs to; '' for none. */
  readonly area: string
  /** Place on the map of its area, in rooms; null when it has none. */
  readonly x: number | null
  readonly y: number | null
  readonly exits: readonly ExitView[]
  /** The body sits at a table where lines show while they are typed: see `typing`. */
  readonly isSeated: boolean
  readonly channel: string | null
  readonly board: string | null
  /** Bodies that are awake here, the caller's own left out. */
  readonly people: readonly Local[]
  readonly things: readonly Local[]
}

export interface MudStatus {
  readonly name: string
  readonly score: number
  /** Of the ladder from newcomer to wizard, from 0. */
  readonly rank: number
  readonly carrying: readonly Local[]
}

export interface Mud {
  /** The session's body wakes where it fell asleep, or at the entrance. @throws Refusal not-permitted (no nick yet) */
  enter(args: { session: SessionId }): RoomView
  /** It falls asleep; nothing happens when it is not awake. */
  leave(args: { session: SessionId }): void
  /**
   * One line as it was typed. What is wrong with it is told as a line, not thrown.
   * @throws Refusal not-permitted (not in the world), too-long (COMMAND_OCTETS), throttled
   */
  command(args: { session: SessionId; line: string }): void
  /**
   * What is being typed and not yet said. Those at the same Talkomatic table see it; elsewhere it is nobody's business.
   * @throws Refusal not-permitted (not in the world)
   */
  typing(args: { session: SessionId; text: string }): void
  /** Where the session's body is. @throws Refusal not-permitted (not in the world) */
  here(args: { session: SessionId }): RoomView
  status(args: { session: SessionId }): MudStatus
  /** The rooms of the caller's area that have a place on the map and have been seen. */
  map(args: { session: SessionId }): readonly RoomView[]
  /** Words that could stand at the end of `line`, at most 50, for a client that completes. */
  complete(args: { session: SessionId; line: string }): readonly string[]
}
