// `npm run restore -- FILE`: puts a backup in the place of what is there. Refuses while a daemon is running, and keeps
// what was there.

import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { ConfigError, loadConfig } from '../server/config.ts'
import { PROJECT_ROOT } from '../server/root.ts'
import { openStateFolder, type StateFolder, StateFolderError } from '../server/state-folder.ts'
import { BackupError, type Keepsakes, restoreBackup } from '../server/storage/backup.ts'
import { listMigrations } from '../server/storage/migrate.ts'

const program = new Command('restore')
  .description('Puts a backup in the place of what is there; what was there is kept beside it.')
  .argument('<file>', 'the backup')
  .option('-c, --config <file>', 'the TOML file the daemon is started with')
  .showHelpAfterError()

const run = (file: string, { config }: { config?: string }): void => {
  process.umask(0o077)
  // Owning the folder is what says that no daemon is running on it.
  const state = openStateFolder(resolve(PROJECT_ROOT, loadConfig(config ?? null, process.env).server.state))
  try {
    const { database } = state
    const asideAs = existsSync(database) ? `${database}.before-${Date.now()}` : null
    const newestShape = listMigrations(join(PROJECT_ROOT, 'server/storage/migrations')).length
    const keepsakes = restoreBackup({ file: resolve(file), store: database, asideAs, newestShape })
    putBack(state, keepsakes)
    console.log(`Restored from ${file} into ${state.path}.`)
    if (asideAs !== null) console.log(`What was there before is ${asideAs}; remove it when you are content.`)
  } finally {
    state.release()
  }
}

const putBack = (state: StateFolder, keepsakes: Keepsakes): void => {
  for (const [name, octets] of keepsakes) {
    // Names come out of a file; none may lead out of the folder.
    if (!/^[\w-][\w.-]*$/.test(name))
      throw new BackupError(`the backup holds a file with the name ${JSON.stringify(name)}`)
    const place = join(state.path, name)
    rmSync(place, { force: true })
    writeFileSync(place, octets, { mode: 0o600, flush: true })
  }
}

const complain = (error: unknown): void => {
  process.exitCode = 2
  const isKnown = [ConfigError, BackupError, StateFolderError].some((kind) => error instanceof kind)
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (isKnown) console.error(`restore: ${(error as Error).message}`)
  else if (error instanceof Error && 'code' in error) console.error(`restore: ${error.message} (${error.code})`)
  else throw error
}

try {
  program.action(run).parse()
} catch (error) {
  complain(error)
}
