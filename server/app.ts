// The composition root: the house with its gateways. It decides which doors are open, and in which order they open
// and close.

import { resolve } from 'node:path'
import type { Config } from './config.ts'
import { dataFolders } from './data-folders.ts'
import { watchDisk } from './disk-watch.ts'
import { watchExpiry } from './expiry-watch.ts'
import { createConsoleGateway } from './gateways/console/gateway.ts'
import type { Gateway, Log } from './gateways/gateway.ts'
import type { IrcGateway } from './gateways/irc/gateway.ts'
import { createSshGateway } from './gateways/ssh/gateway.ts'
import { hostKeyFingerprint, makeHostKey } from './gateways/ssh/host-key.ts'
import type { TelnetGateway } from './gateways/telnet/gateway.ts'
import { createWebGateway } from './gateways/web/gateway.ts'
import { guidesOf } from './guides.ts'
import { hasTls, openIrc, openNntp, openTelnet } from './house/line-doors.ts'
import { openLinks } from './house/peer-links.ts'
import { type House as CoreHouse, openHouse } from './house.ts'
import { PROJECT_ROOT } from './root.ts'
import { type House, openCaller } from './screens/caller.ts'
import { readScreenFiles } from './screens/screen-files.ts'
import { VERSION } from './version.ts'
import { waysIn, webBase } from './ways-in.ts'

export interface App {
  readonly core: CoreHouse
  /** The doors that are open. Ports are the real ones, also where the configuration says 0 in tests. */
  readonly doors: readonly Door[]
  /** Of the SSH host key, as ssh shows it at a first connection. */
  readonly fingerprint: string
  /** Says goodbye on every face, commits, closes the store. */
  close(reason: string): Promise<void>
}

export interface Door {
  readonly name: 'ssh' | 'web' | 'irc' | 'nntp' | 'telnet' | 'console'
  readonly gateway: Gateway
}

/** A door that would not open: which one, where, and the system's word for why. */
export class DoorError extends Error {
  constructor(door: string, error: unknown) {
    const { code, address, port, message } = error as Error & { code?: string; address?: string; port?: number }
    const where = address === undefined ? door : `${door}: ${address}${port === undefined ? '' : `:${port}`}`
    super(code === 'EADDRINUSE' ? `${where} is already in use` : `${where} cannot be opened (${message})`)
  }
}

export interface AppOptions {
  readonly log: Log
  readonly onBroken: (error: unknown) => void
  readonly cloning?: boolean
  /** Doors with port 0 open on a free port instead of staying shut: for tests. */
  readonly anyPort?: boolean
  /** How patient the connections to peers are: for tests. */
  readonly peerTimings?: Parameters<typeof openLinks>[3]
}

/** @throws StateFolderError, NewerStore, DoorError, ScreenFileError */
export const openApp = async (config: Config, options: AppOptions): Promise<App> => {
  readScreenFiles(dataFolders(config))
  const core = openHouse(config, options)
  const doors: Door[] = []
  const close = async (reason: string): Promise<void> => {
    await Promise.all(doors.map((door) => door.gateway.close(reason)))
    // The last sessions end while the store is still there.
    await core.settle()
    core.close()
  }
  try {
    for (const plan of planDoors(config, core, options)) {
      if (plan.isShut && options.anyPort !== true) continue
      doors.push({ name: plan.name, gateway: await openDoor(plan) })
    }
  } catch (error) {
    await close('')
    throw error
  }
  const links = await openLinks(config, core.link, core.log, options.peerTimings)
  const stopWatch = watchDisk(core, config.limits.free_disk_mib, core.log)
  const stopExpiry = watchExpiry(core, core.log)
  return {
    ...{ core, doors, fingerprint: hostKeyFingerprint(hostKeyOf(core)) },
    close: async (reason) => {
      stopWatch()
      stopExpiry()
      await links.close()
      await close(reason)
    },
  }
}

interface Plan {
  readonly name: Door['name']
  /** Its port is 0. */
  readonly isShut: boolean
  readonly open: () => Gateway
}

/** @throws DoorError a port in use, a certificate that cannot be read */
const openDoor = async (plan: Plan): Promise<Gateway> => {
  try {
    const gateway = plan.open()
    await gateway.listen()
    return gateway
  } catch (error) {
    throw new DoorError(plan.name, error)
  }
}

const planDoors = (config: Config, core: CoreHouse, { anyPort }: AppOptions): readonly Plan[] => {
  const { link, state, log } = core
  const { throttle } = config.limits
  const host = config.server.listen
  const house: House = { name: config.server.name, ways: waysIn(config), dataFolders: dataFolders(config) }
  const face = { link, log, house, throttle, openCaller }
  const door = { config, link, log, state, anyPort: anyPort === true }
  // IRC and the MUD open before the web, and can be reached through it.
  let irc: IrcGateway | undefined
  let nntp: Gateway | undefined
  let telnet: TelnetGateway | undefined
  return [
    {
      ...{ name: 'console' as const, isShut: false },
      open: () => createConsoleGateway({ link, log, socket: state.consoleSocket }),
    },
    {
      ...{ name: 'irc' as const, isShut: config.irc.port === 0 && !hasTls(config, config.irc) },
      open: () => {
        irc = openIrc(door, () => [
          ...(nntp?.rehash?.() ?? []).map((line) => `News: ${line}`),
          ...(telnet?.rehash?.() ?? []).map((line) => `MUD: ${line}`),
        ])
        return irc
      },
    },
    {
      ...{ name: 'nntp' as const, isShut: config.nntp.port === 0 && !hasTls(config, config.nntp) },
      open: () => {
        nntp = openNntp(door)
        return nntp
      },
    },
    {
      ...{ name: 'telnet' as const, isShut: config.telnet.port === 0 && !hasTls(config, config.telnet) },
      open: () => {
        telnet = openTelnet(door, house)
        return telnet
      },
    },
    {
      ...{ name: 'ssh' as const, isShut: config.ssh.port === 0 },
      open: () =>
        createSshGateway({
          ...face,
          version: VERSION,
          listen: { host, port: config.ssh.port },
          hostKey: hostKeyOf(core),
        }),
    },
    {
      ...{ name: 'web' as const, isShut: config.web.port === 0 },
      open: () => {
        const { origins, proxies, port } = config.web
        const assetsFolder = resolve(PROJECT_ROOT, 'dist/clients/web')
        const doors = [irc, telnet].flatMap((each) => each?.webDoor ?? [])
        const { hostname } = config.server
        const site = {
          address: webBase(config) ?? `http://${hostname}`,
          hostname,
          guides: guidesOf(config),
          robots: config.web.robots,
        }
        return createWebGateway({ ...face, listen: { host, port }, origins, proxies, assetsFolder, doors, site })
      },
    },
  ]
}

const hostKeyOf = ({ state }: CoreHouse): string => state.secret('ssh_host_ed25519_key', makeHostKey)
