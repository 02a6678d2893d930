// What gateways that speak lines over sockets share: ports, TLS whose certificate can be read again, who may connect,
// and the clock that sends away the silent and closes the stuck. The protocol itself begins at `open`.

import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import { Admission, type AdmissionLimits } from './admission.ts'
import { type ArrivalRate, Arrivals } from './arrivals.ts'
import type { Gateway, ListenAddress, Log } from './gateway.ts'

/** PEM. */
export interface Certificate {
  readonly certificate: Buffer
  readonly key: Buffer
}

/** One connection as the listener sees it. */
export interface LineConnection {
  /** When the other end last said something (performance.now()). */
  readonly active: number
  /** It has said who it is. */
  readonly isSettled: boolean
  /** When it said goodbye; null while it stands. */
  readonly endedAt: number | null
  /** Says `reason` in the protocol's words and ends. */
  end(reason: string): void
  /** The socket is gone, or must go now. May be called more than once. */
  drop(): void
}

export interface Peer {
  readonly address: string
  readonly isLocal: boolean
  readonly secure: boolean
  /** It has said who it is: it no longer counts among those who wait. */
  readonly settle: () => void
}

/** Milliseconds. */
export interface LineTimings {
  /** Silence of one who has said who they are; 0 for no end. */
  readonly idle: number
  /** The same before. */
  readonly greeting: number
  readonly sweep: number
}

export interface LineListenerOptions {
  /** For the log: `telnet`. */
  readonly name: string
  readonly log: Log
  readonly listen: readonly ListenAddress[]
  readonly tls?: Certificate & { readonly listen: ListenAddress; readonly reread?: () => Certificate }
  /** Null lifts all limits on connections. */
  readonly limits: {
    readonly outside: AdmissionLimits
    readonly loopback: AdmissionLimits
    readonly arrivals: ArrivalRate
  } | null
  readonly timings: LineTimings
  readonly words: { readonly crowded: string; readonly evicted: string; readonly silent: string }
  readonly open: (socket: Socket, peer: Peer) => LineConnection
}

/** How long a connection that has said goodbye may take to go, in milliseconds. */
const FAREWELL = 5000

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$|^$/.test(address)

export class LineListener implements Gateway {
  readonly #options: LineListenerOptions
  readonly #servers: { readonly server: Server; readonly address: ListenAddress; readonly secure: boolean }[] = []
  readonly #connections = new Map<LineConnection, Duplex>()
  readonly #outside: Admission
  readonly #loopback: Admission
  readonly #arrivals: Arrivals
  #secureContext: SecureContext | null
  #sweeper: NodeJS.Timeout | undefined

  constructor(options: LineListenerOptions) {
    const { limits, tls } = options
    this.#options = options
    this.#outside = new Admission(limits?.outside ?? null)
    this.#loopback = new Admission(limits?.loopback ?? null)
    this.#arrivals = new Arrivals(limits?.arrivals ?? null)
    this.#secureContext = tls === undefined ? null : contextOf(tls)
    for (const address of options.listen) this.#add(address, false)
    if (tls !== undefined) this.#add(tls.listen, true)
  }

  get port(): number {
    return this.#portOf(false)
  }

  get tlsPort(): number {
    return this.#portOf(true)
  }

  async listen(): Promise<void> {
    this.#sweeper = setInterval(() => this.#sweep(), this.#options.timings.sweep)
    try {
      for (const { server, address } of this.#servers) await opened(server, address)
    } catch (error) {
      await this.close('Not started')
      throw error
    }
  }

  async close(reason: string): Promise<void> {
    for (const { server } of this.#servers) server.close()
    const gone = [...this.#connections].map(([connection, socket]) => {
      connection.end(reason)
      return new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)))
    })
    const giveUp = setTimeout(() => {
      for (const socket of this.#connections.values()) socket.destroy()
    }, FAREWELL / 2)
    await Promise.all(gone)
    clearTimeout(giveUp)
    clearInterval(this.#sweeper)
  }

  /** Takes a new certificate for the connections to come; one that cannot be used leaves the old one. */
  rehash(): readonly string[] {
    const { tls, log, name } = this.#options
    if (tls?.reread === undefined) return []
    try {
      this.#secureContext = contextOf(tls.reread())
      log.info({}, `${name} certificate read again`)
      return ['The certificate has been read again; new connections get it']
    } catch (error) {
      log.error({ err: error }, `${name} certificate not usable; the old one stays`)
      return ['The new certificate cannot be used; the old one stays']
    }
  }

  #add(address: ListenAddress, secure: boolean): void {
    this.#servers.push({ server: createServer((socket) => this.#accept(socket, secure)), address, secure })
  }

  #accept(raw: Socket, secure: boolean): void {
    const { log, name, words, open } = this.#options
    const address = raw.remoteAddress ?? ''
    raw.on('error', (error) => log.debug({ err: error }, `${name} socket`))
    raw.setNoDelay(true)
    raw.setKeepAlive(true, 60_000)
    const turnedAway = (): void => {
      // In the middle of a handshake there is no word for it.
      if (secure) raw.destroy()
      else raw.end(`${words.crowded}\r\n`)
    }
    this.#admit(raw, { address, secure }, turnedAway, (peer) => open(secure ? this.#secured(raw) : raw, peer))
  }

  /** A connection that another gateway has opened, a WebSocket's: under the same limits and the same clock. */
  carry(stream: Duplex, from: { address: string; secure: boolean }, open: (peer: Peer) => LineConnection): void {
    this.#admit(stream, from, () => stream.destroy(), open)
  }

  #admit(
    stream: Duplex,
    { address, secure }: { readonly address: string; readonly secure: boolean },
    turnedAway: () => void,
    open: (peer: Peer) => LineConnection,
  ): void {
    const isLocal = isLoopback(address)
    const admission = isLocal ? this.#loopback : this.#outside
    const isWelcome = isLocal || this.#arrivals.take(address)
    const ticket = isWelcome ? admission.admit(address, () => connection.end(this.#options.words.evicted)) : null
    if (ticket === null) {
      turnedAway()
      return
    }
    const connection: LineConnection = open({ address, isLocal, secure, settle: () => ticket.settle() })
    this.#connections.set(connection, stream)
    stream.on('close', () => {
      ticket.release()
      this.#connections.delete(connection)
      connection.drop()
    })
  }

  #secured(raw: Socket): Socket {
    const { log, name } = this.#options
    if (this.#secureContext === null) return raw
    const socket = new TLSSocket(raw, { isServer: true, secureContext: this.#secureContext })
    socket.on('error', (error) => log.debug({ err: error }, `${name} handshake`))
    return socket
  }

  #sweep(): void {
    const now = performance.now()
    const { timings, words } = this.#options
    for (const [connection, socket] of this.#connections) {
      const { endedAt, active, isSettled } = connection
      const patience = isSettled ? timings.idle : timings.greeting
      if (endedAt !== null) {
        if (now - endedAt > FAREWELL) socket.destroy()
      } else if (patience > 0 && now - active > patience) connection.end(words.silent)
    }
  }

  #portOf(secure: boolean): number {
    const address = this.#servers.find((each) => each.secure === secure)?.server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
}

const contextOf = ({ certificate, key }: Certificate): SecureContext => createSecureContext({ cert: certificate, key })

const opened = (server: Server, { host, port }: ListenAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
