// The composition root: the house with its gateways. It decides which doors are open, and in which order they open
// and close.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from './config.ts'
import type { CoreLink } from './core/contract.ts'
import { createConsoleGateway } from './gateways/console/gateway.ts'
import type { Gateway, ListenAddress, Log } from './gateways/gateway.ts'
import { createIrcGateway } from './gateways/irc/gateway.ts'
import { createSshGateway } from './gateways/ssh/gateway.ts'
import { makeHostKey } from './gateways/ssh/host-key.ts'
import { createWebGateway } from './gateways/web/gateway.ts'
import { type House as CoreHouse, openHouse } from './house.ts'
import { dataPath, PROJECT_ROOT } from './root.ts'
import { type House, openCaller } from './screens/caller.ts'
import { VERSION } from './version.ts'
import { waysIn } from './ways-in.ts'

export interface App {
  readonly core: CoreHouse
  /** The doors that are open. Ports are the real ones, also where the configuration says 0 in tests. */
  readonly doors: readonly Door[]
  /** Says goodbye on every face, commits, closes the store. */
  close(reason: string): Promise<void>
}

export interface Door {
  readonly name: 'ssh' | 'web' | 'irc' | 'console'
  readonly gateway: Gateway
}

/** A door that would not open: which one, and the system's word for why. */
export class DoorError extends Error {
  readonly code: string

  constructor(door: string, address: ListenAddress, error: unknown) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const where = `${address.host}:${address.port}`
    super(code === 'EADDRINUSE' ? `${door}: ${where} is already in use` : `${door}: cannot open ${where} (${code})`)
    this.code = code
  }
}

export interface AppOptions {
  readonly log: Log
  readonly onBroken: (error: unknown) => void
  readonly cloning?: boolean
  /** Doors with port 0 open on a free port instead of staying shut: for tests. */
  readonly anyPort?: boolean
}

/** @throws StateFolderError, NewerStore, DoorError */
export const openApp = async (config: Config, options: AppOptions): Promise<App> => {
  const core = openHouse(config, options)
  const doors: Door[] = []
  const close = async (reason: string): Promise<void> => {
    await Promise.all(doors.map((door) => door.gateway.close(reason)))
    core.close()
  }
  try {
    for (const plan of planDoors(config, core, options)) {
      if (plan.address.port === 0 && options.anyPort !== true && plan.name !== 'console') continue
      const gateway = plan.open()
      try {
        await gateway.listen()
      } catch (error) {
        throw new DoorError(plan.name, plan.address, error)
      }
      doors.push({ name: plan.name, gateway })
    }
  } catch (error) {
    await close('')
    throw error
  }
  const stopWatch = watchDisk(core, config.limits.free_disk_mib, options.log)
  return {
    core,
    doors,
    close: async (reason) => {
      stopWatch()
      await close(reason)
    },
  }
}

interface Plan {
  readonly name: Door['name']
  readonly address: ListenAddress
  readonly open: () => Gateway
}

const planDoors = (config: Config, core: CoreHouse, { log }: AppOptions): readonly Plan[] => {
  const { link } = core
  const { throttle } = config.limits
  const { listen } = config.server
  const house: House = { name: config.server.name, ways: waysIn(config), dataFolder: dataPath() }
  const irc = { host: config.irc.listen === '' ? '127.0.0.1' : config.irc.listen, port: config.irc.port }
  const ssh = { host: listen, port: config.ssh.port }
  const web = { host: listen, port: config.web.port }
  return [
    {
      ...{ name: 'console' as const, address: { host: core.state.consoleSocket, port: 0 } },
      open: () => createConsoleGateway({ link, log, socket: core.state.consoleSocket }),
    },
    { name: 'irc', address: irc, open: () => openIrc(config, link, log, irc) },
    {
      ...{ name: 'ssh' as const, address: ssh },
      open: () => {
        const hostKey = core.state.secret('ssh_host_ed25519_key', makeHostKey)
        return createSshGateway({ link, log, listen: ssh, hostKey, house, throttle, openCaller })
      },
    },
    {
      ...{ name: 'web' as const, address: web },
      open: () => {
        const { origins, proxies } = config.web
        const assetsFolder = resolve(PROJECT_ROOT, 'dist/clients/web')
        return createWebGateway({ link, log, listen: web, house, throttle, openCaller, origins, proxies, assetsFolder })
      },
    },
  ]
}

const openIrc = (config: Config, link: CoreLink, log: Log, clear: ListenAddress): Gateway => {
  const { certificate, key } = config.tls
  const secure = {
    host: config.irc.listen === '' ? config.server.listen : config.irc.listen,
    port: config.irc.tls_port,
  }
  const tls =
    certificate === '' || secure.port === 0
      ? {}
      : { tls: { listen: secure, certificate: readFileSync(certificate), key: readFileSync(key) } }
  return createIrcGateway({
    ...{ link, log, listen: [clear], ...tls, throttle: config.limits.throttle, password: config.irc.password },
    ...{ serverName: config.server.hostname, networkName: config.server.name.replace(/\s/g, ''), version: VERSION },
    motd: readFileSync(dataPath('motd.txt'), 'utf8').trimEnd().split('\n'),
  })
}

const WATCH_MS = 5000
const IDLE_CHECKPOINT_MS = 300_000
const DAY_MS = 86_400_000

/** Keeps an eye on free space (writing stops below the floor, and comes back by itself) and tidies the store. */
const watchDisk = (core: CoreHouse, floorMib: number, log: Log): (() => void) => {
  const look = (): void => {
    const writable = core.state.freeMib() >= floorMib
    if (writable !== core.store.journal.writable) log.warn({ writable, floorMib }, 'free disk space')
    core.store.journal.writable = writable
  }
  look()
  const timers = [
    setInterval(look, WATCH_MS),
    setInterval(() => core.store.checkpoint(), IDLE_CHECKPOINT_MS),
    setInterval(() => core.store.optimize(), DAY_MS),
  ]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
