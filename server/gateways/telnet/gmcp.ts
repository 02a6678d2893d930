// What programs beside the text want to know (GMCP): who one is, which room this is, what one carries, who speaks. All
// of it is sent until the client names the packages it wants (Core.Supports); their versions stand in PACKAGES.

import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import type { MudLine } from '../../core/mud/line.ts'
import type { MudStatus, RoomView } from '../../core/mud/mud-calls.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import type { Texts } from '../../screens/texts.ts'
import type { GmcpMessage } from '../../wire/telnet/subnegotiations.ts'
import { Items } from './gmcp-items.ts'

export interface GmcpOptions {
  readonly core: Core
  readonly line: { readonly speaksGmcp: boolean; gmcp(name: string, data: unknown): void }
  readonly texts: Texts
  readonly version: string
}

/** What we speak, and which version of it: a message that changes its shape gets a new one. */
const PACKAGES = { Core: 1, Char: 1, 'Char.Items': 1, Room: 1, 'Comm.Channel': 1 } as const
/** Packages that a client may name. */
const MOST_WANTED = 100

export class Gmcp {
  readonly #options: GmcpOptions
  #session: SessionId | null = null
  /** Packages in small letters; null while the client has named none. */
  #wanted: ReadonlySet<string> | null = null
  /** What was told last, by the name of its message. */
  readonly #told = new Map<string, string>()
  readonly #carried: Items
  readonly #lying: Items

  constructor(options: GmcpOptions) {
    this.#options = options
    const send = (name: string, data: unknown): void => this.#send(name, data)
    this.#carried = new Items('inv', send)
    this.#lying = new Items('room', send)
  }

  /** The body stands in the world: everything is told once. */
  entered(session: SessionId): void {
    this.#session = session
    this.#tellAll()
  }

  hear({ name, data }: GmcpMessage): void {
    switch (name.toLowerCase()) {
      case 'core.hello':
        this.#send('Core.Hello', { server: 'Samband', version: this.#options.version, packages: PACKAGES })
        this.#tellAll()
        return
      case 'core.ping':
        this.#send('Core.Ping', '')
        return
      case 'core.supports.set':
        this.#want(new Set(packagesOf(data)))
        return
      case 'core.supports.add':
        this.#want(new Set([...(this.#wanted ?? []), ...packagesOf(data)]))
        return
      case 'core.supports.remove': {
        const gone = packagesOf(data)
        this.#wanted = new Set([...(this.#wanted ?? [])].filter((each) => !gone.includes(each)))
        return
      }
      case 'char.items.inv':
        this.#look('inventory', true)
        return
      case 'char.items.room':
      case 'comm.channel.players':
        this.#look('room', true)
        return
      default:
    }
  }

  moved(room: RoomView): void {
    this.#send('Room.Info', {
      ...{ num: room.id, name: this.#say(room.name), area: room.area, environment: '' },
      ...(room.x !== null && room.y !== null && { coords: { x: room.x, y: -room.y, z: 0 } }),
      exits: Object.fromEntries(room.exits.map((exit) => [exit.name.en ?? this.#say(exit.name), exit.to])),
      ...{ channel: room.channel, board: room.board },
    })
    this.#lying.list(room.things.map((thing) => this.#say(thing)))
    this.#company(room)
  }

  /** Lines as they were told: who spoke, and that there was no way there. */
  heard(lines: readonly MudLine[]): void {
    for (const { key, talk, values } of lines) {
      const { text, what } = values
      if (key === 'mud.go.no-exit') this.#send('Room.WrongDir', typeof what === 'string' ? what : '')
      if (talk === undefined) continue
      this.#send('Comm.Channel.Text', {
        ...{ channel: talk.channel === '' ? 'say' : talk.channel, talker: talk.talker },
        text: typeof text === 'string' ? text : '',
      })
    }
  }

  changed(what: 'room' | 'inventory'): void {
    this.#look(what, false)
  }

  /** A command has been carried out: the score may be another. */
  obeyed(): void {
    this.#ask((core, session) => core.mud.status({ session }).then((status) => this.#tellStatus(status)))
  }

  goodbye(reason: string): void {
    this.#send('Core.Goodbye', reason)
  }

  #tellAll(): void {
    this.#told.clear()
    this.#ask(async (core, session) => {
      const status = await core.mud.status({ session })
      this.#send('Char.Name', { name: status.name, fullname: status.name })
      const { text } = this.#options.texts
      this.#send('Char.StatusVars', { score: text('telnet.status.score'), rank: text('telnet.status.rank') })
      this.#tellStatus(status)
      this.#carried.list(status.carrying.map((thing) => this.#say(thing)))
      const room = await core.mud.here({ session })
      this.moved(room)
    })
  }

  #look(what: 'room' | 'inventory', isAsked: boolean): void {
    this.#ask(async (core, session) => {
      const isRoom = what === 'room'
      const room = isRoom ? await core.mud.here({ session }) : null
      const things = room?.things ?? (await core.mud.status({ session })).carrying
      const items = isRoom ? this.#lying : this.#carried
      const names = things.map((thing) => this.#say(thing))
      if (isAsked) this.#told.delete('Comm.Channel.Players')
      if (isAsked) items.list(names)
      else items.change(names)
      if (room !== null) this.#company(room)
    })
  }

  /** The channel of the room, and who is there. */
  #company({ channel, people }: RoomView): void {
    const name = channel ?? 'say'
    this.#sendNews('Comm.Channel.List', [{ name, caption: name, command: 'say' }])
    this.#sendNews(
      'Comm.Channel.Players',
      people.map((person) => ({ name: this.#say(person), channels: [name] })),
    )
  }

  #tellStatus({ name, score, rank }: MudStatus): void {
    this.#sendNews('Char.Status', { name, score, rank })
  }

  #want(packages: ReadonlySet<string>): void {
    this.#wanted = new Set([...packages].slice(0, MOST_WANTED))
    this.#tellAll()
  }

  /** Asks the core in the body's name; when the body has just gone there is nothing to tell. */
  #ask(work: (core: Core, session: SessionId) => Promise<void>): void {
    const session = this.#session
    if (session === null || !this.#options.line.speaksGmcp) return
    work(this.#options.core, session).catch(() => {})
  }

  #say(local: Local): string {
    return local[this.#options.texts.language] ?? local.en ?? local.nb ?? ''
  }

  /** Nothing when it is as it was told last. */
  #sendNews(name: string, data: unknown): void {
    const said = JSON.stringify(data)
    if (this.#told.get(name) === said) return
    this.#told.set(name, said)
    this.#send(name, data)
  }

  #send(name: string, data: unknown): void {
    if (this.#wants(name)) this.#options.line.gmcp(name, data)
  }

  /** `Char.Items.List` belongs to whoever wants `Char.Items` or `Char`; Core is everybody's. */
  #wants(name: string): boolean {
    const words = name.toLowerCase().split('.')
    if (this.#wanted === null || words[0] === 'core') return true
    return words.some((_, at) => this.#wanted?.has(words.slice(0, at + 1).join('.')) === true)
  }
}

/** `["Room 1", "Char.Items 1"]` without the versions. */
const packagesOf = (data: unknown): readonly string[] =>
  Array.isArray(data)
    ? data.flatMap((each) => (typeof each === 'string' ? [(each.split(' ')[0] ?? '').toLowerCase()] : []))
    : []
