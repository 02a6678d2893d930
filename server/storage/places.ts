// Places in SQLite: which board belongs to which channel.

import { foldChannelName } from '../../shared/names.ts'
import type { Msgid } from '../core/ids.ts'
import type { Place, PlaceRepository } from '../core/places/place-repository.ts'
import type { Role } from '../core/visibility.ts'
import type { Store } from './database.ts'

interface PlaceRow {
  readonly channel: string
  readonly channel_read_role: Role
  readonly board: string
  readonly board_read_role: Role
  readonly set_by: string
  readonly set_at: number
}

// Of a board that is for a group, only the staff's role is sure to be enough.
const SELECT = `SELECT c.name AS channel, c.read_role AS channel_read_role, b.name AS board,
    CASE WHEN b.read_group IS NULL THEN b.read_role ELSE 'moderator' END AS board_read_role, p.set_by, p.set_at
  FROM place p JOIN channel c ON c.id = p.channel_id JOIN board b ON b.id = p.board_id`

const placeOf = (row: PlaceRow): Place => ({
  ...{ channel: row.channel, board: row.board, setBy: row.set_by, setAt: row.set_at },
  ...{ channelReadRole: row.channel_read_role, boardReadRole: row.board_read_role },
})

export const placeRepository = (store: Store): PlaceRepository => {
  const all = store.reader<PlaceRow>(`${SELECT} ORDER BY c.folded`)
  const ofChannel = store.reader<PlaceRow>(`${SELECT} WHERE c.folded = ?`)
  const ofBoard = store.reader<PlaceRow>(`${SELECT} WHERE b.name = ? ORDER BY p.id`)
  const put = store.writer(
    `INSERT INTO place (channel_id, board_id, set_by, set_at)
     SELECT c.id, b.id, ?, ? FROM channel c, board b WHERE c.folded = ? AND b.name = ?
     ON CONFLICT (channel_id) DO UPDATE
     SET board_id = excluded.board_id, set_by = excluded.set_by, set_at = excluded.set_at`,
  )
  // One that has a room stays a place without its board.
  const loosen = store.writer(
    `UPDATE place SET board_id = NULL WHERE room IS NOT NULL AND channel_id = (SELECT id FROM channel WHERE folded = ?)`,
  )
  const remove = store.writer(
    'DELETE FROM place WHERE room IS NULL AND channel_id = (SELECT id FROM channel WHERE folded = ?)',
  )
  const announced = store.reader<{ channel: string; msgid: string }>(
    `SELECT c.name AS channel, a.msgid FROM announcement a JOIN channel c ON c.id = a.channel_id WHERE a.article_id = ?`,
  )
  const note = store.writer(
    `INSERT OR REPLACE INTO announcement (article_id, channel_id, msgid)
     SELECT ?, id, ? FROM channel WHERE folded = ?`,
  )
  const passOn = store.writer('UPDATE OR REPLACE announcement SET article_id = ? WHERE article_id = ?')
  const forget = store.writer('DELETE FROM announcement WHERE article_id = ?')
  const offered = store.reader('SELECT value FROM setting WHERE name = ?')
  const offer = store.writer("INSERT INTO setting (name, value) VALUES (?, 'offered')")
  return {
    all: () => all.all().map(placeOf),
    ofChannel: (channel) => {
      const row = ofChannel.get(foldChannelName(channel))
      return row === undefined ? undefined : placeOf(row)
    },
    ofBoard: (board) => ofBoard.all(board).map(placeOf),
    put: ({ channel, board, setBy, setAt }) => void put.run(setBy, setAt, foldChannelName(channel), board),
    remove: (channel) => {
      loosen.run(foldChannelName(channel))
      remove.run(foldChannelName(channel))
    },
    noteAnnouncement: (article, { channel, msgid }) => void note.run(article, msgid, foldChannelName(channel)),
    announcements: (article) =>
      announced.all(article).map(({ channel, msgid }) => ({ channel, msgid: msgid as Msgid })),
    passAnnouncements: (from, to) => void passOn.run(to, from),
    forgetAnnouncements: (article) => void forget.run(article),
    offer: (channel) => {
      const name = `place ${foldChannelName(channel)}`
      if (offered.get(name) !== undefined) return true
      offer.run(name)
      return false
    },
  }
}
