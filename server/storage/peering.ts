// What waits for each peer and what became of it, in SQLite. `waiting` is kept by triggers, so that it is never counted.

import type { PeerStatus } from '../core/boards/peering/peer.ts'
import type { PeerCounter, PeerRepository } from '../core/boards/peering/peer-repository.ts'
import type { AccountId, ArticleId, MessageId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface PeerRow {
  readonly name: string
  readonly waiting: number
  readonly sent: number
  readonly unwanted: number
  readonly received: number
  readonly refused: number
  readonly dropped: number
  readonly last_contact: number | null
  readonly last_error: string | null
  readonly last_error_at: number | null
}

const EMPTY = { waiting: 0, sent: 0, unwanted: 0, received: 0, refused: 0, dropped: 0 }

export const peerRepository = (store: Store): PeerRepository => ({
  ...peers(store),
  ...queue(store),
  ...entries(store),
  ...positions(store),
})

const statusOf = (row: PeerRow): Omit<PeerStatus, 'state'> => {
  const { name, waiting, sent, unwanted, received, refused, dropped, last_error: what, last_error_at: at } = row
  const lastError = what === null || at === null ? null : { what, at }
  return { name, waiting, sent, unwanted, received, refused, dropped, lastContact: row.last_contact, lastError }
}

const peers = (store: Store): Pick<PeerRepository, 'settlePeers' | 'status' | 'count' | 'setError'> => {
  const all = store.reader<{ name: string }>('SELECT name FROM peer')
  const add = store.writer('INSERT INTO peer (name) VALUES (?) ON CONFLICT DO NOTHING')
  const remove = store.writer('DELETE FROM peer WHERE name = ?')
  const status = store.reader<PeerRow>('SELECT * FROM peer WHERE name = ?')
  const counter = (column: PeerCounter) =>
    store.writer(`UPDATE peer SET ${column} = ${column} + 1, last_contact = ? WHERE name = ?`)
  const counters: Record<PeerCounter, ReturnType<typeof counter>> = {
    sent: counter('sent'),
    unwanted: counter('unwanted'),
    received: counter('received'),
    refused: counter('refused'),
    dropped: counter('dropped'),
  }
  const setError = store.writer('UPDATE peer SET last_error = ?, last_error_at = ? WHERE name = ?')
  return {
    settlePeers: (names) => {
      const known = all.all().map(({ name }) => name)
      for (const name of known) if (!names.includes(name)) remove.run(name)
      const fresh = names.filter((name) => !known.includes(name))
      for (const name of fresh) add.run(name)
      return fresh
    },
    status: (name) => {
      const row = status.get(name)
      return row === undefined ? { name, ...EMPTY, lastContact: null, lastError: null } : statusOf(row)
    },
    count: (peer, name, at) => void counters[name].run(at, peer),
    setError: (peer, what, at) => void setError.run(what, at, peer),
  }
}

const queue = (
  store: Store,
): Pick<PeerRepository, 'articlesSince' | 'withdrawn' | 'keepControl' | 'enqueue' | 'dropOldest'> => {
  const withdrawn = store.reader<{ account_id: number; raw: Uint8Array }>(
    `SELECT account_id, raw FROM article
     WHERE id = ? AND state = 'cancelled' AND superseded_by IS NULL AND account_id IS NOT NULL AND raw IS NOT NULL`,
  )
  const since = store.reader<{ id: number }>(
    `SELECT id FROM (
       SELECT id, arrived FROM article
       WHERE state = 'live' AND arrived >= ? AND date >= ? AND (? = 'all' OR account_id IS NOT NULL)
       ORDER BY arrived DESC, id DESC LIMIT ?
     ) ORDER BY arrived, id`,
  )
  const keep = store.writer<{ id: number }>(
    `INSERT INTO peer_control (message_id, raw) VALUES (?, ?)
     ON CONFLICT (message_id) DO UPDATE SET raw = excluded.raw RETURNING id`,
  )
  const enqueue = store.writer('INSERT INTO peer_backlog (peer, article_id, control_id) VALUES (?, ?, ?)')
  const drop = store.writer(
    'DELETE FROM peer_backlog WHERE id = (SELECT id FROM peer_backlog WHERE peer = ? ORDER BY id LIMIT 1)',
  )
  const dropped = store.writer('UPDATE peer SET dropped = dropped + 1 WHERE name = ?')
  return {
    articlesSince: (moment, of, limit) => since.all(moment, moment, of, limit).map(({ id }) => id as ArticleId),
    withdrawn: (article) => {
      const row = withdrawn.get(article)
      return row === undefined ? undefined : { account: row.account_id as AccountId, raw: row.raw }
    },
    keepControl: (messageId, raw) => keep.get(messageId, raw)?.id ?? 0,
    enqueue: (peer, what) =>
      void enqueue.run(peer, 'article' in what ? what.article : null, 'control' in what ? what.control : null),
    dropOldest: (peer) => {
      drop.run(peer)
      dropped.run(peer)
    },
  }
}

type Entries = 'entries' | 'octets' | 'tries' | 'remove' | 'putOff' | 'removeDead'

const entries = (store: Store): Pick<PeerRepository, Entries> => {
  const page = store.reader<{ id: number; message_id: string }>(
    `SELECT b.id, coalesce(a.message_id, c.message_id) AS message_id FROM peer_backlog b
     LEFT JOIN article a ON a.id = b.article_id AND a.state = 'live'
     LEFT JOIN peer_control c ON c.id = b.control_id
     WHERE b.peer = ? AND b.id > ? AND b.not_before <= ? AND (a.id IS NOT NULL OR c.id IS NOT NULL)
     ORDER BY b.id LIMIT ?`,
  )
  const octets = store.reader<{ raw: Uint8Array }>(
    `SELECT coalesce(a.raw, c.raw) AS raw FROM peer_backlog b
     LEFT JOIN article a ON a.id = b.article_id AND a.state = 'live'
     LEFT JOIN peer_control c ON c.id = b.control_id
     WHERE b.peer = ? AND b.id = ? AND coalesce(a.raw, c.raw) IS NOT NULL`,
  )
  const tries = store.reader<{ tries: number }>('SELECT tries FROM peer_backlog WHERE peer = ? AND id = ?')
  const remove = store.writer<{ control_id: number | null }>(
    'DELETE FROM peer_backlog WHERE peer = ? AND id = ? RETURNING control_id',
  )
  // Its octets stay as long as another peer waits for them.
  const forget = store.writer(
    'DELETE FROM peer_control WHERE id = ? AND NOT EXISTS (SELECT 1 FROM peer_backlog WHERE control_id = peer_control.id)',
  )
  const putOff = store.writer('UPDATE peer_backlog SET tries = tries + 1, not_before = ? WHERE peer = ? AND id = ?')
  const dead = store.writer(
    `DELETE FROM peer_backlog WHERE id IN (
       SELECT b.id FROM peer_backlog b JOIN article a ON a.id = b.article_id
       WHERE b.peer = ? AND a.state <> 'live' ORDER BY b.id LIMIT ?)`,
  )
  return {
    entries: (peer, after, now, limit) =>
      page.all(peer, after, now, limit).map((row) => ({ entry: row.id, messageId: row.message_id as MessageId })),
    octets: (peer, entry) => octets.get(peer, entry)?.raw ?? null,
    tries: (peer, entry) => tries.get(peer, entry)?.tries ?? 0,
    remove: (peer, entry) => {
      const control = remove.get(peer, entry)?.control_id ?? null
      if (control !== null) forget.run(control)
    },
    putOff: (peer, entry, until) => void putOff.run(until, peer, entry),
    removeDead: (peer, limit) => void dead.run(peer, limit),
  }
}

const positions = (store: Store): Pick<PeerRepository, 'positions' | 'setPosition'> => {
  const all = store.reader<{ newsgroup: string; position: number }>(
    'SELECT newsgroup, position FROM peer_cursor WHERE peer = ?',
  )
  const set = store.writer(
    `INSERT INTO peer_cursor (peer, newsgroup, position) VALUES (?, ?, ?)
     ON CONFLICT (peer, newsgroup) DO UPDATE SET position = excluded.position`,
  )
  return {
    positions: (peer) => Object.fromEntries(all.all(peer).map(({ newsgroup, position }) => [newsgroup, position])),
    setPosition: (peer, group, position) => void set.run(peer, group, position),
  }
}
