// News: articles posted and read over NNTP by four connections, the real daemon, and a load generator in a process of
// its own (nntp-load.ts). Every posted article is on disk before its 240.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { connectCore } from '../connect.ts'
import type { Bench, BenchContext, Row } from './bench.ts'
import { cpuSeconds, residentMib } from './machine.ts'
import type { NntpFigure, NntpOrder } from './nntp-load.ts'

const GROUP = 'bench.news'
const ARTICLES = 20_000
const CONNECTIONS = 4
const PASSWORD = 'a password for the bench'

/** What we demand on two cores. */
const TARGETS: Readonly<Record<string, number>> = {
  POST: 1500,
  'OVER in windows of 10,000': 150_000,
  'ARTICLE by number, 50 in flight': 8000,
  GROUP: 20_000,
}

export const nntp: Bench = {
  name: 'nntp',
  what: `${ARTICLES} articles of 1.9 kB posted and read over NNTP by ${CONNECTIONS} connections`,
  run: async ({ folder, say }: BenchContext) => {
    const [port = 0] = await freePorts(1)
    const stateFolder = join(folder, 'state')
    const daemon = startDaemon({ stateFolder, settings: { NNTP_PORT: String(port), LIMITS_THROTTLE: 'false' } })
    try {
      await daemon.ready
      await prepare(stateFolder)
      say('posting and reading')
      const { pid = 0 } = daemon.child
      const before = cpuSeconds(pid)
      const figures = await load({
        ...{ port, group: GROUP, name: 'bench', password: PASSWORD },
        ...{ articles: ARTICLES, connections: CONNECTIONS, seconds: 4 },
      })
      const rows = figures.map((figure): Row => {
        const target = TARGETS[figure.measured]
        return target === undefined ? figure : { ...figure, target: { atLeast: target } }
      })
      return [
        ...rows,
        { measured: "server's processor in all", value: cpuSeconds(pid) - before, unit: 's' },
        { measured: 'resident at the end', value: residentMib(pid), unit: 'MiB' },
      ]
    } finally {
      await daemon.end('SIGKILL')
    }
  },
}

const prepare = async (stateFolder: string): Promise<void> => {
  const { core, session, close } = await connectCore(null, { SAMBAND_SERVER_STATE: stateFolder })
  await core.boards.add({ session, board: GROUP, description: 'For the bench' })
  await core.accounts.add({ session, name: 'bench', password: PASSWORD })
  await close()
}

const load = async (order: NntpOrder): Promise<readonly NntpFigure[]> => {
  const generator = fork(new URL('nntp-load.js', import.meta.url))
  generator.send(order)
  const figures = await new Promise<readonly NntpFigure[]>((resolve, reject) => {
    generator.on('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    generator.on('message', (message) => {
      if (typeof message === 'string') reject(new Error(message))
      else resolve(message as readonly NntpFigure[])
    })
  })
  generator.disconnect()
  await once(generator, 'exit')
  return figures
}
