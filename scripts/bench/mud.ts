// The world: commands a second through the core, how soon players are answered over telnet while many walk about, how
// soon a full room hears what is said, and what a large world costs at start. The players are a process of their own
// (mud-load.ts).

import { fork } from 'node:child_process'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../../server/config.ts'
import type { SessionId } from '../../server/core/ids.ts'
import type { MudObject } from '../../server/core/mud/mud-object.ts'
import { MudService } from '../../server/core/mud/mud-service.ts'
import { HOUSE } from '../../server/core/mud/world.ts'
import { type House, openHouse } from '../../server/house.ts'
import { freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { randomOf } from '../../server/testing/random.ts'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'
import { residentMib } from './machine.ts'
import type { PlayersOrder, PlayersReport } from './mud-load.ts'

const WALKERS = 200
const CORE_SECONDS = 5
const OBJECTS = 100_000

export const mud: Bench = {
  name: 'mud',
  what: 'commands through the world, answers over telnet, a full room, and the start of a large world',
  run: async (context) => [
    ...throughCore(context),
    ...(await overTelnet(context, 'players', { players: 500, seconds: 20, every: 5000 })),
    ...(await overTelnet(context, 'room', { players: 200, seconds: 10, every: 200 })),
    ...(await largeWorld(context)),
  ],
}

const houseIn = (folder: string): House =>
  openHouse(loadConfig(null, { SAMBAND_SERVER_STATE: folder, SAMBAND_LIMITS_THROTTLE: 'false' }), {
    log: pino({ level: 'warn' }),
    onBroken: (error) => {
      throw error
    },
  })

/** Walkers all over the museum: they look, walk, talk and look into their hands. */
const throughCore = ({ folder, say }: BenchContext): Row[] => {
  say(`${WALKERS} walkers`)
  const house = houseIn(join(folder, 'core'))
  const { sessions, mud: world } = house.services
  const random = randomOf(1)
  const walkers = Array.from({ length: WALKERS }, (_, at): SessionId => {
    const session = sessions.open({ face: 'telnet', address: '', secure: true })
    sessions.enterAsGuest({ session, nick: `walker${at}` })
    world.enter({ session })
    return session
  })
  const way = (session: SessionId): string => {
    const { exits } = world.here({ session })
    return exits[Math.floor(random() * exits.length)]?.name.en ?? 'home'
  }
  for (let step = 0; step < 20; step += 1) for (const session of walkers) world.command({ session, line: way(session) })
  const started = performance.now()
  let count = 0
  for (; performance.now() - started < CORE_SECONDS * 1000; count += 1) {
    const session = walkers[Math.floor(random() * WALKERS)]
    if (session === undefined) continue
    const lines = [way(session), 'look', 'inventory', 'exits', ':waves']
    world.command({ session, line: lines[count % lines.length] ?? 'look' })
  }
  const value = count / ((performance.now() - started) / 1000)
  house.close()
  return [{ measured: `${WALKERS} walkers in the museum`, value, unit: 'commands/s', target: { atLeast: 10_000 } }]
}

const overTelnet = async (
  { folder, say }: BenchContext,
  kind: PlayersOrder['kind'],
  load: Omit<PlayersOrder, 'port' | 'kind'>,
): Promise<Row[]> => {
  say(`${load.players} over telnet`)
  const [port = 0] = await freePorts(1)
  const settings = { TELNET_PORT: String(port), LIMITS_THROTTLE: 'false' }
  const daemon = startDaemon({ stateFolder: join(folder, kind), settings })
  const players = fork(new URL('mud-load.js', import.meta.url))
  try {
    await daemon.ready
    players.send({ port, kind, ...load } satisfies PlayersOrder)
    const { waits } = await new Promise<PlayersReport>((resolve, reject) => {
      players.once('message', (message) => resolve(message as PlayersReport))
      players.once('exit', (code) => reject(new Error(`the players ended with ${code}`)))
    })
    const what =
      kind === 'players'
        ? `${load.players} players, a command each in ${load.every / 1000} s`
        : `a room of ${load.players}, ${1000 / load.every} lines a second`
    return [
      { measured: `${what}: p50`, value: percentile(waits, 0.5), unit: 'ms' },
      { measured: `${what}: p95`, value: percentile(waits, 0.95), unit: 'ms', target: { atMost: 50 } },
    ]
  } finally {
    players.kill()
    await daemon.end('SIGKILL')
  }
}

const largeWorld = async ({ folder, say }: BenchContext): Promise<Row[]> => {
  say(`a world of ${OBJECTS} objects`)
  const [small, large] = [join(folder, 'small'), join(folder, 'large')]
  houseIn(small).close()
  fill(large)
  const before = await start(small)
  const after = await start(large)
  const what = `start with ${OBJECTS} objects more`
  return [
    { measured: what, value: after.milliseconds - before.milliseconds, unit: 'ms', target: { atMost: 2000 } },
    { measured: `${what}: memory`, value: after.mib - before.mib, unit: 'MiB', target: { atMost: 200 } },
  ]
}

const fill = (folder: string): void => {
  const house = houseIn(folder)
  const { mud: service } = house.services
  if (!(service instanceof MudService)) throw new Error('the mud of a house is the service itself')
  const { world } = service.theatre
  const draft: Omit<MudObject, 'id'> = {
    ...{ kind: 'thing', name: { en: 'lamp', nb: 'lampe' }, words: { en: ['light'] }, owner: null, location: null },
    text: { en: 'A lamp of brass, a little dented, that somebody has polished not long ago.' },
    ...{ flags: [], locks: {}, props: { made: 1976 }, target: null, account: null, parent: null, seed: null },
  }
  house.tick.run(() => {
    let room: MudObject | null = null
    for (let at = 0; at < OBJECTS; at += 1) {
      if (at % 10 === 0) room = world.create({ ...draft, kind: 'room' }, HOUSE)
      else world.create({ ...draft, location: room?.id ?? null }, HOUSE)
    }
  })
  house.close()
}

const start = async (stateFolder: string): Promise<{ milliseconds: number; mib: number }> => {
  const daemon = startDaemon({ stateFolder, settings: {} })
  try {
    const milliseconds = await daemon.ready
    return { milliseconds, mib: residentMib(daemon.child.pid ?? 0) }
  } finally {
    await daemon.end('SIGKILL')
  }
}
