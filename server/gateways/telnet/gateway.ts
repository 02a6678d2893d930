// The telnet gateway: the world of the MUD for MUD clients. Clear text, so loopback by default.

import type { CoreLink } from '../../core/contract.ts'
import type { House } from '../../screens/house.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import { LineListener, type LineListenerOptions, type Peer } from '../line-listener.ts'
import type { FrameDoor } from '../message-door.ts'
import type { CallerLine, LineHooks } from './caller-line.ts'
import { FrameLine } from './frame-line.ts'
import { TelnetSession } from './session.ts'
import { TelnetLine } from './telnet-line.ts'

export interface TelnetGatewayOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly house: House
  readonly listen: readonly ListenAddress[]
  readonly tls?: NonNullable<LineListenerOptions['tls']>
  readonly version: string
  /** False lifts limits on connections. */
  readonly throttle: boolean
}

const LIMITS = {
  outside: { waitingTotal: 200, waitingPerNetwork: 20, perNetwork: 50 },
  loopback: { waitingTotal: 400, waitingPerNetwork: 400, perNetwork: 10_000 },
  arrivals: { burst: 20, perSecond: 2 },
}
const TIMINGS = { idle: 4 * 3_600_000, greeting: 180_000, sweep: 1000 }

export interface TelnetGateway extends Gateway {
  /** The TLS port that is open; 0 when there is none. */
  readonly tlsPort: number
  /** The same world for programs that speak WebSocket. */
  readonly webDoor: FrameDoor
}

export const createTelnetGateway = (options: TelnetGatewayOptions): TelnetGateway => {
  const { link, log, house, listen, tls, throttle, version } = options
  const { outlet } = link
  const sessions = new Set<TelnetSession>()
  const leaving = new Set<Promise<unknown>>()
  const startedAt = Math.floor(Date.now() / 1000)
  const status = () => ({
    ...{ NAME: house.name, PLAYERS: [...sessions].filter((each) => each.isSettled).length, UPTIME: startedAt },
    ...{ CODEBASE: `Samband ${version}`, FAMILY: 'Custom', GENRE: 'Social', GAMEPLAY: 'Educational' },
    ...{ CHARSET: 'UTF-8', LANGUAGE: 'English', GMCP: 1, MCCP: 1, 'CRAWL-DELAY': -1 },
    ...{ PORT: listener.port, TLS: listener.tlsPort },
  })
  const begin = (peer: Peer, openLine: (hooks: LineHooks) => CallerLine): TelnetSession => {
    const session: TelnetSession = new TelnetSession({
      ...{ core: link.core, log, house, peer, status, openLine, version },
      onOpen: (opened) => sessions.add(opened),
      onClose: (closed, gone) => {
        sessions.delete(closed)
        leaving.add(gone)
        const forget = () => leaving.delete(gone)
        gone.then(forget, forget)
      },
    })
    session.begin().catch((error: unknown) => {
      log.error({ err: error }, 'telnet session did not begin')
      session.end('')
    })
    return session
  }
  const listener = new LineListener({
    ...{ name: 'telnet', log, listen, limits: throttle ? LIMITS : null, timings: TIMINGS },
    ...(tls !== undefined && { tls }),
    words: {
      crowded: 'Too many connections from your network; please try again later.',
      evicted: 'Many others are waiting at the door. Please try again.',
      silent: 'You have been silent for long, so the line was closed. Come back any time.',
    },
    open: (socket, peer) => begin(peer, (hooks) => new TelnetLine({ ...hooks, socket, outlet })),
  })
  let unsubscribe = () => {}
  return {
    get port() {
      return listener.port
    },
    get tlsPort() {
      return listener.tlsPort
    },
    webDoor: {
      ...{ path: '/mud', carries: 'frames', protocol: 'gmcp.mudstandards.org' },
      accept: (stream, from) =>
        listener.carry(stream, from, (peer) => begin(peer, (hooks) => new FrameLine({ ...hooks, stream, outlet }))),
    },
    listen: () => {
      unsubscribe = link.subscribe((event) => {
        for (const session of sessions) session.hear(event)
      })
      return listener.listen()
    },
    close: async (reason) => {
      await listener.close(reason)
      await Promise.allSettled(leaving)
      unsubscribe()
    },
    rehash: () => listener.rehash(),
  }
}
