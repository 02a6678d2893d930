// IRC held against other servers: the same load on each (irc-load.ts), one after the other, several short rounds, and
// of each figure the median. Our daemon keeps every line on disk before it says it; the others keep nothing.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'
import type { LoadOrder, LoadReport } from './irc-load.ts'
import { IRC_SERVERS, type IrcServer, type IrcServerName, startIrcServer } from './irc-servers.ts'
import { cpuSeconds, residentMib } from './machine.ts'
import type { Share } from './profile.ts'

const MEMBERS = [100, 1000]
const WINDOWS = [32, 1]
const IDLE = [2000, 10_000]
/** Past this many connections only ours is asked: ngircd takes minutes to let so many in. */
const IDLE_OF_OTHERS = 2000
const JOINS = 1000

export const irc: Bench = {
  name: 'irc',
  what: 'deliveries, joins and idle connections over IRC (--against inspircd,ngircd to compare)',
  run: async (context) => {
    const servers: IrcServerName[] = ['samband', ...againstOf(context)]
    const rows: Row[] = []
    for (const members of MEMBERS) {
      for (const window of WINDOWS) rows.push(...(await talk(context, servers, members, window)))
    }
    rows.push(...(await joins(context, servers)))
    for (const connections of IDLE) {
      rows.push(...(await idle(context, connections > IDLE_OF_OTHERS ? ['samband'] : servers, connections)))
    }
    return rows
  },
}

const againstOf = ({ against = [] }: BenchContext): IrcServerName[] => {
  const known = IRC_SERVERS.filter((name) => name !== 'samband')
  const unknown = against.filter((name) => !known.some((each) => each === name))
  if (unknown.length > 0) throw new Error(`--against knows ${known.join(', ')}, not ${unknown.join(', ')}`)
  return known.filter((name) => against.includes(name))
}

interface Talk {
  readonly rate: number
  readonly lines: number
  readonly p50: number
  readonly p99: number
  /** Seconds of the server's processor for a million deliveries. */
  readonly cpu: number
  /** With the receivers' own. A server without TCP_NODELAY leaves part of the sending to whoever acknowledges. */
  readonly both: number
}

const talk = async (
  context: BenchContext,
  servers: readonly IrcServerName[],
  members: number,
  window: number,
): Promise<Row[]> => {
  const what = `${members} members, window ${window}`
  const rounds = await inRounds(context, servers, what, async (server) => {
    const order: LoadOrder = {
      ...{ kind: 'talk', port: server.port, members, senders: 4, window },
      ...{ warmUp: 1.5, seconds: 3 },
    }
    const { report, cpu } = await load(server, order)
    const { deliveries, seconds, lines, latencies, ownCpu } = report
    const millions = deliveries / 1e6
    return {
      ...{ rate: deliveries / seconds, lines: lines / seconds, cpu: cpu / millions, both: (cpu + ownCpu) / millions },
      ...{ p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
    }
  })
  const medians = new Map(servers.map((name) => [name, mediansOf(rounds.get(name) ?? [])]))
  const rows: Row[] = []
  for (const [name, { rate, lines, cpu, both, p50, p99 }] of medians) {
    const say = `${name}, ${what}`
    rows.push(
      { measured: say, value: rate, unit: 'deliveries/s' },
      { measured: `${say}: lines`, value: lines, unit: 'lines/s' },
      { measured: `${say}: processor`, value: cpu, unit: 's/million deliveries' },
      { measured: `${say}: processor, with the receivers'`, value: both, unit: 's/million deliveries' },
      { measured: `${say}: latency p50`, value: p50, unit: 'ms' },
      { measured: `${say}: latency p99`, value: p99, unit: 'ms' },
    )
  }
  const [own, other] = [medians.get('samband'), medians.get('inspircd')]
  if (own !== undefined && other !== undefined) rows.push(...compare(own, other, what, window))
  return context.profile === true ? [...rows, ...(await profiled(context, members, window))] : rows
}

/** What is worth showing of a profile. */
const SHOWN_SHARE = 0.03

const profiled = async ({ folder, say }: BenchContext, members: number, window: number): Promise<Row[]> => {
  const what = `${members} members, window ${window}`
  say(`samband: ${what}, with a profile`)
  const name = `profile-${members}-${window}`
  const file = join(folder, `${name}.json`)
  const server = await startIrcServer('samband', join(folder, name), file)
  try {
    const order: LoadOrder = { kind: 'talk', port: server.port, members, senders: 4, window, warmUp: 1.5, seconds: 4 }
    await load(server, order, () => process.kill(server.pid, 'SIGUSR2'))
    const shares = JSON.parse(readFileSync(file, 'utf8')) as readonly Share[]
    const shown = shares.filter(({ share, place }) => share >= SHOWN_SHARE && !place.startsWith('(root)'))
    return shown.map(({ place, share }) => ({ measured: `time, ${what}: ${place}`, value: share * 100, unit: '%' }))
  } finally {
    await server.stop()
  }
}

const compare = (own: Talk, other: Talk, what: string, window: number): Row[] => {
  const say = `samband : inspircd, ${what}`
  const speed = { measured: `${say}: deliveries/s`, value: own.rate / other.rate, unit: 'x' }
  return [
    window === 1 ? speed : { ...speed, target: { atLeast: 1.5 } },
    {
      ...{ measured: `${say}: processor per delivery`, value: own.cpu / other.cpu, unit: 'x' },
      target: { atMost: window === 1 ? 1.1 : 0.9 },
    },
    { measured: `${say}: processor with the receivers'`, value: own.both / other.both, unit: 'x' },
    { measured: `${say}: latency p99`, value: own.p99 / other.p99, unit: 'x', target: { atMost: 1 } },
  ]
}

const joins = async (context: BenchContext, servers: readonly IrcServerName[]): Promise<Row[]> => {
  const rounds = await inRounds(context, servers, `${JOINS} joins`, async (server) => {
    const { cpu } = await load(server, { kind: 'join', port: server.port, members: JOINS })
    return { cpu }
  })
  return servers.map((name) => {
    const { cpu } = mediansOf(rounds.get(name) ?? [])
    const row = { measured: `${name}, ${JOINS} joins to one channel`, value: cpu, unit: 's of processor' }
    return name === 'samband' ? { ...row, target: { atMost: 1.5 } } : row
  })
}

const idle = async (context: BenchContext, servers: readonly IrcServerName[], connections: number): Promise<Row[]> => {
  const rows: Row[] = []
  const what = `${connections} idle connections`
  for (const name of servers) {
    context.say(`${name}: ${what}`)
    const server = await startIrcServer(name, join(context.folder, `${name}-idle-${connections}`))
    try {
      const before = residentMib(server.pid)
      let after = Number.NaN
      const order: LoadOrder = { kind: 'idle', port: server.port, members: connections }
      const { report } = await load(server, order, () => {
        after = residentMib(server.pid)
      })
      const each = { measured: `${name}, ${what}`, value: ((after - before) * 1024) / connections, unit: 'KiB each' }
      const held = { measured: `${name}, ${what}: held`, value: report.open, unit: 'connections' }
      if (name === 'samband') {
        rows.push({ ...each, target: { atMost: 16 } }, { ...held, target: { atLeast: connections } })
      } else rows.push(each, held)
    } finally {
      await server.stop()
    }
  }
  return rows
}

/** Measures each server in turn, several times over, so that what else the machine does falls on all of them alike. */
const inRounds = async <T>(
  { folder, say, rounds = 3 }: BenchContext,
  servers: readonly IrcServerName[],
  what: string,
  measure: (server: IrcServer) => Promise<T>,
): Promise<Map<IrcServerName, T[]>> => {
  const results = new Map<IrcServerName, T[]>(servers.map((name) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of servers) {
      say(`${name}: ${what}, round ${round} of ${rounds}`)
      const server = await startIrcServer(name, join(folder, `${name}-${what.replace(/\W+/g, '-')}-${round}`))
      try {
        const sample = await measure(server)
        results.get(name)?.push(sample)
        say(
          `  ${JSON.stringify(sample, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value))}`,
        )
      } finally {
        await server.stop()
      }
    }
  }
  return results
}

/** Field by field. */
const mediansOf = <T extends { readonly [K in keyof T]: number }>(samples: readonly T[]): T => {
  const [first] = samples
  if (first === undefined) throw new Error('nothing was measured')
  const fields = Object.keys(first) as (keyof T)[]
  return Object.fromEntries(
    fields.map((field) => [
      field,
      percentile(
        samples.map((sample) => sample[field]),
        0.5,
      ),
    ]),
  ) as T
}

const load = async (
  { pid }: IrcServer,
  order: LoadOrder,
  atReady: () => void = () => {},
): Promise<{ report: LoadReport; cpu: number }> => {
  const generator = fork(new URL('irc-load.js', import.meta.url))
  let before = 0
  generator.on('message', (message) => {
    if (message !== 'ready') return
    before = cpuSeconds(pid)
    atReady()
  })
  generator.send(order)
  const report = await new Promise<LoadReport>((resolve, reject) => {
    generator.on('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    generator.on('message', (message) => {
      if (typeof message === 'object') resolve(message as LoadReport)
    })
  })
  const cpu = cpuSeconds(pid) - before
  generator.disconnect()
  await once(generator, 'exit')
  return { report, cpu }
}
