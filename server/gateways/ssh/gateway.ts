// The SSH door: `ssh -p PORT new@host`. Listens, counts who waits, and hands each connection to ssh2 and SshConnection.

import { createServer, type Server, type Socket } from 'node:net'
import ssh2, { type ClientInfo, type Connection } from 'ssh2'
import type { CoreLink } from '../../core/contract.ts'
import type { Caller, CallerOptions, House } from '../../screens/caller.ts'
import { Admission, type Ticket } from '../admission.ts'
import { Arrivals } from '../arrivals.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import { Visits } from '../visits.ts'
import { ALGORITHMS } from './algorithms.ts'
import { SshConnection } from './connection.ts'
import { hostKeyFingerprint } from './host-key.ts'
import { guardSocket } from './socket-guard.ts'

export interface SshGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly listen: ListenAddress
  /** An ed25519 key in OpenSSH's PEM format: see host-key.ts. */
  readonly hostKey: string
  readonly house: House
  readonly openCaller: (options: CallerOptions) => Caller
  /** Of the software, for those who ask. */
  readonly version: string
  /** False lifts the limits on rates and numbers of connections. */
  readonly throttle: boolean
  /** Shown by ssh before the login. */
  readonly banner?: string
}

const ADMISSION = { waitingTotal: 100, waitingPerNetwork: 20, perNetwork: 256 }
const ARRIVALS = { burst: 60, perSecond: 10 }
const HANDSHAKE_MS = 20_000
const KEEPALIVE = { keepaliveInterval: 30_000, keepaliveCountMax: 3 }
const CLOSE_MS = 5_000

export const createSshGateway = (options: SshGatewayOptions): Gateway => new SshGateway(options)

interface Knocking {
  readonly socket: Socket
  readonly ticket: Ticket
  readonly handshakeTimer: NodeJS.Timeout
}

class SshGateway implements Gateway {
  readonly #options: SshGatewayOptions
  readonly #admission: Admission
  readonly #arrivals: Arrivals
  readonly #visits: Visits
  readonly #listener: Server
  readonly #protocol: ssh2.Server
  /** Sockets that have not sent their version yet, by remote address and port: ssh2 shows us no socket. */
  readonly #knocking = new Map<string, Knocking>()
  readonly #sockets = new Set<Socket>()
  readonly #connections = new Set<SshConnection>()
  #port = 0

  constructor(options: SshGatewayOptions) {
    this.#options = options
    this.#admission = new Admission(options.throttle ? ADMISSION : null)
    this.#arrivals = new Arrivals(options.throttle ? ARRIVALS : null)
    this.#visits = new Visits(options)
    const banner = options.banner === undefined ? {} : { banner: options.banner }
    this.#protocol = new ssh2.Server(
      { hostKeys: [options.hostKey], algorithms: ALGORITHMS, ident: 'Samband', ...KEEPALIVE, ...banner },
      (client, info) => this.#connect(client, info),
    )
    this.#listener = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) =>
      this.#knock(socket),
    )
  }

  get port(): number {
    return this.#port
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#listener.once('error', reject)
      this.#listener.listen(this.#options.listen, () => {
        this.#listener.off('error', reject)
        this.#listener.on('error', (error) => this.#options.log.error({ err: error }, 'ssh listener failed'))
        const address = this.#listener.address()
        if (typeof address === 'object' && address !== null) this.#port = address.port
        const fingerprint = hostKeyFingerprint(this.#options.hostKey)
        this.#options.log.debug({ port: this.#port, fingerprint }, 'ssh door open')
        resolve()
      })
    })
  }

  async close(reason: string): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#listener.close(() => resolve()))
    for (const { socket } of this.#knocking.values()) socket.destroy()
    for (const connection of this.#connections) connection.close(reason)
    const impatience = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy()
    }, CLOSE_MS)
    await closed
    clearTimeout(impatience)
    this.#visits.stop()
  }

  #knock(socket: Socket): void {
    const { remoteAddress: address, remotePort } = socket
    socket.on('error', () => {})
    if (address === undefined || !this.#arrivals.take(address)) {
      socket.destroy()
      return
    }
    const ticket = this.#admission.admit(address, () => socket.destroy())
    if (ticket === null) {
      socket.destroy()
      return
    }
    const key = `${address} ${remotePort}`
    const handshakeTimer = setTimeout(() => socket.destroy(), HANDSHAKE_MS)
    this.#sockets.add(socket)
    this.#knocking.set(key, { socket, ticket, handshakeTimer })
    socket.on('close', () => {
      clearTimeout(handshakeTimer)
      this.#sockets.delete(socket)
      this.#knocking.delete(key)
      ticket.release()
    })
    guardSocket({ socket, throttle: this.#options.throttle, onUnread: () => socket.destroy() })
    this.#protocol.injectSocket(socket)
  }

  #connect(client: Connection, info: ClientInfo): void {
    const key = `${info.ip} ${info.port}`
    const knocking = this.#knocking.get(key)
    client.on('error', () => {})
    if (knocking === undefined) {
      client.end()
      return
    }
    this.#knocking.delete(key)
    const { socket, ticket, handshakeTimer } = knocking
    client.once('handshake', () => clearTimeout(handshakeTimer))
    const { link, log, house, version } = this.#options
    const connection = new SshConnection({
      ...{ client, socket, ticket, link, log, visits: this.#visits },
      address: info.ip,
      ...{ house, version },
    })
    this.#connections.add(connection)
    socket.on('close', () => this.#connections.delete(connection))
  }
}
