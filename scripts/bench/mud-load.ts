// The players of the mud bench, in a process of their own: guests on the telnet port who walk about and are answered, or
// who stand in one room and hear what one of them says.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomOf } from '../../server/testing/random.ts'
import { GA, IAC } from '../../server/wire/telnet/codes.ts'

export interface PlayersOrder {
  readonly kind: 'players' | 'room'
  readonly port: number
  readonly players: number
  readonly seconds: number
  /** Milliseconds between two commands of a player, or two lines in the room. */
  readonly every: number
}

export interface PlayersReport {
  /** Milliseconds, each from a command to its prompt, or from a line to one of its hearers. */
  readonly waits: readonly number[]
}

const random = randomOf(7)
const PROMPT = Buffer.from([0x3e, 0x20, IAC, GA])

class Player {
  readonly #socket: Socket
  #tail = Buffer.alloc(0)
  #exits: readonly string[] = []
  onPrompt = (): void => {}
  onText = (_: Buffer): void => {}

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (octets: Buffer) => {
      this.onText(octets)
      this.#tail = Buffer.concat([this.#tail, octets]).subarray(-600)
      const [, exits] = /Exits: ([^.]*)\.\s*(?![\s\S]*Exits: )/.exec(this.#tail.toString('latin1')) ?? []
      if (exits !== undefined) this.#exits = exits.split(/, and | and |, /)
      if (octets.includes(PROMPT)) this.onPrompt()
    })
  }

  type(line: string): void {
    this.#socket.write(`${line}\r\n`)
  }

  /** Milliseconds until the prompt. */
  async ask(line: string): Promise<number> {
    const started = performance.now()
    const answered = new Promise<void>((resolve) => {
      this.onPrompt = resolve
    })
    this.type(line)
    await answered
    return performance.now() - started
  }

  get way(): string {
    return this.#exits[Math.floor(random() * this.#exits.length)] ?? 'look'
  }
}

const enter = async (port: number): Promise<Player> => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const player = new Player(socket)
  await player.ask('guest')
  return player
}

const walk = async ({ port, players, seconds, every }: PlayersOrder): Promise<PlayersReport> => {
  const all: Player[] = []
  // They come one after the other, and walk off before the next ones stand in their way.
  for (let at = 0; at < players; at += 1) {
    const player = await enter(port)
    for (let step = 0; step < 12; step += 1) await player.ask(player.way)
    all.push(player)
  }
  const end = performance.now() + seconds * 1000
  const waits: number[] = []
  await Promise.all(
    all.map(async (player, at) => {
      await sleep((at / players) * every)
      for (let turn = at; performance.now() < end; turn += 1) {
        waits.push(await player.ask([player.way, 'look', ':waves', 'inventory'][turn % 4] ?? 'look'))
        await sleep(every)
      }
    }),
  )
  return { waits }
}

const listen = async ({ port, players, seconds, every }: PlayersOrder): Promise<PlayersReport> => {
  const waits: number[] = []
  let said = 0
  const all: Player[] = []
  for (let at = 0; at < players; at += 1) {
    const player = await enter(port)
    await player.ask('out')
    all.push(player)
  }
  await sleep(1000)
  for (const player of all.slice(1)) {
    player.onText = (octets) => {
      if (octets.includes('mark my words')) waits.push(performance.now() - said)
    }
  }
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(every)) {
    said = performance.now()
    all[0]?.type('say mark my words')
  }
  return { waits }
}

process.once('message', (order) => {
  const given = order as PlayersOrder
  const work = given.kind === 'players' ? walk(given) : listen(given)
  work.then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit(0))
