// Who hears what: lines go to one session, to a body, or to everybody awake in a room.

import type { PresenceId, SessionId } from '../ids.ts'
import type { Tick } from '../tick.ts'
import type { Bodies } from './bodies.ts'
import type { MudLine } from './line.ts'
import type { MudId, MudObject } from './mud-object.ts'

export class Stage {
  readonly #tick: Tick
  readonly #bodies: Bodies

  constructor(tick: Tick, bodies: Bodies) {
    this.#tick = tick
    this.#bodies = bodies
  }

  toSession(session: SessionId, ...lines: readonly MudLine[]): void {
    const waking = this.#bodies.of(session)
    if (waking !== undefined) this.#publish([waking.presence], session, lines)
  }

  toBody(body: MudObject, ...lines: readonly MudLine[]): void {
    const presence = this.#bodies.presenceOf(body.id)
    if (presence !== null) this.#publish([presence], null, lines)
  }

  /** Everybody awake in the room but those in `except`. */
  toRoom(room: MudId, lines: readonly MudLine[], except: readonly MudId[] = []): void {
    this.#publish(this.#presencesIn(room, except), null, lines)
  }

  /** Panes beside the text should look again. */
  changed(room: MudId): void {
    const to = this.#presencesIn(room, [])
    if (to.length > 0) this.#tick.publish({ type: 'world.changed', to, what: 'room' })
  }

  carries(body: MudObject): void {
    const presence = this.#bodies.presenceOf(body.id)
    if (presence !== null) this.#tick.publish({ type: 'world.changed', to: [presence], what: 'inventory' })
  }

  #presencesIn(room: MudId, except: readonly MudId[]): PresenceId[] {
    const to: PresenceId[] = []
    for (const body of this.#bodies.awakeIn(room)) {
      const presence = except.includes(body.id) ? null : this.#bodies.presenceOf(body.id)
      if (presence !== null) to.push(presence)
    }
    return to
  }

  #publish(to: readonly PresenceId[], session: SessionId | null, lines: readonly MudLine[]): void {
    if (to.length > 0 && lines.length > 0) this.#tick.publish({ type: 'world.heard', to, session, lines })
  }
}
