// The daemon: reads the configuration, opens the app, obeys signals.

import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { DoorError, openApp } from './app.ts'
import { ConfigError, loadConfig } from './config.ts'
import { greeting } from './greeting.ts'
import { WorldFileError } from './house/world-files.ts'
import { ScreenFileError } from './screens/screen-files.ts'
import { StateFolderError } from './state-folder.ts'
import { NewerStore } from './storage/migrate.ts'

const EXIT_WRONG = 2
const STOP_MS = 10_000

/** What the one who started us can mend is one line and exit code 2; the rest is a bug and shows its stack. */
const giveUp = (error: unknown): never => {
  const kinds = [ConfigError, DoorError, ScreenFileError, StateFolderError, WorldFileError, NewerStore]
  const known = kinds.some((kind) => error instanceof kind)
  if (!known && !(error instanceof TypeError && 'code' in error)) throw error
  console.error(`samband: ${error instanceof Error ? error.message : String(error)}`)
  return process.exit(EXIT_WRONG)
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { config: { type: 'string', short: 'c' } } })
  const config = loadConfig(values.config ?? null, process.env)
  const log = pino({ level: config.log.level }, pino.destination({ dest: 2, sync: true }))
  const app = await openApp(config, {
    log,
    onBroken: (error) => {
      log.fatal({ err: error }, 'the store failed to commit; nothing of that turn was said; stopping')
      process.exit(1)
    },
    cloning: process.env['SAMBAND_LINK'] === 'clone',
  })
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_MS).unref()
    app.close('The house closes for a moment. Come back soon.').then(() => process.exit(0), giveUp)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A renewed certificate, without dropping a connection.
  process.on('SIGHUP', () => {
    for (const { gateway } of app.doors) gateway.rehash?.()
  })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught')
    process.exit(1)
  })
  process.stdout.write(greeting(config, app))
}

main().catch(giveUp)
