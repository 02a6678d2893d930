// From the start of the process until every door is open.

import { join } from 'node:path'
import { freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { writeArchive } from './archive.ts'
import { type Bench, percentile, type Row } from './bench.ts'
import { importArchive } from './import.ts'

const ROUNDS = 7
const ARTICLES = 100_000

export const startup: Bench = {
  name: 'startup',
  what: 'milliseconds until all ports are open (median)',
  run: async ({ folder, say }) => {
    say('empty state')
    const firsts: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) firsts.push(await start(join(folder, `empty-${round}`)))
    const again = await median(() => start(join(folder, 'empty-0')))
    const whole = await median(() => start(join(folder, 'empty-0'), 'scripts/start.mjs'))
    say(`importing ${ARTICLES} articles`)
    const full = join(folder, 'full')
    const archive = join(folder, 'archive.mbox')
    writeArchive(archive, ARTICLES)
    await importArchive(archive, full)
    say('full state')
    const rows: Row[] = [
      { measured: 'empty state', value: percentile(firsts, 0.5), unit: 'ms', target: { atMost: 800 } },
      { measured: 'a second time', value: again, unit: 'ms' },
      { measured: 'a second `npm start`', value: whole, unit: 'ms', target: { atMost: 2000 } },
      {
        measured: `with ${ARTICLES} articles`,
        value: await median(() => start(full)),
        unit: 'ms',
        target: { atMost: 2000 },
      },
    ]
    return rows
  },
}

const median = async (measure: () => Promise<number>): Promise<number> => {
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await measure())
  return percentile(samples, 0.5)
}

const start = async (stateFolder: string, program?: string): Promise<number> => {
  const [ssh = 0, web = 0, irc = 0] = await freePorts(3)
  const settings = { SSH_PORT: String(ssh), WEB_PORT: String(web), IRC_PORT: String(irc) }
  const daemon = startDaemon({ stateFolder, settings, ...(program === undefined ? {} : { program }) })
  const milliseconds = await daemon.ready
  await daemon.end('SIGTERM')
  return milliseconds
}
