// The door for listeners: `/live`, a WebSocket that only speaks. Counts them, turns away what asks for nothing or comes
// from a page of somebody else, and gives each a session of the core for as long as it listens.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { CoreLink } from '../../../core/contract.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { DataFolders } from '../../../screens/data-files.ts'
import { Admission } from '../../admission.ts'
import type { Log } from '../../gateway.ts'
import type { Peers } from '../peer.ts'
import type { Visitors } from '../public/visitor.ts'
import { type Interest, interestOf } from './interest.ts'
import { Listener } from './listener.ts'
import { LiveFeed } from './live-feed.ts'

export const LIVE_PATH = '/live'

const ADMISSION = { waitingTotal: 2000, waitingPerNetwork: 64, perNetwork: 64 }
/** A listener has nothing to say. */
const FRAME_OCTETS = 256

export interface LiveDoorOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly dataFolders: DataFolders
  readonly visitors: Visitors
  readonly peers: Peers
  readonly throttle: boolean
}

export class LiveDoor {
  readonly #options: LiveDoorOptions
  readonly #feed: LiveFeed
  readonly #admission: Admission
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: FRAME_OCTETS, perMessageDeflate: false })

  constructor(options: LiveDoorOptions) {
    this.#options = options
    this.#feed = new LiveFeed(options)
    this.#admission = new Admission(options.throttle ? ADMISSION : null)
  }

  /** Takes the socket over; `refuse` gives it back with an HTTP status. */
  enter(request: IncomingMessage, socket: Duplex, head: Buffer, refuse: (status: number) => void): void {
    const interest = interestOf((request.url ?? '').split('?').slice(1).join('?'))
    if (interest === null) {
      refuse(400)
      return
    }
    const ticket = this.#admission.admit(this.#options.peers.of(request).address, () => socket.destroy())
    if (ticket === null) {
      refuse(503)
      return
    }
    socket.once('close', () => ticket.release())
    this.#welcome(request, socket, head, interest).catch((error: unknown) => {
      if (isRefusal(error)) refuse(error.code.startsWith('house-') ? 403 : 404)
      else {
        this.#options.log.error({ err: error }, 'a listener could not be let in')
        refuse(500)
      }
    })
  }

  stop(): void {
    this.#feed.stop()
  }

  async #welcome(request: IncomingMessage, socket: Duplex, head: Buffer, interest: Interest): Promise<void> {
    const { visitors, link } = this.#options
    const { visitor, leave } = await visitors.enter(request)
    const thread = await this.#feed.locate(interest, visitor).catch(async (error: unknown) => {
      await leave()
      throw error
    })
    if (socket.destroyed) {
      await leave()
      return
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const listener = new Listener({ socket: webSocket, interest, visitor, outlet: link.outlet })
      webSocket.on('error', () => {})
      webSocket.on('message', () => listener.close(1008))
      webSocket.on('close', () => {
        this.#feed.remove(listener)
        void leave()
      })
      this.#feed.add(listener, thread)
    })
  }
}
