// A whole Samband for a test: temporary state folder, free ports, real store, real gateways. With SAMBAND_LINK=clone
// in the environment every call, result and event is cloned and a turn late.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type App, type Door, openApp } from '../app.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Core } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'

export interface WorldOptions {
  /** Settings as environment variables without their prefix: `{ IRC_PASSWORD: 'x' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** A configuration file, for what no environment variable can say. */
  readonly toml?: string
  /** A state folder to open again; a fresh one that is removed at the end by default. */
  readonly stateFolder?: string
}

export interface World {
  readonly app: App
  readonly config: Config
  readonly core: Core
  /** A session of the console: acts as sysop. */
  readonly console: SessionId
  readonly stateFolder: string
  /** The port that a door has open. */
  port(door: Door['name']): number
  /** Makes an account with this password; `password of NAME` by default. */
  addAccount(name: string, options?: { password?: string; role?: 'member' | 'moderator' | 'sysop' }): Promise<void>
  /** Stops it; the state folder stays when it was given. */
  close(): Promise<void>
}

/** The password that `addAccount` gives by default. */
export const passwordOf = (name: string): string => `password of ${name}`

export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const stateFolder = options.stateFolder ?? mkdtempSync(join(tmpdir(), 'samband-test-'))
  const settings = {
    ...{ SERVER_STATE: stateFolder, LOG_LEVEL: 'error' },
    ...{ SSH_PORT: '0', WEB_PORT: '0', IRC_PORT: '0', NNTP_PORT: '0', TELNET_PORT: '0', TELNET_TLS_PORT: '0' },
    ...options.settings,
  }
  const environment = Object.entries(settings).map(([key, value]) => [`SAMBAND_${key}`, value])
  const file = options.toml === undefined ? null : join(stateFolder, 'samband.toml')
  if (file !== null) writeFileSync(file, options.toml ?? '')
  const config = loadConfig(file, Object.fromEntries(environment))
  const app = await openApp(config, {
    log: pino({ level: config.log.level }, pino.destination({ dest: 2, sync: true })),
    onBroken: (error) => {
      throw error
    },
    cloning: process.env['SAMBAND_LINK'] === 'clone',
    anyPort: true,
    peerTimings: { patience: 5000, firstRetry: 100, longestRetry: 400, poll: 100, idle: 1000 },
  })
  const { core } = app.core.link
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  return {
    ...{ app, config, core, console: session, stateFolder },
    port: (door) => {
      const open = app.doors.find(({ name }) => name === door)
      if (open === undefined) throw new Error(`the ${door} door is not open`)
      return open.gateway.port
    },
    addAccount: async (name, { password = passwordOf(name), role = 'member' } = {}) => {
      await core.accounts.add({ session, name, password, role })
    },
    close: async () => {
      await app.close('the test is over')
      if (options.stateFolder === undefined) rmSync(stateFolder, { recursive: true, force: true })
    },
  }
}
