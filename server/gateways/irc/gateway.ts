// The IRC gateway: its listeners, who may connect, and the clock that pings the silent and closes the stuck. One
// connection is in session.ts; what it hears is decided in events.ts.

import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type { CoreLink } from '../../core/contract.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import { Admission, type Ticket } from '../admission.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import type { MessageDoor } from '../message-door.ts'
import { BygoneNicks } from './bygone.ts'
import { type ConnectionClasses, DEFAULT_CLASSES } from './classes.ts'
import { Departures } from './departures.ts'
import { createDispatcher } from './dispatch.ts'
import { createListener } from './events.ts'
import { isTrusted, readCarried, type TrustedGateways } from './heading.ts'
import type { House } from './house.ts'
import type { CourierOptions } from './push/courier.ts'
import { openPushDesk } from './push/push-desk.ts'
import { replyToRefusal, sentenceFor } from './replies.ts'
import { Roster } from './roster.ts'
import { IrcSession } from './session.ts'
import { Watchers } from './watchers.ts'

/** PEM. */
interface Certificate {
  readonly certificate: Buffer
  readonly key: Buffer
}

export interface IrcGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  /** Clear text. */
  readonly listen: readonly ListenAddress[]
  readonly tls?: Certificate & {
    readonly listen: ListenAddress
    /** Reads both again, for `rehash`. May throw. */
    readonly reread?: () => Certificate
    /** How long clients are to hold to TLS (IRCv3 sts). 0, the default, asks nobody to: a certificate that clients
     *  do not trust would lock them out for so long. */
    readonly stsDays?: number
  }
  /** What else an operator's REHASH reads again; says what came of it. */
  readonly rehashOthers?: () => readonly string[]
  /** A host-like name: the source of what the server says. */
  readonly serverName: string
  readonly networkName: string
  /** The https address of a picture for the network. */
  readonly icon?: string
  /** Whose word is believed on whom they carry. */
  readonly gateways?: TrustedGateways
  /** Where they differ from the default. */
  readonly classes?: Partial<ConnectionClasses>
  /** PASS that everybody needs; '' for none. */
  readonly password: string
  /** False lifts limits on connections and pace. */
  readonly throttle: boolean
  readonly motd: readonly string[]
  /** As whom pushes are sent (Web Push). */
  readonly push: CourierOptions
  readonly version: string
  readonly timings?: Partial<Timings>
}

/** Milliseconds. */
export interface Timings {
  /** From connecting to the welcome. */
  readonly registration: number
  /** Silence before a PING, and before its answer is missed. */
  readonly idle: number
  readonly pong: number
  /** How often all of this is looked at. */
  readonly sweep: number
}

const TIMINGS: Timings = { registration: 30_000, idle: 90_000, pong: 60_000, sweep: 1000 }
/** How long a connection that has ended may take to go. */
const FAREWELL = 5000

const LIMITS = { waitingTotal: 400, waitingPerNetwork: 50, perNetwork: 200 }
/** People of the same machine, a tilde's say, all come from one address. */
const LOOPBACK_LIMITS = { waitingTotal: 400, waitingPerNetwork: 200, perNetwork: 10_000 }

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$|^$/.test(address)

export interface IrcGateway extends Gateway {
  /** The TLS port that is open; 0 when there is none. */
  readonly tlsPort: number
  /** The way in for browsers and others that speak WebSocket. */
  readonly webDoor: MessageDoor
  /** Takes a new certificate for the connections to come; one that cannot be used leaves the old one. Says which. */
  rehash(): readonly string[]
}

export const createIrcGateway = (options: IrcGatewayOptions): IrcGateway => new IrcListeners(options)

/** Who is at the other end. */
interface Peer {
  readonly address: string
  readonly secure: boolean
  readonly certificate: () => string | null
  /** A configured gateway, for itself. */
  readonly isGateway?: boolean
}

/** What the gateway keeps of a connection beside its session. */
interface Connection {
  readonly session: IrcSession
  readonly socket: Duplex
  readonly ticket: Ticket
  readonly since: number
  endedAt: number | null
}

class IrcListeners implements IrcGateway {
  readonly #options: IrcGatewayOptions
  readonly #timings: Timings
  readonly #servers: { readonly server: Server; readonly address: ListenAddress; readonly secure: boolean }[] = []
  readonly #connections = new Map<IrcSession, Connection>()
  readonly #outside: Admission
  readonly #loopback: Admission
  readonly #house: House
  readonly #carryOut: ReturnType<typeof createDispatcher>
  #sweeper: NodeJS.Timeout | undefined
  #unsubscribe = () => {}
  #unregistered = 0
  #context: SecureContext | undefined

  constructor(options: IrcGatewayOptions) {
    this.#options = options
    this.#timings = { ...TIMINGS, ...options.timings }
    this.#outside = new Admission(options.throttle ? LIMITS : null)
    this.#loopback = new Admission(options.throttle ? LOOPBACK_LIMITS : null)
    const { serverName, networkName, version, password, log } = options
    this.#house = {
      ...{ serverName, networkName, version, password, log },
      motd: options.motd.map(sanitizeLine),
      icon: options.icon ?? '',
      started: Date.now(),
      roster: new Roster(),
      watchers: new Watchers(),
      departures: new Departures(),
      bygone: new BygoneNicks(),
      push: openPushDesk({ link: options.link, log, serverName, courier: options.push }),
      classes: { ...DEFAULT_CLASSES, ...options.classes },
      strictTransport: () => ({ port: this.tlsPort, days: options.tls?.stsDays ?? 0 }),
      unregistered: () => this.#unregistered,
      rehash: () => [...this.rehash(), ...(options.rehashOthers?.() ?? [])],
    }
    this.#carryOut = createDispatcher(this.#house)
    for (const address of options.listen) {
      const server = createServer((socket) => this.#arrive(socket, false))
      this.#servers.push({ server, address, secure: false })
    }
    if (options.tls !== undefined) this.#addTls(options.tls)
  }

  get port(): number {
    return this.#portOf(false)
  }

  /** IRC over WebSocket, one line a message (https://ircv3.net/specs/extensions/websocket). */
  readonly webDoor: MessageDoor = {
    ...{ path: '/irc', carries: 'lines', text: 'text.ircv3.net', binary: 'binary.ircv3.net' },
    accept: (stream, peer) => this.#take(stream, { ...peer, certificate: () => null }),
  }

  get tlsPort(): number {
    return this.#portOf(true)
  }

  async listen(): Promise<void> {
    this.#unsubscribe = this.#options.link.subscribe(createListener(this.#house))
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
      session.end(reason)
      return new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)))
    })
    const giveUp = setTimeout(() => {
      for (const { socket } of this.#connections.values()) socket.destroy()
    }, FAREWELL / 2)
    await Promise.all(gone)
    this.#house.push.close()
    clearTimeout(giveUp)
    clearInterval(this.#sweeper)
    this.#unsubscribe()
  }

  // The TLS handshake runs inside an accepted connection, so that it counts as one that waits, under the same limits.
  #addTls({ listen, ...certificate }: NonNullable<IrcGatewayOptions['tls']>): void {
    this.#context = contextOf(certificate)
    this.#servers.push({ server: createServer((raw) => this.#arrive(raw, true)), address: listen, secure: true })
  }

  /** Whom a gateway carries stands before everything else, before the TLS handshake too. */
  #arrive(raw: Socket, secure: boolean): void {
    raw.on('error', () => {})
    const { gateways } = this.#options
    const own = raw.remoteAddress ?? ''
    const accept = (address: string, isSecure: boolean, isGateway: boolean): void =>
      this.#accept(secure ? this.#secured(raw) : raw, raw, { address, secure: isSecure, isGateway })
    if (gateways === undefined || !isTrusted(gateways, own)) accept(own, secure, false)
    else {
      readCarried(raw, gateways, (carried) =>
        accept(carried?.address ?? own, secure || carried?.secure === true, carried === null),
      )
    }
  }

  #secured(raw: Socket): TLSSocket {
    return new TLSSocket(raw, {
      ...{ isServer: true, ...(this.#context && { secureContext: this.#context }) },
      // Any certificate may be shown; which account it opens, if any, is decided by its fingerprint.
      ...{ requestCert: true, rejectUnauthorized: false },
    })
  }

  rehash(): readonly string[] {
    const { tls, log } = this.#options
    if (tls?.reread === undefined) return ['There is no certificate to read']
    try {
      this.#context = contextOf(tls.reread())
      log.info({}, 'irc certificate read again')
      return ['The certificate has been read again; new connections get it']
    } catch (error) {
      log.error({ err: error }, 'irc certificate not usable; the old one stays')
      return ['The new certificate cannot be used; the old one stays']
    }
  }

  #accept(socket: Socket, raw: Socket, from: Omit<Peer, 'certificate'>): void {
    raw.setNoDelay(true)
    raw.setKeepAlive(true, 60_000)
    this.#take(socket, { ...from, certificate: () => fingerprintOf(socket) })
  }

  /** A connection from wherever: a socket of ours, or a stream of lines that another gateway has opened. */
  #take(socket: Duplex, { address, secure, certificate, isGateway = false }: Peer): void {
    const { link, log, serverName, throttle } = this.#options
    socket.on('error', (error) => log.debug({ err: error }, 'irc socket'))
    const admission = isLoopback(address) ? this.#loopback : this.#outside
    const session: IrcSession = new IrcSession({
      ...{ socket, address, secure, core: link.core, outlet: link.outlet, log, serverName, throttle },
      ...{ unregisteredClass: this.#house.classes.unregistered, isGateway },
      certificate,
      carryOut: this.#carryOut,
      isCauseOf: (each) => this.#house.roster.isCause(each),
      onOpen: () => this.#house.roster.add(session),
      onRefused: (refusal) => {
        replyToRefusal(session, '', '', refusal)
        session.end(sentenceFor('', refusal))
      },
      onRegistered: () => this.#onRegistered(session),
      onEnd: () => this.#onEnd(session),
    })
    const ticket = admission.admit(address, () => session.end('Too many connections are waiting to log in'))
    if (ticket === null) {
      // Closed by us at last, whether it reads the farewell or not.
      setTimeout(() => socket.destroy(), FAREWELL).unref()
      socket.resume().end('ERROR :Closing link: Too many connections from your network\r\n')
      return
    }
    this.#connections.set(session, { session, socket, ticket, since: performance.now(), endedAt: null })
    this.#unregistered += 1
    socket.on('close', () => this.#onClose(session))
    session.start()
  }

  #onRegistered(session: IrcSession): void {
    this.#unregistered -= 1
    this.#connections.get(session)?.ticket.settle()
  }

  #onEnd(session: IrcSession): void {
    const connection = this.#connections.get(session)
    if (connection !== undefined) connection.endedAt = performance.now()
    if (!session.isRegistered) this.#unregistered -= 1
    this.#house.watchers.clear(session)
    this.#house.departures.note(session)
    this.#house.roster.remove(session)
  }

  #onClose(session: IrcSession): void {
    session.drop('Connection closed')
    this.#connections.get(session)?.ticket.release()
    this.#connections.delete(session)
  }

  #sweep(): void {
    const now = performance.now()
    const { registration, idle, pong } = this.#timings
    for (const { session, socket, since, endedAt } of this.#connections.values()) {
      if (endedAt !== null) {
        if (now - endedAt > FAREWELL) socket.destroy()
      } else if (!session.isRegistered) {
        if (now - since > registration) session.end('Registration timed out')
      } else if (session.pinged !== null) {
        if (now - session.pinged > pong)
          session.end(`Ping timeout: ${Math.round((now - session.heard) / 1000)} seconds`)
      } else if (now - session.heard > idle) {
        session.pinged = now
        session.sendAside({ command: 'PING', text: this.#options.serverName })
      }
    }
  }

  #portOf(secure: boolean): number {
    const address = this.#servers.find((each) => each.secure === secure)?.server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
}

/** SHA-256 of the certificate that a TLS client has shown, in lower-case hexadecimal. */
const fingerprintOf = (socket: Socket): string | null => {
  if (!(socket instanceof TLSSocket)) return null
  const { fingerprint256 } = socket.getPeerCertificate()
  return typeof fingerprint256 === 'string' ? fingerprint256.replaceAll(':', '').toLowerCase() : null
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
