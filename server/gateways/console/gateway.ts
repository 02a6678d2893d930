// The sysop's own door: a Unix socket in the state folder that carries the core's contract to the command line
// (`npm run admin`, `npm run import`). Who can open it owns the files anyway, so it acts as sysop.

import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { CoreLink } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Gateway, Log } from '../gateway.ts'
import { type ConsoleCall, type ConsoleReply, encodeFrame, FrameReader } from './frames.ts'

export interface ConsoleGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  /** Path of the socket; a stale one is removed (the state folder's lock says that nobody else uses it). */
  readonly socket: string
}

const MOST_CONNECTIONS = 16

export const createConsoleGateway = (options: ConsoleGatewayOptions): Gateway => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, options).catch((error: unknown) => {
      options.log.error({ err: error }, 'console connection failed')
      socket.destroy()
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  return {
    port: 0,
    listen: () => openSocket(server, options.socket),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      rmSync(options.socket, { force: true })
    },
  }
}

const openSocket = async (server: Server, path: string): Promise<void> => {
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
}

const serve = async (socket: Socket, { link, log }: ConsoleGatewayOptions): Promise<void> => {
  const session = await link.core.sessions.open({ face: 'console', address: '', secure: true })
  const reader = new FrameReader()
  const send = (reply: ConsoleReply): void => {
    const frame = encodeFrame(reply)
    // Through the outlet: what the console is told, too, stands on disk.
    link.outlet.schedule({ flush: () => void socket.write(frame) })
  }
  send({ hello: session })
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const call of reader.push(chunk)) void answer(link, call as ConsoleCall, send)
    } catch (error) {
      log.warn({ err: error }, 'console sent nonsense')
      socket.destroy()
    }
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => void link.core.sessions.close({ session: session as SessionId, reason: 'closed' }))
}

const answer = async (link: CoreLink, call: ConsoleCall, send: (reply: ConsoleReply) => void): Promise<void> => {
  const { id, area, method, args } = call
  try {
    const service = Reflect.get(link.core, area) as Record<string, (args: unknown) => Promise<unknown>> | undefined
    const run = service?.[method]
    if (run === undefined) throw new Error(`there is no ${area}.${method}`)
    send({ id, result: await run(args) })
  } catch (error) {
    if (isRefusal(error)) send({ id, refusal: { code: error.code, detail: error.detail } })
    else send({ id, fault: error instanceof Error ? error.message : String(error) })
  }
}
