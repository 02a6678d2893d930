// The core for a command line: of the running daemon over its console socket, or, when none runs, opened right here.

import { connect, type Socket } from 'node:net'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { type Config, loadConfig } from '../server/config.ts'
import type { Core } from '../server/core/contract.ts'
import type { SessionId } from '../server/core/ids.ts'
import { coreFrom } from '../server/core/link.ts'
import { REFUSAL_CODES, Refusal, type RefusalCode } from '../server/core/refusal.ts'
import { type ConsoleReply, encodeFrame, FrameReader } from '../server/gateways/console/frames.ts'
import { openHouse } from '../server/house.ts'
import { PROJECT_ROOT } from '../server/root.ts'
import { stateFiles } from '../server/state-folder.ts'

export interface Connection {
  readonly core: Core
  /** Acts as sysop. */
  readonly session: SessionId
  readonly config: Config
  /** Whether a daemon is running. */
  readonly live: boolean
  close(): Promise<void>
}

/** @throws ConfigError, StateFolderError, NewerStore */
export const connectCore = async (configFile: string | null, environment = process.env): Promise<Connection> => {
  const config = loadConfig(configFile, environment)
  const { consoleSocket } = stateFiles(resolve(PROJECT_ROOT, config.server.state))
  const socket = await tryConnect(consoleSocket)
  return socket === null ? openHere(config) : overSocket(socket, config)
}

const tryConnect = (path: string): Promise<Socket | null> =>
  new Promise((done) => {
    const socket = connect(path)
    socket.once('connect', () => done(socket))
    socket.once('error', () => done(null))
  })

const openHere = async (config: Config): Promise<Connection> => {
  const house = openHouse(config, {
    log: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
    onBroken: (error) => {
      console.error('samband: the store failed to commit', error)
      process.exit(1)
    },
  })
  const { core } = house.link
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  return { core, session, config, live: false, close: async () => house.close() }
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

const AREAS = [
  'sessions',
  'accounts',
  'boards',
  'news',
  'channels',
  'history',
  'moderation',
  'places',
  'groups',
  'classes',
  'order',
  'killFile',
  'search',
  'archive',
  'peering',
  'wings',
]

const overSocket = (socket: Socket, config: Config): Promise<Connection> =>
  new Promise((ready, failed) => {
    const waiting = new Map<number, Waiting>()
    const reader = new FrameReader()
    let lastId = 0
    const core = coreFrom(AREAS, (area, method, args) => {
      lastId += 1
      const id = lastId
      socket.write(encodeFrame({ id, area, method, args }))
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    })
    const close = async (): Promise<void> => void socket.end()
    socket.on('data', (chunk: Buffer) => {
      for (const value of reader.push(chunk)) {
        const reply = value as ConsoleReply
        if ('hello' in reply) ready({ core, session: reply.hello as SessionId, config, live: true, close })
        else settle(waiting, reply)
      }
    })
    const end = (error: Error): void => {
      failed(error)
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    socket.on('error', end)
    socket.on('close', () => end(new Error('the daemon closed the console')))
  })

const settle = (waiting: Map<number, Waiting>, reply: Exclude<ConsoleReply, { hello: string }>): void => {
  const caller = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (caller === undefined) return
  if ('result' in reply) caller.resolve(reply.result)
  else if ('refusal' in reply) caller.reject(new Refusal(codeOf(reply.refusal.code), reply.refusal.detail))
  else caller.reject(new Error(reply.fault))
}

const codeOf = (code: string): RefusalCode => REFUSAL_CODES.find((known) => known === code) ?? 'malformed'
