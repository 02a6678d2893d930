// The doors of the faces made of lines, IRC, news and the MUD: where they listen, with which certificate, and what they say first.

import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { CoreLink } from '../core/contract.ts'
import { dataFile } from '../data-folders.ts'
import type { Gateway, Log } from '../gateways/gateway.ts'
import {
  CLASS_NAMES,
  type ClassName,
  type ConnectionClasses,
  DEFAULT_CLASSES,
  readClass,
} from '../gateways/irc/classes.ts'
import { createIrcGateway, type IrcGateway } from '../gateways/irc/gateway.ts'
import { makeVapidKeys, type VapidKeys } from '../gateways/irc/push/courier.ts'
import { createNntpGateway } from '../gateways/nntp/gateway.ts'
import type { NewsLists } from '../gateways/nntp/house.ts'
import { createTelnetGateway, type TelnetGateway } from '../gateways/telnet/gateway.ts'
import type { House } from '../screens/house.ts'
import type { StateFolder } from '../state-folder.ts'
import { VERSION } from '../version.ts'

export interface LineDoor {
  readonly config: Config
  readonly link: CoreLink
  readonly log: Log
  readonly state: Pick<StateFolder, 'secret'>
  /** A port of 0 is any free port, not a closed door. */
  readonly anyPort: boolean
}

export const hasTls = (config: Config, { tls_port }: { readonly tls_port: number }): boolean =>
  tls_port !== 0 && config.tls.certificate !== ''

/** @param rehashOthers what REHASH reads again besides this door's certificate; says what came of it */
export const openIrc = (
  { config, link, log, anyPort, state }: LineDoor,
  rehashOthers: () => readonly string[],
): IrcGateway => {
  const { secure, ...face } = lineFace(config, config.irc, 'motd.txt', anyPort)
  return createIrcGateway({
    ...{ link, log, ...face, password: config.irc.password, rehashOthers },
    push: { keys: vapidKeys(state), subject: `mailto:postmaster@${config.server.hostname}` },
    gateways: { addresses: config.irc.gateways, password: config.irc.webirc_password },
    ...(hasTls(config, config.irc) && {
      tls: { listen: secure, ...readTls(config), reread: () => readTls(config), stsDays: config.irc.sts_days },
    }),
    networkName: config.server.name.replace(/\s/g, ''),
    icon: config.irc.icon,
    classes: classesOf(config),
  })
}

/** Made at the first start; subscriptions hold for these keys alone. */
const vapidKeys = (state: LineDoor['state']): VapidKeys =>
  JSON.parse(state.secret('vapid_key.json', () => JSON.stringify(makeVapidKeys()))) as VapidKeys

/** The configuration has been read: what stands there can be read as classes. */
const classesOf = ({ irc }: Config): Partial<ConnectionClasses> => {
  const written: Record<ClassName, string> = {
    unregistered: irc.class_unregistered,
    guest: irc.class_guest,
    account: irc.class_account,
    operator: irc.class_operator,
    gateway: irc.class_gateway,
  }
  return Object.fromEntries(CLASS_NAMES.map((name) => [name, readClass(name, written[name]) ?? DEFAULT_CLASSES[name]]))
}

export const openNntp = ({ config, link, log, anyPort }: LineDoor): Gateway => {
  const { secure, ...face } = lineFace(config, config.nntp, 'motd-news.txt', anyPort)
  const { certificate } = config.tls
  return createNntpGateway({
    ...{ link, log, ...face, lists: newsLists(config.nntp) },
    // STARTTLS needs no port of its own.
    ...(certificate !== '' && {
      tls: {
        ...{ ...readTls(config), reread: () => readTls(config) },
        ...(config.nntp.tls_port !== 0 && { listen: secure }),
      },
    }),
  })
}

const newsLists = ({ subscriptions, moderators, distributions, distrib_pats }: Config['nntp']): NewsLists => ({
  ...{ subscriptions, moderators, distributions, distribPats: distrib_pats },
})

const readTls = ({ tls }: Config): { certificate: Buffer; key: Buffer } => ({
  certificate: readFileSync(tls.certificate),
  key: readFileSync(tls.key),
})

/** What the two have in common. Clear text stays on loopback unless the face's own `listen` says otherwise. */
const lineFace = (config: Config, face: Config['irc'] | Config['nntp'], motd: string, anyPort: boolean) => ({
  listen:
    face.port === 0 && !anyPort ? [] : [{ host: face.listen === '' ? '127.0.0.1' : face.listen, port: face.port }],
  secure: { host: face.listen === '' ? config.server.listen : face.listen, port: face.tls_port },
  throttle: config.limits.throttle,
  serverName: config.server.hostname,
  version: VERSION,
  motd: readFileSync(dataFile(config, motd), 'utf8').trimEnd().split('\n'),
})

export const openTelnet = ({ config, link, log, anyPort }: LineDoor, house: House): TelnetGateway => {
  const { listen, port, tls_port } = config.telnet
  return createTelnetGateway({
    ...{ link, log, house, version: VERSION, throttle: config.limits.throttle },
    listen: port === 0 && !anyPort ? [] : [{ host: listen === '' ? '127.0.0.1' : listen, port }],
    ...(hasTls(config, config.telnet) && {
      tls: {
        ...{ ...readTls(config), reread: () => readTls(config) },
        listen: { host: listen === '' ? config.server.listen : listen, port: tls_port },
      },
    }),
  })
}
