// The NNTP gateway: its listeners, who may connect, and the clock that closes the idle. One connection is in session.ts,
// the octets it travels in are in transport.ts.

import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type { CoreLink } from '../../core/contract.ts'
import type { CoreEvent } from '../../core/events.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { Admission, type Ticket } from '../admission.ts'
import { Arrivals } from '../arrivals.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import { createDispatcher } from './dispatch.ts'
import { type House, type NewsLists, NO_LISTS } from './house.ts'
import { NntpSession } from './session.ts'
import { Transport } from './transport.ts'

/** PEM. */
interface Certificate {
  readonly certificate: Buffer
  readonly key: Buffer
}

export interface NntpGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  /** Clear text, with STARTTLS where there is a certificate. */
  readonly listen: readonly ListenAddress[]
  /** PEM. Without `listen` it serves STARTTLS alone. */
  readonly tls?: Certificate & {
    readonly listen?: ListenAddress
    /** Reads both again, for `rehash`. May throw. */
    readonly reread?: () => Certificate
  }
  /** A host-like name. */
  readonly serverName: string
  readonly version: string
  readonly motd: readonly string[]
  /** Without it LIST tells of no moderators and no distributions. */
  readonly lists?: NewsLists
  /** False lifts limits on connections. */
  readonly throttle: boolean
  readonly timings?: Partial<Timings>
}

/** Milliseconds. */
export interface Timings {
  /** Nothing said in either direction. RFC 3977 §3.1 asks for 3 minutes at least; people read longer than that. */
  readonly idle: number
  /** The same, of one who has not yet asked for anything. */
  readonly greeting: number
  /** How often this is looked at. */
  readonly sweep: number
}

const TIMINGS: Timings = { idle: 20 * 60_000, greeting: 3 * 60_000, sweep: 2000 }
/** How long a connection that has ended may take to go. */
const FAREWELL = 5000

/** Newsreaders hold up to four connections each. */
const LIMITS = { waitingTotal: 400, waitingPerNetwork: 50, perNetwork: 100 }
/** People of the same machine, a tilde's say, all come from one address. */
const LOOPBACK_LIMITS = { waitingTotal: 400, waitingPerNetwork: 200, perNetwork: 10_000 }
const ARRIVALS = { burst: 60, perSecond: 10 }

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$|^$/.test(address)

export interface NntpGateway extends Gateway {
  /** The TLS port that is open; 0 when there is none. */
  readonly tlsPort: number
}

export const createNntpGateway = (options: NntpGatewayOptions): NntpGateway => new NntpListeners(options)

interface Connection {
  readonly session: NntpSession
  readonly socket: Socket
  readonly ticket: Ticket
  isSettled: boolean
  endedAt: number | null
}

class NntpListeners implements NntpGateway {
  readonly #options: NntpGatewayOptions
  readonly #timings: Timings
  readonly #servers: { readonly server: Server; readonly address: ListenAddress; readonly secure: boolean }[] = []
  readonly #connections = new Map<NntpSession, Connection>()
  readonly #outside: Admission
  readonly #loopback: Admission
  readonly #arrivals: Arrivals
  #secureContext: SecureContext | null
  readonly #house: House
  readonly #carryOut: ReturnType<typeof createDispatcher>
  #sweeper: NodeJS.Timeout | undefined
  #unsubscribe = () => {}

  constructor(options: NntpGatewayOptions) {
    const { serverName, version, log, tls, throttle } = options
    this.#options = options
    this.#timings = { ...TIMINGS, ...options.timings }
    this.#outside = new Admission(throttle ? LIMITS : null)
    this.#loopback = new Admission(throttle ? LOOPBACK_LIMITS : null)
    this.#arrivals = new Arrivals(throttle ? ARRIVALS : null)
    const lists = options.lists ?? NO_LISTS
    this.#house = { serverName, version, log, motd: options.motd.map(sanitizeLine), lists, sessions: new Set() }
    this.#carryOut = createDispatcher(this.#house)
    this.#secureContext = tls === undefined ? null : contextOf(tls)
    for (const address of options.listen) this.#add(address, false)
    if (tls?.listen !== undefined) this.#add(tls.listen, true)
  }

  /** Takes a new certificate for the connections to come; one that cannot be used leaves the old one. */
  rehash(): readonly string[] {
    const { tls, log } = this.#options
    if (tls?.reread === undefined) return ['There is no certificate to read']
    try {
      this.#secureContext = contextOf(tls.reread())
      log.info({}, 'nntp certificate read again')
      return ['The certificate has been read again; new connections get it']
    } catch (error) {
      log.error({ err: error }, 'nntp certificate not usable; the old one stays')
      return ['The new certificate cannot be used; the old one stays']
    }
  }

  get port(): number {
    return this.#portOf(false)
  }

  get tlsPort(): number {
    return this.#portOf(true)
  }

  async listen(): Promise<void> {
    this.#unsubscribe = this.#options.link.subscribe((event) => this.#hear(event))
    this.#sweeper = setInterval(() => this.#sweep(), this.#timings.sweep)
    try {
      for (const { server, address } of this.#servers) await open(server, address)
    } catch (error) {
      await this.close('Not started')
      throw error
    }
  }

  async close(reason: string): Promise<void> {
    for (const { server } of this.#servers) server.close()
    const gone = [...this.#connections.values()].map(({ session, socket }) => {
      session.end(400, sanitizeLine(reason))
      return new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)))
    })
    const giveUp = setTimeout(() => {
      for (const { session } of this.#connections.values()) session.drop(reason)
    }, FAREWELL / 2)
    await Promise.all(gone)
    clearTimeout(giveUp)
    clearInterval(this.#sweeper)
    this.#unsubscribe()
  }

  #add(address: ListenAddress, secure: boolean): void {
    this.#servers.push({ server: createServer((socket) => this.#accept(socket, secure)), address, secure })
  }

  #accept(raw: Socket, secure: boolean): void {
    const { log } = this.#options
    const address = raw.remoteAddress ?? ''
    raw.on('error', (error) => log.debug({ err: error }, 'nntp socket'))
    raw.setNoDelay(true)
    raw.setKeepAlive(true, 60_000)
    const isLocal = isLoopback(address)
    const admission = isLocal ? this.#loopback : this.#outside
    const isWelcome = isLocal || this.#arrivals.take(address)
    const ticket = isWelcome
      ? admission.admit(address, () => session.end(400, 'Too many connections are waiting'))
      : null
    if (ticket === null) {
      // In the middle of a handshake there is no word for it.
      if (secure) raw.destroy()
      else raw.end('400 Too many connections from your network; please try again later\r\n')
      return
    }
    const session: NntpSession = this.#open(raw, { address, isLocal, secure })
    this.#connections.set(session, { session, socket: raw, ticket, isSettled: false, endedAt: null })
    void session.run()
  }

  #open(raw: Socket, from: { address: string; isLocal: boolean; secure: boolean }): NntpSession {
    const { link, log, serverName } = this.#options
    const secureContext = this.#secureContext
    const socket = from.secure && secureContext !== null ? new TLSSocket(raw, { isServer: true, secureContext }) : raw
    const transport = new Transport(socket, raw, {
      onData: (chunk) => {
        session.active = performance.now()
        session.input.push(chunk)
      },
      onDrain: () => session.onDrain(),
      onClose: () => this.#onClose(session),
      onAbuse: (reason) => session.drop(reason),
    })
    const session: NntpSession = new NntpSession({
      ...{ transport, address: from.address, isLocal: from.isLocal, core: link.core, outlet: link.outlet },
      ...{ log, secureContext, carryOut: this.#carryOut },
      greeting: `${serverName} is open for reading, and for posting once you have logged in`,
      onOpen: () => this.#house.sessions.add(session),
      onSettled: () => this.#onSettled(session),
      onEnd: () => this.#onEnd(session),
    })
    return session
  }

  #onSettled(session: NntpSession): void {
    const connection = this.#connections.get(session)
    if (connection === undefined || connection.isSettled) return
    connection.isSettled = true
    connection.ticket.settle()
  }

  #onEnd(session: NntpSession): void {
    const connection = this.#connections.get(session)
    if (connection !== undefined) connection.endedAt = performance.now()
    this.#house.sessions.delete(session)
  }

  #onClose(session: NntpSession): void {
    session.drop('Connection closed')
    this.#connections.get(session)?.ticket.release()
    this.#connections.delete(session)
  }

  #hear(event: CoreEvent): void {
    if (event.type !== 'session.dismissed') return
    for (const session of this.#house.sessions) {
      if (session.id === event.session) session.end(400, sanitizeLine(event.reason))
    }
  }

  #sweep(): void {
    const now = performance.now()
    for (const { session, isSettled, endedAt } of this.#connections.values()) {
      if (endedAt !== null) {
        if (now - endedAt > FAREWELL) session.drop('')
      } else if (now - session.active > (isSettled ? this.#timings.idle : this.#timings.greeting)) {
        session.end(400, 'You have been silent for long; connect again whenever you like')
      }
    }
  }

  #portOf(secure: boolean): number {
    const address = this.#servers.find((each) => each.secure === secure)?.server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
}

const contextOf = ({ certificate, key }: Certificate): SecureContext =>
  createSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' })

const open = (server: Server, { host, port }: ListenAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
