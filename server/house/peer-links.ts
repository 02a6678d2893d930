// The connections to peers that the configuration asks for.

import type { Config } from '../config.ts'
import type { PeerConfig } from '../config-peers.ts'
import type { CoreLink } from '../core/contract.ts'
import type { Log } from '../gateways/gateway.ts'
import { openPeerLinks, type PeerLinks, type PeerLinksOptions } from '../gateways/nntp/peers/links.ts'
import type { PeerLink } from '../gateways/nntp/peers/peer-link.ts'

const DAY_MS = 86_400_000

export const openLinks = (
  { nntp }: Config,
  link: CoreLink,
  log: Log,
  timings: PeerLinksOptions['timings'] = {},
): Promise<PeerLinks> =>
  openPeerLinks({
    ...{ link, log, timings, firstLook: nntp.cutoff_days * DAY_MS },
    peers: nntp.peers.filter(({ direction }) => direction !== 'in').map(linkOf),
  })

const linkOf = ({ name, host, port, tls, user, password, window, ...peer }: PeerConfig): PeerLink => ({
  ...{ name, host, port, tls, user, password, window },
  tlsVerify: peer.tls_verify,
  sendBy: peer.send_by,
  pullEvery: peer.direction === 'pull' ? peer.interval * 1000 : null,
})
