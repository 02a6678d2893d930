// A visitor of the public pages: for the time of one request a session of the core, without an account, from the
// visitor's own address. So the one judge decides what the pages show, and a ban keeps out here as everywhere.

import type { IncomingMessage } from 'node:http'
import type { Core, CoreLink } from '../../../core/contract.ts'
import type { SessionId } from '../../../core/ids.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { Peers } from '../peer.ts'

export interface Visitor {
  readonly core: Core
  readonly session: SessionId
}

/** DEFCON at and below which the house lets no guests in. */
const NO_GUESTS = 3

export class Visitors {
  readonly #link: CoreLink
  readonly #peers: Peers

  constructor(link: CoreLink, peers: Peers) {
    this.#link = link
    this.#peers = peers
  }

  /** Somebody has come; `leave` when they have what they came for. @throws Refusal house-banned, house-closed */
  async enter(request: IncomingMessage): Promise<{ readonly visitor: Visitor; readonly leave: () => Promise<void> }> {
    const { core } = this.#link
    const { address, secure } = this.#peers.of(request)
    const session = await core.sessions.open({ face: 'web', address, secure })
    const leave = (): Promise<void> => core.sessions.close({ session, reason: '' })
    try {
      await requireOpenHouse(core, session)
      return { visitor: { core, session }, leave }
    } catch (error) {
      await leave()
      throw error
    }
  }
}

const requireOpenHouse = async (core: Core, session: SessionId): Promise<void> => {
  const [{ guests }, level] = await Promise.all([
    core.accounts.registration({ session }),
    core.moderation.defcon({ session }),
  ])
  if (guests === 'none' || level <= NO_GUESTS) throw new Refusal('house-closed', 'guests')
}
