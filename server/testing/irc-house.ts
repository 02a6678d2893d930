// A house with its IRC door alone, for conversations with the gateway: real store, real sockets, and timings that a
// test can shorten. With SAMBAND_LINK=clone in the environment the gateway speaks to the core over the cloning link.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../config.ts'
import type { Core, CoreLink } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'
import { createIrcGateway, type IrcGateway, type IrcGatewayOptions } from '../gateways/irc/gateway.ts'
import { makeVapidKeys } from '../gateways/irc/push/courier.ts'
import { type House, openHouse } from '../house.ts'
import { type Conversation, openConversation } from './conversation.ts'

export interface IrcHouseOptions {
  /** Settings as environment variables without their prefix, as in world.ts. */
  readonly settings?: Readonly<Record<string, string>>
  readonly gateway?: Partial<IrcGatewayOptions>
  /** What the gateway is given instead of the house's own link: to make a call fail, say. */
  readonly link?: (link: CoreLink) => CoreLink
}

export interface IrcHouse {
  readonly house: House
  readonly gateway: IrcGateway
  readonly core: Core
  /** A session that acts as sysop. */
  readonly console: SessionId
  addAccount(name: string, role?: 'member' | 'moderator' | 'sysop'): Promise<void>
  connect(): Promise<Conversation>
  /** Connects, asks for these capabilities, and is through its welcome. With `account` it logs in. */
  enter(nick: string, options?: { caps?: string; account?: string }): Promise<Conversation>
  close(): Promise<void>
}

export const passwordOf = (name: string): string => `password of ${name}`

export const openIrcHouse = async (options: IrcHouseOptions = {}): Promise<IrcHouse> => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-irc-'))
  const settings = Object.entries({ SERVER_STATE: folder, ...options.settings })
  const config = loadConfig(null, Object.fromEntries(settings.map(([key, value]) => [`SAMBAND_${key}`, value])))
  const log = pino({ level: 'silent' })
  const house = openHouse(config, { log, onBroken: () => {}, cloning: process.env['SAMBAND_LINK'] === 'clone' })
  const gateway = createIrcGateway({
    link: options.link?.(house.link) ?? house.link,
    ...{ log, listen: [{ host: '127.0.0.1', port: 0 }], password: '', version: '0' },
    push: { keys: makeVapidKeys(), subject: 'mailto:postmaster@irc.test' },
    ...{ serverName: 'irc.test', networkName: 'Samband', throttle: config.limits.throttle, motd: ['Be kind.'] },
    ...options.gateway,
  })
  const shut = (): void => {
    house.close()
    rmSync(folder, { recursive: true, force: true })
  }
  await gateway.listen().catch((error: unknown) => {
    shut()
    throw error
  })
  const { core } = house.link
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  const connect = (): Promise<Conversation> => openConversation({ port: gateway.port })
  return {
    ...{ house, gateway, core, console: session, connect },
    addAccount: async (name, role = 'member') => {
      await core.accounts.add({ session, name, password: passwordOf(name), role })
    },
    enter: async (nick, { caps, account } = {}) => {
      const conversation = await connect()
      if (account !== undefined) conversation.send(`PASS ${account}:${passwordOf(account)}`)
      if (caps !== undefined) conversation.send('CAP LS 302', `CAP REQ :${caps}`)
      conversation.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`)
      if (caps !== undefined) conversation.send('CAP END')
      await conversation.expect('*:irc.test 376 *')
      return conversation
    },
    close: async () => {
      await gateway.close('the test is over')
      await house.settle()
      shut()
    },
  }
}
