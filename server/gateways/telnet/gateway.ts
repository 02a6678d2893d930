// The telnet gateway: the world of the MUD for MUD clients. Clear text, so loopback by default.

import type { CoreLink } from '../../core/contract.ts'
import type { House } from '../../screens/house.ts'
import type { Gateway, ListenAddress, Log } from '../gateway.ts'
import { LineListener, type LineListenerOptions } from '../line-listener.ts'
import { TelnetSession } from './session.ts'

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

export const createTelnetGateway = (options: TelnetGatewayOptions): Gateway => {
  const { link, log, house, listen, tls, throttle } = options
  const sessions = new Set<TelnetSession>()
  const startedAt = Math.floor(Date.now() / 1000)
  const status = () => ({
    ...{ NAME: house.name, PLAYERS: [...sessions].filter((each) => each.isSettled).length, UPTIME: startedAt },
    ...{ CODEBASE: `Samband ${options.version}`, FAMILY: 'Custom', GENRE: 'Social', GAMEPLAY: 'Educational' },
    ...{ CHARSET: 'UTF-8', LANGUAGE: 'English', GMCP: 1, MCCP: 1, TLS: tls === undefined ? 0 : 1, 'CRAWL-DELAY': -1 },
  })
  const listener = new LineListener({
    ...{ name: 'telnet', log, listen, limits: throttle ? LIMITS : null, timings: TIMINGS },
    ...(tls !== undefined && { tls }),
    words: {
      crowded: 'Too many connections from your network; please try again later.',
      evicted: 'Many others are waiting at the door. Please try again.',
      silent: 'You have been silent for long, so the line was closed. Come back any time.',
    },
    open: (socket, peer) => {
      const session: TelnetSession = new TelnetSession({
        ...{ core: link.core, outlet: link.outlet, log, house, socket, peer, status },
        onOpen: (opened) => sessions.add(opened),
        onClose: (closed) => sessions.delete(closed),
      })
      session.begin().catch((error: unknown) => {
        log.error({ err: error }, 'telnet session did not begin')
        socket.destroy()
      })
      return session
    },
  })
  let unsubscribe = () => {}
  return {
    get port() {
      return listener.port
    },
    listen: () => {
      unsubscribe = link.subscribe((event) => {
        for (const session of sessions) session.hear(event)
      })
      return listener.listen()
    },
    close: async (reason) => {
      await listener.close(reason)
      unsubscribe()
    },
    rehash: () => listener.rehash(),
  }
}
