// An archive filed by `npm run import`, start of the program and reading of the file included.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../server/root.ts'
import { writeArchive } from './archive.ts'
import type { Bench } from './bench.ts'

const ARTICLES = 20_000

export const importing: Bench = {
  name: 'import',
  what: `${ARTICLES} articles from an mbox file into a board`,
  run: async ({ folder }) => {
    const archive = join(folder, 'archive.mbox')
    writeArchive(archive, ARTICLES)
    const seconds = await importArchive(archive, join(folder, 'state'))
    return [{ measured: 'articles filed', value: ARTICLES / seconds, unit: 'articles/s', target: { atLeast: 5000 } }]
  },
}

/** Runs the import without a daemon. Resolves with the seconds it took. @throws Error with what it said */
export const importArchive = async (archive: string, stateFolder: string): Promise<number> => {
  const started = performance.now()
  const program = join(PROJECT_ROOT, 'dist/scripts/import.js')
  const child = spawn(process.execPath, [program, archive, '--board', 'bench.archive', '--create'], {
    env: { ...process.env, SAMBAND_SERVER_STATE: stateFolder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said.slice(-1000)}`)
  return (performance.now() - started) / 1000
}
