// The `wings` of the contract: the world as files, out and in.

import type { SessionService } from '../accounts/session-service.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Tick } from '../tick.ts'
import { canDo } from '../visibility.ts'
import { type MudObject, propText } from './mud-object.ts'
import { dumpWing, giveKeys, PlantingError, plant } from './planting.ts'
import type { Planting, WingSource, Wings, WingView } from './wing-calls.ts'
import type { WingFormat } from './wing-format.ts'
import type { World } from './world.ts'

export interface WingServiceOptions {
  readonly tick: Tick
  readonly sessions: SessionService
  readonly world: World
  readonly format: WingFormat
}

/** Where rooms stand that belong to no wing: what callers have built. */
const BUILT = 'built'

const wingOf = (room: MudObject): string => {
  const area = propText(room, 'area')
  return /^[a-z0-9][a-z0-9-]*$/.test(area) ? area : BUILT
}

export class WingService implements Wings {
  readonly #options: WingServiceOptions

  constructor(options: WingServiceOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly WingView[] {
    this.#requireSysop(session)
    const rooms = new Map<string, number>()
    for (const room of this.#rooms()) rooms.set(wingOf(room), (rooms.get(wingOf(room)) ?? 0) + 1)
    return [...rooms].map(([name, count]) => ({ name, rooms: count })).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  write({ session, wing }: { session: SessionId; wing: string }): string {
    this.#requireSysop(session)
    const rooms = this.#rooms().filter((room) => wingOf(room) === wing)
    if (rooms.length === 0) throw new Refusal('no-such-thing', `a wing called ${wing}`)
    const { tick, world, format } = this.#options
    tick.run(() => world.attempt(() => giveKeys(world, wingOf)))
    return format.write(
      dumpWing(
        world,
        wing,
        this.#rooms().filter((room) => wingOf(room) === wing),
      ),
    )
  }

  plant({ session, wings }: { session: SessionId; wings: readonly WingSource[] }): Planting {
    this.#requireSysop(session)
    const { tick, world, format } = this.#options
    const read = wings.map(({ source, name }) => format.read(source, name))
    try {
      return tick.run(() => world.attempt(() => plant(world, read)))
    } catch (error) {
      throw error instanceof PlantingError ? new Refusal('malformed', error.message) : error
    }
  }

  #rooms(): readonly MudObject[] {
    return [...this.#options.world.objects()].filter((object) => object.kind === 'room')
  }

  #requireSysop(session: SessionId): void {
    if (!canDo(this.#options.sessions.actor(session), 'import')) throw new Refusal('not-permitted', 'world files')
  }
}
