// A house with its NNTP door alone, for conversations with the gateway: real store, real sockets, a certificate, and
// timings that a test can shorten. With SAMBAND_LINK=clone in the environment it speaks to the core over that link.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../config.ts'
import type { Core, CoreLink } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'
import { createNntpGateway, type NntpGateway, type NntpGatewayOptions } from '../gateways/nntp/gateway.ts'
import { type House, openHouse } from '../house.ts'
import { makeCertificate } from './certificate.ts'
import { type Conversation, openConversation } from './conversation.ts'

export interface NntpHouseOptions {
  /** Settings as environment variables without their prefix, as in world.ts. */
  readonly settings?: Readonly<Record<string, string>>
  /** A configuration file, for what no environment variable can say. */
  readonly toml?: string
  readonly gateway?: Partial<NntpGatewayOptions>
  /** No TLS at all. */
  readonly withoutCertificate?: boolean
  /** What the gateway is given instead of the house's own link: to make a call fail, say. */
  readonly link?: (link: CoreLink) => CoreLink
}

export interface NntpHouse {
  readonly house: House
  readonly gateway: NntpGateway
  readonly core: Core
  /** A session that acts as sysop. */
  readonly console: SessionId
  addAccount(name: string, role?: 'member' | 'moderator' | 'sysop'): Promise<void>
  /** A session of another face, signed in. */
  enter(name: string): Promise<SessionId>
  /** Connects and has read the greeting. */
  connect(options?: { secure?: boolean }): Promise<Conversation>
  /** Connects and logs in; makes the account when there is none. */
  logIn(name: string): Promise<Conversation>
  /** Fills a board with archive articles `<1@test>` … `<count@test>`; makes the board when there is none. */
  fill(board: string, count: number): Promise<void>
  close(): Promise<void>
}

export const passwordOf = (name: string): string => `password of ${name}`

export const openNntpHouse = async (options: NntpHouseOptions = {}): Promise<NntpHouse> => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-nntp-'))
  const settings = Object.entries({ SERVER_STATE: folder, SERVER_HOSTNAME: 'news.test', ...options.settings })
  const file = options.toml === undefined ? null : join(folder, 'samband.toml')
  if (file !== null) writeFileSync(file, options.toml ?? '')
  const config = loadConfig(file, Object.fromEntries(settings.map(([key, value]) => [`SAMBAND_${key}`, value])))
  const log = pino({ level: 'silent' })
  const house = openHouse(config, { log, onBroken: () => {}, cloning: process.env['SAMBAND_LINK'] === 'clone' })
  const listen = { host: '127.0.0.1', port: 0 }
  const gateway = createNntpGateway({
    link: options.link?.(house.link) ?? house.link,
    ...{ log, listen: [listen], version: '0', serverName: 'news.test', motd: ['Be kind.', '.'] },
    throttle: config.limits.throttle,
    ...(options.withoutCertificate !== true && { tls: { listen, ...makeCertificate('news.test') } }),
    ...options.gateway,
  })
  await gateway.listen()
  const { core } = house.link
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  const known = new Set<string>()
  const addAccount = async (name: string, role: 'member' | 'moderator' | 'sysop' = 'member'): Promise<void> => {
    known.add(name)
    await core.accounts.add({ session, name, password: passwordOf(name), role })
  }
  const connect = async ({ secure = false } = {}): Promise<Conversation> => {
    const conversation = await openConversation({ port: secure ? gateway.tlsPort : gateway.port, secure })
    await conversation.script('= 200 news.test *')
    return conversation
  }
  return {
    ...{ house, gateway, core, console: session, addAccount, connect },
    enter: async (name) => {
      if (!known.has(name)) await addAccount(name)
      const id = await core.sessions.open({ face: 'ssh', address: '192.0.2.1', secure: true })
      await core.accounts.signIn({ session: id, name, password: passwordOf(name) })
      return id
    },
    logIn: async (name) => {
      if (!known.has(name)) await addAccount(name)
      const conversation = await connect()
      await conversation.script(`> AUTHINFO USER ${name}`, '= 381 *', `> AUTHINFO PASS ${passwordOf(name)}`, '= 281 *')
      return conversation
    },
    fill: async (board, count) => {
      const boards = await core.boards.list({ session })
      if (!boards.some(({ name }) => name === board)) await core.boards.add({ session, board, description: 'Trials' })
      for (let first = 1; first <= count; first += 200) {
        const numbers = Array.from({ length: Math.min(200, count - first + 1) }, (_, each) => first + each)
        await core.boards.import({ session, board, articles: numbers.map((number) => articleOf(number)) })
      }
    },
    close: async () => {
      await gateway.close('the test is over')
      await house.settle()
      house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const articleOf = (number: number): Buffer =>
  Buffer.from(
    [
      'Path: elsewhere!not-for-mail',
      `From: Poster ${number} <p${number}@example.net>`,
      'Newsgroups: test.a',
      `Subject: Article ${number}`,
      `Date: Thu, 01 Jan 2026 00:00:${String(number % 60).padStart(2, '0')} +0000`,
      `Message-ID: <${number}@test>`,
      ...(number % 10 === 1 ? [] : [`References: <${number - 1}@test>`]),
      'X-Odd: caf\xe9',
      'Xref: elsewhere test.a:99',
      '',
      `This is number ${number}.`,
      '.a line that begins with a dot',
      '',
    ].join('\r\n'),
    'latin1',
  )
