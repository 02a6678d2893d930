// What every NNTP command may know of the house it runs in.

import type { Log } from '../gateway.ts'
import type { NntpSession } from './session.ts'

/** What LIST tells newsreaders beside the groups themselves, as the sysop has written it. */
export interface NewsLists {
  /** A wildmat: the groups that a newcomer's newsreader begins with. */
  readonly subscriptions: string
  /** `wildmat:address`, where newsreaders and peers send what is for a moderator (RFC 6048 §2.5). */
  readonly moderators: readonly string[]
  /** A distribution, a blank and what it means (RFC 6048 §2.4). */
  readonly distributions: readonly string[]
  /** `weight:wildmat:distribution` (RFC 3977 §7.6.5). */
  readonly distribPats: readonly string[]
}

export interface House {
  readonly serverName: string
  readonly version: string
  readonly motd: readonly string[]
  readonly lists: NewsLists
  readonly log: Log
  /** Connections whose session in the core is open. */
  readonly sessions: Set<NntpSession>
}

export const NO_LISTS: NewsLists = {
  subscriptions: 'samband.*,local.*',
  moderators: [],
  distributions: [],
  distribPats: [],
}
