// Peers as the configuration names them, made ready for the core's questions; and peering put together.

import { type PeerConfig, pathOf } from '../config-peers.ts'
import type { SessionService } from '../core/accounts/session-service.ts'
import { ControlDesk } from '../core/boards/peering/control.ts'
import { Feeding } from '../core/boards/peering/feeding.ts'
import type { IntakeOptions } from '../core/boards/peering/intake.ts'
import type { Peer } from '../core/boards/peering/peer.ts'
import { PeeringService } from '../core/boards/peering/peering-service.ts'
import { isInNetwork, parseNetwork } from '../core/moderation/network.ts'
import { newsHistory } from '../storage/news-history.ts'
import { peerRepository } from '../storage/peering.ts'
import { articleFormat } from '../wire/article/article-format.ts'
import { newsFormat } from '../wire/article/news-format.ts'
import { relayFormat } from '../wire/article/relay-format.ts'
import { compileFeedWildmat, compileWildmat } from '../wire/nntp/wildmat.ts'
import type { Ground } from './ground.ts'

const DAY_MS = 86_400_000

export const openPeering = (
  { config, tick, store, clock, entropy }: Ground,
  boards: Pick<IntakeOptions, 'repository' | 'submission'> & {
    readonly sessions: SessionService
    readonly cancelSecret: string
  },
): PeeringService => {
  const { repository, submission, sessions, cancelSecret } = boards
  const host = config.server.hostname
  const peers = config.nntp.peers.map(peerOf)
  const waiting = peerRepository(store)
  const history = newsHistory(store)
  const shared = { tick, clock, repository, submission, history, format: articleFormat, relayFormat, host }
  return new PeeringService({
    ...{ ...shared, sessions, peers, peerRepository: waiting },
    cutoffMs: config.nntp.cutoff_days * DAY_MS,
    control: new ControlDesk({ ...shared, newsFormat }),
    feeding: new Feeding({
      ...{ peers, boards: repository, repository: waiting, format: relayFormat },
      ...{ history, clock, entropy, host, cancelSecret },
    }),
  })
}

const peerOf = (config: PeerConfig): Peer => {
  const networks = config.addresses.flatMap((text) => parseNetwork(text) ?? [])
  const takesDistribution = compileWildmat(config.distributions) ?? (() => false)
  return {
    name: config.name,
    feedsUs: config.direction === 'in' || config.direction === 'both',
    isFed: isFedBy(config),
    pathIdentities: pathOf(config).map((each) => each.toLowerCase()),
    isAt: (address) => networks.some((network) => isInNetwork(address, network)),
    account: config.account,
    judges: compileFeedWildmat(config.groups) ?? (() => 'no'),
    privateBoards: config.private_boards,
    takesDistribution,
    maxOctets: config.max_octets,
    maxWaiting: config.max_waiting,
    backfillMs: config.backfill_days * DAY_MS,
    trusts: config.trust,
  }
}

const isFedBy = ({ direction, send_by }: PeerConfig): Peer['isFed'] => {
  if (direction === 'in' || send_by === 'none') return 'no'
  // An upstream has what others wrote already.
  return direction === 'pull' ? 'own' : 'all'
}
