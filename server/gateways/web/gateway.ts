// The web door: the public pages, the page with the terminal, and the WebSockets behind them. Listens, counts, and turns
// away what is not our own page before anything is upgraded.

import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { fastifyRateLimit } from '@fastify/rate-limit'
import { type FastifyInstance, fastify } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CoreLink } from '../../core/contract.ts'
import type { Caller, CallerOptions, House } from '../../screens/caller.ts'
import { Admission, networkOf, type Ticket } from '../admission.ts'
import { Arrivals } from '../arrivals.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import type { WebDoor } from '../message-door.ts'
import { Visits } from '../visits.ts'
import { BrowserVisits } from './browser-visits.ts'
import { FrameStream } from './frame-stream.ts'
import { addHousePages } from './house-pages.ts'
import { LineStream } from './line-stream.ts'
import { LIVE_PATH, LiveDoor } from './live/live-door.ts'
import { isOwnOrigin } from './origin.ts'
import type { Site } from './pages/site.ts'
import { type Peer, Peers, plain } from './peer.ts'
import { Visitors } from './public/visitor.ts'
import { BEAT_MS, CLOSE_CODES, TerminalSocket } from './terminal-socket.ts'

export interface WebGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly listen: ListenAddress
  readonly house: House
  readonly openCaller: (options: CallerOptions) => Caller
  /** False lifts the limits on rates and numbers of connections. */
  readonly throttle: boolean
  /** Further addresses of our page, as `https://bbs.example.org`. */
  readonly origins: readonly string[]
  /** Addresses or subnets of reverse proxies whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  /** Gateways of lines that can be reached from here, by WebSocket. */
  readonly doors?: readonly WebDoor[]
  /** What scripts/build-web.mjs wrote. */
  readonly assetsFolder: string
  /** What the public pages say of the house, beside its name. */
  readonly site: Omit<Site, 'assets' | 'houseName'>
}

/** Sockets that ask for pages. */
const PAGE_ADMISSION = { waitingTotal: 1000, waitingPerNetwork: 64, perNetwork: 512 }
/** Terminals; those that have not said hello are waiting. */
const TERMINAL_ADMISSION = { waitingTotal: 100, waitingPerNetwork: 20, perNetwork: 256 }
const TERMINAL_ARRIVALS = { burst: 60, perSecond: 10 }
const REQUESTS_PER_MINUTE = 300
const FRAME_OCTETS = 64 * 1024
/** One line of IRC with all its tags. */
const LINE_FRAME_OCTETS = 8 * 1024
/** A board's or a channel's name, every octet percent-encoded. */
const LONGEST_PARAMETER = 256
const CLOSE_MS = 3_000

export const createWebGateway = (options: WebGatewayOptions): Gateway => new WebGateway(options)

class WebGateway implements Gateway {
  readonly #options: WebGatewayOptions
  readonly #peers: Peers
  readonly #pageAdmission: Admission
  readonly #pageTickets = new WeakMap<Duplex, Ticket>()
  readonly #terminalAdmission: Admission
  readonly #arrivals: Arrivals
  readonly #visits: Visits
  readonly #browserVisits: BrowserVisits
  readonly #visitors: Visitors
  readonly #live: LiveDoor
  readonly #app: FastifyInstance
  readonly #webSockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_OCTETS, perMessageDeflate: false })
  readonly #doorServers = new Map<WebDoor, WebSocketServer>()
  readonly #terminals = new Set<TerminalSocket>()
  readonly #pulse: NodeJS.Timeout
  #isClosing = false

  constructor(options: WebGatewayOptions) {
    const { throttle, link } = options
    this.#options = options
    this.#peers = new Peers(options.proxies)
    this.#pageAdmission = new Admission(throttle ? PAGE_ADMISSION : null)
    this.#terminalAdmission = new Admission(throttle ? TERMINAL_ADMISSION : null)
    this.#arrivals = new Arrivals(throttle ? TERMINAL_ARRIVALS : null)
    this.#visits = new Visits(options)
    this.#browserVisits = new BrowserVisits({ visits: this.#visits, outlet: link.outlet, throttle })
    this.#visitors = new Visitors(link, this.#peers)
    const { dataFolders } = options.house
    this.#live = new LiveDoor({ ...options, dataFolders, visitors: this.#visitors, peers: this.#peers })
    this.#app = fastify({
      routerOptions: { maxParamLength: LONGEST_PARAMETER },
      ...{ bodyLimit: 1024, requestTimeout: 30_000, connectionTimeout: 60_000, keepAliveTimeout: 10_000 },
      ...{ forceCloseConnections: true, return503OnClosing: true, http: { headersTimeout: 20_000 } },
    })
    this.#app.server.on('connection', (socket: Socket) => this.#admitSocket(socket))
    this.#app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    )
    this.#pulse = setInterval(() => {
      for (const terminal of this.#terminals) terminal.beat()
    }, BEAT_MS)
    this.#pulse.unref()
  }

  get port(): number {
    const address = (this.#app.server as Server).address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  async listen(): Promise<void> {
    const { throttle, house, assetsFolder, listen } = this.#options
    if (throttle) {
      await this.#app.register(fastifyRateLimit, {
        max: REQUESTS_PER_MINUTE,
        timeWindow: '1 minute',
        keyGenerator: ({ raw }) => networkOf(this.#peers.of(raw).address),
      })
    }
    const site = { ...this.#options.site, houseName: house.name }
    const { link, log } = this.#options
    const { dataFolders } = house
    await addHousePages(this.#app, { link, log, throttle, site, assetsFolder, dataFolders, visitors: this.#visitors })
    await this.#app.listen(listen)
  }

  async close(reason: string): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#pulse)
    this.#browserVisits.closeAll(reason)
    this.#live.stop()
    for (const terminal of this.#terminals) {
      if (!terminal.isCarrying) terminal.close(CLOSE_CODES.restart, 'the house restarts')
    }
    const impatience = setTimeout(() => {
      for (const terminal of this.#terminals) terminal.drop()
    }, CLOSE_MS)
    await this.#app.close()
    clearTimeout(impatience)
    this.#visits.stop()
  }

  #admitSocket(socket: Socket): void {
    const address = plain(socket.remoteAddress ?? '')
    if (this.#peers.isProxy(address)) return
    const ticket = this.#pageAdmission.admit(address, () => socket.destroy())
    if (ticket === null) {
      socket.destroy()
      return
    }
    this.#pageTickets.set(socket, ticket)
    socket.once('close', () => ticket.release())
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {})
    const peer = this.#peers.of(request)
    const refusal = this.#refusal(request, peer)
    if (refusal !== null) {
      refuse(socket, refusal)
      return
    }
    if (pathOf(request) === LIVE_PATH) {
      this.#pageTickets.get(socket)?.settle()
      this.#live.enter(request, socket, head, (status) => refuse(socket, status))
      return
    }
    const door = this.#doorOf(request)
    if (door !== undefined) {
      this.#pageTickets.get(socket)?.settle()
      this.#enterDoor(door, request, socket, head)
      return
    }
    const ticket = this.#terminalAdmission.admit(peer.address, () => socket.destroy())
    if (ticket === null) {
      refuse(socket, 503)
      return
    }
    socket.once('close', () => ticket.release())
    // It is a page no longer: what drops it from now on is the terminal's own time-outs.
    this.#pageTickets.get(socket)?.settle()
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, peer, ticket))
  }

  #refusal(request: IncomingMessage, peer: Peer): number | null {
    const path = pathOf(request)
    if (path !== '/terminal' && path !== LIVE_PATH && this.#doorOf(request) === undefined) return 404
    // Programs may listen, and walk the world. A browser must come from our own pages even so.
    const isForPrograms = path === LIVE_PATH || this.#doorOf(request)?.carries === 'frames'
    const isProgram = isForPrograms && request.headers.origin === undefined
    if (!isProgram && !isOwnOrigin(request, this.#options.origins)) return 403
    if (this.#isClosing) return 503
    return this.#arrivals.take(peer.address) ? null : 429
  }

  #doorOf(request: IncomingMessage): WebDoor | undefined {
    return this.#options.doors?.find(({ path }) => path === pathOf(request))
  }

  /** What comes through it is the other gateway's to count and to time out. */
  #enterDoor(door: WebDoor, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const standing = this.#doorServers.get(door)
    const server = standing ?? lineServer(door)
    if (standing === undefined) this.#doorServers.set(door, server)
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const stream =
        door.carries === 'frames'
          ? new FrameStream(webSocket)
          : new LineStream(webSocket, { isBinary: webSocket.protocol === door.binary })
      door.accept(stream, this.#peers.of(request))
    })
  }

  #open(webSocket: WebSocket, peer: Peer, ticket: Ticket): void {
    const terminal = new TerminalSocket({
      socket: webSocket,
      peer,
      onHello: async (socket, hello) => {
        ticket.settle()
        await this.#browserVisits.welcome(socket, hello)
      },
      onFault: (error) => this.#options.log.error({ address: peer.address, err: error }, 'browser terminal failed'),
    })
    this.#terminals.add(terminal)
    webSocket.on('close', () => this.#terminals.delete(terminal))
  }
}

/** Who offers no subprotocol gets text. */
const lineServer = (door: WebDoor): WebSocketServer =>
  new WebSocketServer({
    ...{ noServer: true, maxPayload: LINE_FRAME_OCTETS, perMessageDeflate: false },
    handleProtocols: (offered) => [...offered].find((each) => protocolsOf(door).includes(each)) ?? false,
  })

const protocolsOf = (door: WebDoor): readonly string[] =>
  door.carries === 'frames' ? [door.protocol] : [door.text, door.binary]

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? ''

const refuse = (socket: Duplex, status: number): void => {
  const reason = STATUS_CODES[status] ?? ''
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
