// Where the daemon's time goes while it is measured (`--profile`). Loaded into the daemon with `--import`: a SIGUSR2
// profiles the next seconds and writes down each function's share of the time.

import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

const FILE = 'BENCH_PROFILE'
const SECONDS = 2
const MICROSECONDS = 500

export interface Share {
  /** A function and its file; native ones have no file: `run` is a statement or COMMIT of SQLite, `writeBuffer` a write. */
  readonly place: string
  /** Of all the time, waiting counted: 0 to 1. */
  readonly share: number
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
    readonly children?: readonly number[] | undefined
  }[]
  readonly samples?: readonly number[] | undefined
  readonly timeDeltas?: readonly number[] | undefined
}

/** With all that it calls, so that COMMIT and the parts of a command can be told apart. */
const sharesOf = ({ nodes, samples = [], timeDeltas = [] }: Profile): readonly Share[] => {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const places = new Map(
    nodes.map(({ id, callFrame: { functionName, url } }) => {
      const file = url.split('/').slice(-2).join('/')
      return [id, `${functionName === '' ? '(anonymous)' : functionName} ${file}`.trim()]
    }),
  )
  const spent = new Map<string, number>()
  let all = 0
  for (const [index, sample] of samples.entries()) {
    const time = timeDeltas[index] ?? 0
    all += time
    const seen = new Set<string>()
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) seen.add(places.get(id) ?? '')
    for (const place of seen) spent.set(place, (spent.get(place) ?? 0) + time)
  }
  return [...spent].map(([place, time]) => ({ place, share: time / all })).sort((a, b) => b.share - a.share)
}

const profile = (file: string): void => {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS })
  session.post('Profiler.start')
  setTimeout(() => {
    session.post('Profiler.stop', (_, { profile: taken }) => {
      writeFileSync(file, JSON.stringify(sharesOf(taken)))
      session.disconnect()
    })
  }, SECONDS * 1000)
}

const file = process.env[FILE]
if (file !== undefined) process.on('SIGUSR2', () => profile(file))
