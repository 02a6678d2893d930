// All our own connections to peers: started when the house is open, stopped before it closes.

import type { CoreLink } from '../../../core/contract.ts'
import type { Log } from '../../gateway.ts'
import { Feeder } from './feeder.ts'
import { type LinkContext, type LinkTimings, type PeerLink, TIMINGS } from './peer-link.ts'
import { Puller } from './puller.ts'

export interface PeerLinksOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly peers: readonly PeerLink[]
  /** How far back an upstream is read the first time, in milliseconds. */
  readonly firstLook: number
  readonly timings?: Partial<LinkTimings>
}

export interface PeerLinks {
  /** Hangs up everywhere; what had not been answered stays in the backlog. */
  close(): Promise<void>
}

export const openPeerLinks = async (options: PeerLinksOptions): Promise<PeerLinks> => {
  const { link, log, peers, firstLook } = options
  if (peers.length === 0) return { close: async () => {} }
  const session = await link.core.sessions.open({ face: 'console', address: '', secure: true })
  const shared = { link, log, session, firstLook, timings: { ...TIMINGS, ...options.timings } }
  const contexts = peers.map((peer): LinkContext => ({ ...shared, peer }))
  const feeders = contexts.filter(({ peer }) => peer.sendBy !== 'none').map((context) => new Feeder(context))
  const pullers = contexts.flatMap((context) =>
    context.peer.pullEvery === null ? [] : [new Puller(context, context.peer.pullEvery)],
  )
  // What is told here is committed at the end of this turn; the feeders look in a later one.
  const unsubscribe = link.subscribe((event) => {
    if (event.type === 'article.posted') setImmediate(() => feeders.forEach((feeder) => void feeder.wake()))
  })
  const runs = [...feeders, ...pullers].map((each) => each.run())
  return {
    close: async () => {
      unsubscribe()
      for (const each of [...feeders, ...pullers]) each.stop()
      await Promise.all(runs)
      await link.core.sessions.close({ session, reason: '' })
    },
  }
}
