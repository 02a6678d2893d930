// NNTP held against Debian's INN: the same steps on each, one step after the other and within a step one server after
// the other, so that what else the machine does falls on all of them. Every article that ours has answered with 240 is
// on disk; INN leaves that to the kernel.

import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../server/root.ts'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'
import { cpuSeconds, residentMib } from './machine.ts'
import { type NntpOrder, type NntpReport, STEPS, type StepName } from './nntp-load.ts'
import { type NntpServer, type NntpServerName, startNntpServer } from './nntp-servers.ts'

const ARTICLES = 20_000
const CONNECTIONS = 4
const IDLE_READERS = 1000

export const nntp: Bench = {
  name: 'nntp',
  what: `${ARTICLES} articles of 1.9 kB over NNTP by ${CONNECTIONS} connections (--against inn to compare)`,
  run: async (context) => {
    const names: NntpServerName[] = ['samband']
    const unknown = (context.against ?? []).filter((name) => name !== 'inn')
    if (unknown.length > 0) throw new Error(`--against knows inn, not ${unknown.join(', ')}`)
    if (context.against?.includes('inn') === true) names.push('inn tradindexed', 'inn ovsqlite')
    const servers: NntpServer[] = []
    try {
      const preload = compileQuickAcks(context)
      const stateFolder = join(context.folder, 'state')
      for (const name of names) servers.push(await startNntpServer(name, { stateFolder, preload }))
      const own = servers[0]
      if (own === undefined) return []
      const generator = new Generator(preload)
      return [
        ...(await steps(context, generator, servers)),
        ...(await besides(context, generator, own)),
        ...(await idle(context, generator)),
      ]
    } finally {
      for (const server of servers) await server.stop()
    }
  },
}

/** What a step did on one server, in each round. */
interface Samples {
  readonly rates: number[]
  /** Milliseconds of the server's processor for each of what was done. */
  readonly cpu: number[]
}

const steps = async (
  { say, rounds = 3 }: BenchContext,
  generator: Generator,
  servers: readonly NntpServer[],
): Promise<Row[]> => {
  const rows: Row[] = []
  for (const kind of Object.keys(STEPS) as StepName[]) {
    const results = new Map<NntpServerName, Samples>(servers.map(({ name }) => [name, { rates: [], cpu: [] }]))
    for (let round = 1; round <= rounds; round += 1) {
      for (const server of servers) {
        say(`${server.name}: ${STEPS[kind].measured}, round ${round} of ${rounds}`)
        const isPost = kind === 'post'
        const posted = Math.floor((ARTICLES * (round - 1)) / rounds)
        const articles = isPost ? Math.floor((ARTICLES * round) / rounds) : ARTICLES
        const before = cpuOf(server)
        const started = performance.now()
        const report = await generator.run(server, { kind, articles, posted })
        const { rate = Number.NaN } = report
        const done = isPost ? articles - posted : (rate * (performance.now() - started)) / 1000
        results.get(server.name)?.rates.push(rate)
        results.get(server.name)?.cpu.push(((cpuOf(server) - before) * 1000) / done)
        say(`  ${Math.round(rate)} ${STEPS[kind].unit}`)
      }
    }
    rows.push(...rowsOf(kind, results))
  }
  return rows
}

const rowsOf = (kind: StepName, results: ReadonlyMap<NntpServerName, Samples>): Row[] => {
  const { measured, unit } = STEPS[kind]
  const medians = [...results].map(([name, { rates, cpu }]) => ({
    ...{ name, rate: percentile(rates, 0.5), cpu: percentile(cpu, 0.5) },
  }))
  const rows = medians.map(({ name, rate }): Row => ({ measured: `${name}, ${measured}`, value: rate, unit }))
  const [own, ...others] = medians
  if (own === undefined) return rows
  // INN starts a program for each reader and lets go of it: what that took is no longer to be seen.
  rows.push({ measured: `samband, ${measured}: processor`, value: own.cpu * 1000, unit: 'µs each' })
  if (others.length === 0) return rows
  const best = Math.max(...others.map(({ rate }) => rate))
  const target = { atLeast: kind === 'visit' ? 10 : 1.5 }
  return [...rows, { measured: `samband : inn's better, ${measured}`, value: own.rate / best, unit: 'x', target }]
}

const cpuOf = (server: NntpServer): number => server.pids().reduce((sum, pid) => sum + cpuSeconds(pid), 0)

const besides = async ({ say }: BenchContext, generator: Generator, own: NntpServer): Promise<Row[]> => {
  say('samband: a reader beside one who is given 1,000,000 overview lines')
  const { alone = 0, meanwhile = 0, seconds = 0 } = await generator.run(own, { kind: 'beside', articles: ARTICLES })
  const what = 'ARTICLE beside 1,000,000 lines of OVER'
  return [
    { measured: `samband, ${what}: p99 alone`, value: alone, unit: 'ms' },
    { measured: `samband, ${what}: p99 meanwhile`, value: meanwhile, unit: 'ms', target: { atMost: alone + 20 } },
    { measured: `samband, 1,000,000 lines of OVER beside it`, value: seconds, unit: 's' },
  ]
}

/** Of a daemon that has just been started: what it keeps in its caches after a load is another matter. */
const idle = async ({ say, folder }: BenchContext, generator: Generator): Promise<Row[]> => {
  say(`samband: ${IDLE_READERS} idle readers`)
  const fresh = await startNntpServer('samband', { stateFolder: join(folder, 'idle'), preload: null })
  try {
    const [pid = 0] = fresh.pids()
    const before = residentMib(pid)
    let after = Number.NaN
    await generator.run(fresh, { kind: 'idle', articles: ARTICLES, connections: IDLE_READERS }, () => {
      after = residentMib(pid)
    })
    const what = `samband, ${IDLE_READERS} idle readers`
    return [
      { measured: `${what}: resident in all`, value: after, unit: 'MiB', target: { atMost: 150 } },
      { measured: `${what}: each`, value: ((after - before) * 1024) / IDLE_READERS, unit: 'KiB' },
    ]
  } finally {
    await fresh.stop()
  }
}

/**
 * For the generator and for INN: a client whose kernel puts ACKs off, as ours would, gets 84 articles a second from a
 * server that writes an answer in pieces without TCP_NODELAY, and INN's own programs wait for each other in that way.
 * So this favours INN.
 */
const compileQuickAcks = ({ say }: BenchContext): string | null => {
  // INN runs as another user, who must be able to read it.
  const folder = mkdtempSync(join(tmpdir(), 'samband-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  const library = join(folder, 'quick-acks.so')
  const source = join(PROJECT_ROOT, 'scripts/bench/quick-acks.c')
  if (spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', library, source, '-ldl']).status === 0) return library
  say('without gcc nobody acknowledges at once: INN, which writes in pieces, looks slower than it is')
  return null
}

/** Starts the load in a process of its own, one for each step. */
class Generator {
  readonly #environment: NodeJS.ProcessEnv

  constructor(preload: string | null) {
    this.#environment = preload === null ? process.env : { ...process.env, LD_PRELOAD: preload }
  }

  async run(
    server: NntpServer,
    order: Pick<NntpOrder, 'kind' | 'articles'> & Partial<NntpOrder>,
    atEnd: () => void = () => {},
  ): Promise<NntpReport> {
    const child = fork(new URL('nntp-load.js', import.meta.url), { env: this.#environment })
    child.send({ ...server.login, connections: CONNECTIONS, seconds: 3, ...order })
    const report = await new Promise<NntpReport>((resolve, reject) => {
      child.on('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
      child.on('message', (message) => {
        if (typeof message === 'string') reject(new Error(`${server.name}: ${message}`))
        else resolve(message as NntpReport)
      })
    })
    atEnd()
    child.disconnect()
    await once(child, 'exit')
    return report
  }
}
