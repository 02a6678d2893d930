// `npm run backup [-- FILE]`: everything that lasts as one file, checked, whether or not the daemon is running.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ConfigError, loadConfig } from '../server/config.ts'
import { PROJECT_ROOT } from '../server/root.ts'
import { stateFiles } from '../server/state-folder.ts'
import { BackupError, type Keepsakes, writeBackup } from '../server/storage/backup.ts'

interface Options {
  readonly config?: string
  readonly keep?: number
}

const KEEPSAKE_OCTETS = 64 * 1024

const program = new Command('backup')
  .description(
    'Writes everything that lasts into one file: the database, the host key, the secrets. Keep it somewhere else.',
  )
  .argument('[file]', 'what to write; by default backups/samband-TIME.db in the state folder')
  .option('-k, --keep <count>', 'of the backups in the state folder, keep only so many', parseCount)
  .option('-c, --config <file>', 'the TOML file the daemon is started with')
  .showHelpAfterError()

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('a number from 1 up')
  return Number(text)
}

const run = (named: string | undefined, { config, keep }: Options): void => {
  process.umask(0o077)
  const started = performance.now()
  const folder = resolve(PROJECT_ROOT, loadConfig(config ?? null, process.env).server.state)
  const shelf = join(folder, 'backups')
  const file = named === undefined ? join(shelf, `samband-${timestamp()}.db`) : resolve(named)
  const { database } = stateFiles(folder)
  if (!existsSync(database)) throw new BackupError(`there is nothing to back up in ${folder}`)
  if (named === undefined) mkdirSync(shelf, { recursive: true })
  writeBackup(database, file, readKeepsakes(folder))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${file}: ${(statSync(file).size / 1_048_576).toFixed(1)} MiB, checked, in ${seconds} s.`)
  if (keep !== undefined) discardOlder(shelf, keep)
}

/** `2026-07-14T21-03-09Z`: sorts by time, and is a file name everywhere. */
const timestamp = (): string =>
  new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')

/** Keys and secrets: every small file in the state folder that is not the database, the lock or left unfinished. */
const readKeepsakes = (folder: string): Keepsakes => {
  const names = readdirSync(folder).filter((name) => {
    const stat = statSync(join(folder, name))
    const isOther = /^(samband\.db|lock)|\.(new|unfinished)$/.test(name)
    return stat.isFile() && stat.size <= KEEPSAKE_OCTETS && !isOther
  })
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
}

const discardOlder = (shelf: string, keep: number): void => {
  const ours = readdirSync(shelf).filter((name) => /^samband-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/.test(name))
  for (const name of ours.sort().slice(0, -keep)) {
    rmSync(join(shelf, name))
    console.log(`${basename(name)}: discarded.`)
  }
}

const complain = (error: unknown): void => {
  process.exitCode = 2
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (error instanceof ConfigError || error instanceof BackupError) console.error(`backup: ${error.message}`)
  else if (error instanceof Error && 'code' in error) console.error(`backup: ${error.message} (${error.code})`)
  else throw error
}

try {
  program.action(run).parse()
} catch (error) {
  complain(error)
}
