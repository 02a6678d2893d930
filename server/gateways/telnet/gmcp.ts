// What programs beside the text want to know (GMCP): who one is, which room this is, what one carries, who speaks.

import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import type { MudLine } from '../../core/mud/line.ts'
import type { RoomView } from '../../core/mud/mud-calls.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import type { Language } from '../../screens/texts.ts'
import type { GmcpMessage } from '../../wire/telnet/subnegotiations.ts'

export interface GmcpOptions {
  readonly core: Core
  readonly line: { readonly speaksGmcp: boolean; gmcp(name: string, data: unknown): void }
  readonly language: () => Language
}

export class Gmcp {
  readonly #options: GmcpOptions
  #session: SessionId | null = null

  constructor(options: GmcpOptions) {
    this.#options = options
  }

  /** The body stands in the world: everything is told once. */
  entered(session: SessionId): void {
    this.#session = session
    this.#tellAll()
  }

  hear({ name }: GmcpMessage): void {
    switch (name.toLowerCase()) {
      case 'core.ping':
        this.#send('Core.Ping', '')
        return
      // The packages that it knows have come late: what was told before is told again.
      case 'core.hello':
      case 'core.supports.set':
        this.#tellAll()
        return
      case 'char.items.inv':
        this.changed('inventory')
        return
      default:
    }
  }

  moved(room: RoomView): void {
    const { language } = this.#options
    const say = (local: Local): string => local[language()] ?? local.en ?? local.nb ?? ''
    this.#send('Room.Info', {
      ...{ num: room.id, name: say(room.name), area: room.area, environment: '' },
      ...(room.x !== null && room.y !== null && { coords: { x: room.x, y: room.y, z: 0 } }),
      exits: Object.fromEntries(room.exits.map((exit) => [exit.name.en ?? say(exit.name), exit.to])),
      ...{ channel: room.channel, board: room.board },
    })
  }

  talk(lines: readonly MudLine[]): void {
    for (const { talk, values } of lines) {
      if (talk === undefined) continue
      this.#send('Comm.Channel.Text', {
        channel: talk.channel === '' ? 'say' : talk.channel,
        talker: talk.talker,
        text: typeof values['text'] === 'string' ? values['text'] : '',
      })
    }
  }

  changed(what: 'room' | 'inventory'): void {
    const session = this.#session
    if (session === null || !this.#options.line.speaksGmcp) return
    const { core } = this.#options
    if (what === 'room')
      core.mud.here({ session }).then(
        (room) => this.moved(room),
        () => {},
      )
    else
      core.mud.status({ session }).then(
        (status) => this.#items(status.carrying),
        () => {},
      )
  }

  #items(carrying: readonly Local[]): void {
    const items = carrying.map((local, at) => ({ id: at + 1, name: local[this.#options.language()] ?? local.en ?? '' }))
    this.#send('Char.Items.List', { location: 'inv', items })
  }

  #tellAll(): void {
    const session = this.#session
    if (session === null || !this.#options.line.speaksGmcp) return
    const { core } = this.#options
    core.mud.status({ session }).then(
      ({ name, score, rank, carrying }) => {
        this.#send('Char.Name', { name, fullname: name })
        this.#send('Char.Status', { score, rank })
        this.#items(carrying)
      },
      () => {},
    )
    this.changed('room')
  }

  #send(name: string, data: unknown): void {
    this.#options.line.gmcp(name, data)
  }
}
