// The tables [[nntp.peers]]: servers that we exchange articles with. What a single value may be stands in the schema; what
// they must be together, and why not, is said by `faultOfPeers`.

import { z } from 'zod'
import { ARTICLE_OCTETS } from '../shared/limits.ts'
import { parseNetwork } from './core/moderation/network.ts'
import { compileFeedWildmat, compileWildmat } from './wire/nntp/wildmat.ts'

const NAME = /^[a-z0-9][a-z0-9.-]*$/i
const PATH_IDENTITY = /^[a-z0-9][a-z0-9._-]*$/i

const network = z
  .string()
  .refine((text) => parseNetwork(text) !== null, 'an IP address, or a network such as 192.0.2.0/24')

export const peerSchema = z.strictObject({
  name: z.string().regex(NAME, 'letters, digits, dots and hyphens').max(60),
  /** What passes, and which way: `in` they feed us, `out` we feed them, `pull` we read there as a newsreader does. */
  direction: z.enum(['in', 'out', 'both', 'pull']),
  groups: z
    .string()
    .refine(
      (text) => compileFeedWildmat(text) !== null,
      'patterns of newsgroups with commas between them: "misc.*,!misc.test"',
    ),
  distributions: z
    .string()
    .refine((text) => compileWildmat(text) !== null, 'patterns with commas between them: "*,!local"')
    .default('*,!local'),
  /** Where we reach it. */
  host: z.string().max(253).default(''),
  port: z.number().int().min(0).max(65_535).default(119),
  tls: z.enum(['none', 'starttls', 'implicit']).default('none'),
  /** Whether its certificate must be valid for `host`. */
  tls_verify: z.boolean().default(true),
  user: z.string().default(''),
  password: z.string().default(''),
  /** Where it comes from when it feeds us; and the account that it may log in to instead. */
  addresses: z.array(network).default([]),
  account: z.string().default(''),
  path: z.array(z.string().regex(PATH_IDENTITY, 'a name as it stands in Path')).default([]),
  /** How articles go there; `post` and `ihave` from a leaf carry only what was written here. */
  send_by: z.enum(['stream', 'ihave', 'post', 'none']).default('stream'),
  window: z.number().int().min(1).max(500).default(50),
  max_octets: z.number().int().min(1000).max(ARTICLE_OCTETS).default(ARTICLE_OCTETS),
  max_waiting: z.number().int().min(1).max(10_000_000).default(100_000),
  /** What it gets when it is new: articles of so many days. */
  backfill_days: z.number().int().min(0).max(3650).default(0),
  /** Seconds between two looks at an upstream. */
  interval: z.number().int().min(1).max(86_400).default(300),
  /** Boards that guests cannot read and that are exchanged all the same. */
  private_boards: z.array(z.string()).default([]),
  trust: z.array(z.enum(['cancel', 'newgroup'])).default([]),
})

export type PeerConfig = z.infer<typeof peerSchema>

/** One line for the person who wrote it, or null. */
export const faultOfPeers = (peers: readonly PeerConfig[], hostname: string): string | null => {
  if (peers.length > 0 && hostname === 'localhost') {
    return '[server] hostname must be a name of your own before you have peers: articles travel under it'
  }
  const names = new Set<string>()
  for (const peer of peers) {
    const fault = names.has(peer.name) ? 'there are two peers of that name' : faultOf(peer, hostname)
    if (fault !== null) return `[[nntp.peers]] ${peer.name}: ${fault}`
    names.add(peer.name)
  }
  return null
}

const faultOf = (peer: PeerConfig, hostname: string): string | null => {
  const connects = peer.direction !== 'in'
  if (connects && (peer.host === '' || peer.port === 0)) return 'host and port are needed to connect to it'
  const accepts = peer.direction === 'in' || peer.direction === 'both'
  if (accepts && peer.addresses.length === 0 && peer.account === '') {
    return 'addresses (where it comes from) or account (which it logs in to) is needed to take articles from it'
  }
  if ((peer.user === '') !== (peer.password === '')) return 'user and password go together'
  const identities = pathOf(peer).map((each) => each.toLowerCase())
  if (identities.length === 0) return 'path is needed: the name that it puts into Path'
  if (identities.includes(hostname.toLowerCase())) return `path holds our own name, ${hostname}`
  if (peer.send_by === 'post' && peer.direction !== 'pull') return 'send_by = "post" is for direction = "pull"'
  const unnamed = peer.private_boards.find((board) => compileFeedWildmat(peer.groups)?.(board) !== 'yes')
  return unnamed === undefined ? null : `groups must take ${unnamed} too, which stands in private_boards`
}

/** Its identities in Path; its host name when none is given. */
export const pathOf = ({ path, host }: PeerConfig): readonly string[] =>
  path.length > 0 || parseNetwork(host) !== null || !PATH_IDENTITY.test(host) ? path : [host]
