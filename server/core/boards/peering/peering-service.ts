// Peering: who is a peer, what comes from peers and what goes to them. Sockets are the gateway's business; here is what
// must survive them.

import type { SessionService } from '../../accounts/session-service.ts'
import type { MessageId, SessionId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { canDo } from '../../visibility.ts'
import { Intake, type IntakeOptions } from './intake.ts'
import { Offers } from './offers.ts'
import { isExchanged, type Peer, type PeerState, type PeerStatus } from './peer.ts'
import type { PeerRepository } from './peer-repository.ts'
import type { Answer, BacklogEntry, Offer, Peering, Taken } from './peering-calls.ts'

export interface PeeringServiceOptions extends IntakeOptions {
  readonly sessions: SessionService
  readonly peers: readonly Peer[]
  readonly peerRepository: PeerRepository
}

const MOST_ENTRIES = 500
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000
/** A peer that says "later" so often means "no". */
const MOST_TRIES = 60
const ERROR_CHARACTERS = 300
/** The history need not be longer than what is still taken, by a day (RFC 5537 §3.6). */
const HISTORY_MARGIN_MS = 86_400_000
/** How long the keys of a cancel wait for its article. */
const KEYS_KEPT_MS = 7 * 86_400_000
const FORGOTTEN_AT_ONCE = 1000
const TIDY_EVERY_MS = 60_000

export class PeeringService implements Peering {
  readonly #options: PeeringServiceOptions
  readonly #intake: Intake
  readonly #offers = new Offers()
  readonly #states = new Map<string, PeerState>()
  /** Whose article is being filed: events of it are told before `take` returns. */
  #source: Peer | null = null
  readonly #tidied = new Map<string, number>()

  constructor(options: PeeringServiceOptions) {
    this.#options = options
    this.#intake = new Intake(options)
    options.tick.run(() => {
      const fresh = options.peerRepository.settlePeers(options.peers.map(({ name }) => name))
      for (const peer of options.peers) if (fresh.includes(peer.name)) options.feeding.backfill(peer)
    })
    options.tick.subscribe((event) => {
      const { tick, feeding } = options
      if (event.type === 'article.posted') tick.run(() => feeding.article(event.article, this.#source))
      if (event.type === 'article.cancelled' && this.#source === null) tick.run(() => feeding.withdrawal(event.article))
    })
  }

  peerOf({ session }: { session: SessionId }): string | null {
    return this.#peersOf(session)[0]?.name ?? null
  }

  offer({ session, messageId }: { session: SessionId; messageId: MessageId }): Offer {
    const [peer] = this.#requirePeers(session)
    const { history, clock } = this.#options
    if (history.knows(messageId)) return 'known'
    return this.#offers.claim(messageId, peer.name, clock.now()) ? 'wanted' : 'later'
  }

  take({ session, messageId, octets, upstream }: Parameters<Peering['take']>[0]): Taken {
    const among: readonly [Peer, ...Peer[]] =
      upstream === undefined ? this.#requirePeers(session) : [this.#requireOf(session, upstream)]
    const peer = this.#senderOf(among, octets)
    const { sessions, peerRepository, tick, clock } = this.#options
    const address = upstream === undefined ? sessions.addressOf(session) : ''
    this.#source = peer
    try {
      return tick.run(() => {
        const taken = this.#intake.take(peer, address, messageId, octets)
        this.#offers.settle(messageId)
        peerRepository.count(peer.name, taken.kind === 'taken' ? 'received' : 'refused', clock.now())
        this.#tidy(peer.name)
        return taken
      })
    } finally {
      this.#source = null
    }
  }

  backlog({ session, peer, after, limit }: Parameters<Peering['backlog']>[0]): readonly BacklogEntry[] {
    const { peerRepository, clock } = this.#options
    const { name } = this.#requireOf(session, peer)
    this.#tidy(name)
    return peerRepository.entries(name, after, clock.now(), Math.min(MOST_ENTRIES, Math.max(1, limit)))
  }

  octets({ session, peer, entry, proto }: Parameters<Peering['octets']>[0]): Uint8Array | null {
    const { peerRepository, relayFormat } = this.#options
    const octets = peerRepository.octets(this.#requireOf(session, peer).name, entry)
    return octets !== null && proto ? relayFormat.toProto(octets) : octets
  }

  answered({ session, peer, answers }: { session: SessionId; peer: string; answers: readonly Answer[] }): void {
    const { tick, peerRepository, clock } = this.#options
    const { name } = this.#requireOf(session, peer)
    const now = clock.now()
    tick.run(() => {
      for (const { entry, kind } of answers) {
        const tries = kind === 'later' ? peerRepository.tries(name, entry) : 0
        if (kind === 'later' && tries < MOST_TRIES) {
          const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10))
          peerRepository.putOff(name, entry, now + wait)
        } else {
          peerRepository.remove(name, entry)
          peerRepository.count(name, kind === 'later' ? 'dropped' : kind, now)
        }
      }
    })
  }

  report({ session, peer, state, error }: Parameters<Peering['report']>[0]): void {
    const { tick, peerRepository, clock } = this.#options
    const { name } = this.#requireOf(session, peer)
    this.#states.set(name, state)
    if (error === undefined) return
    tick.run(() => peerRepository.setError(name, error.slice(0, ERROR_CHARACTERS), clock.now()))
  }

  status({ session }: { session: SessionId }): readonly PeerStatus[] {
    this.#requireStaff(session)
    return this.#options.peers.map(({ name }) => ({
      ...this.#options.peerRepository.status(name),
      state: this.#states.get(name) ?? 'resting',
    }))
  }

  positions({ session, peer: name }: { session: SessionId; peer: string }): ReturnType<Peering['positions']> {
    const peer = this.#requireOf(session, name)
    const { repository, peerRepository } = this.#options
    const boards = repository.boards().filter((board) => isExchanged(peer, board))
    return { boards: boards.map((board) => board.name), read: peerRepository.positions(peer.name) }
  }

  setPosition({ session, peer, group, position }: Parameters<Peering['setPosition']>[0]): void {
    const { tick, peerRepository } = this.#options
    const { name } = this.#requireOf(session, peer)
    tick.run(() => peerRepository.setPosition(name, group, Math.floor(position)))
  }

  unknown({ session, messageIds }: Parameters<Peering['unknown']>[0]): readonly MessageId[] {
    this.#requireStaff(session)
    if (messageIds.length > MOST_ENTRIES) throw new Refusal('too-many', `${MOST_ENTRIES} ids at a time`)
    return messageIds.filter((messageId) => !this.#options.history.knows(messageId))
  }

  /** Peers that this may be: whose account it is, or those at its address. */
  #peersOf(session: SessionId): readonly Peer[] {
    const { sessions, peers } = this.#options
    const { accountName } = sessions.actor(session)
    const address = sessions.addressOf(session)
    const feeding = peers.filter(({ feedsUs }) => feedsUs)
    const byAccount = feeding.filter(({ account }) => account !== '' && account === accountName)
    return byAccount.length > 0 ? byAccount : feeding.filter(({ isAt }) => address !== '' && isAt(address))
  }

  #requirePeers(session: SessionId): readonly [Peer, ...Peer[]] {
    const [first, ...others] = this.#peersOf(session)
    if (first === undefined) throw new Refusal('not-permitted', 'feeding this server')
    return [first, ...others]
  }

  /** Where several share an address, the one that stands first in the Path. */
  #senderOf([first, ...others]: readonly [Peer, ...Peer[]], octets: Uint8Array | null): Peer {
    if (others.length === 0 || octets === null) return first
    const [latest = ''] = this.#options.relayFormat.facts(octets).path
    return [first, ...others].find(({ pathIdentities }) => pathIdentities.includes(latest)) ?? first
  }

  #requireStaff(session: SessionId): void {
    if (!canDo(this.#options.sessions.actor(session), 'exchange-news')) {
      throw new Refusal('not-permitted', 'exchanging news')
    }
  }

  #requireOf(session: SessionId, name: string): Peer {
    this.#requireStaff(session)
    const peer = this.#options.peers.find((each) => each.name === name)
    if (peer === undefined) throw new Refusal('no-such-thing', `a peer ${name}`)
    return peer
  }

  /** What was taken back need not be sent, and what is too old need not be remembered. Now and then. */
  #tidy(peer: string): void {
    const { tick, history, peerRepository, clock, cutoffMs } = this.#options
    const now = clock.now()
    if (now - (this.#tidied.get(peer) ?? 0) < TIDY_EVERY_MS) return
    this.#tidied.set(peer, now)
    tick.run(() => {
      peerRepository.removeDead(peer, MOST_ENTRIES)
      history.forgetCancelKeysBefore(now - KEYS_KEPT_MS)
      history.forgetBefore(now - cutoffMs - HISTORY_MARGIN_MS, FORGOTTEN_AT_ONCE)
    })
  }
}
