// Held lines, and how far newcomers are known, in SQLite.

import type { MessageKind } from '../core/channels/channel.ts'
import type { HeldRow, HoldRepository } from '../core/channels/hold-repository.ts'
import type { ChannelId } from '../core/ids.ts'
import type { Store } from './database.ts'

interface Row {
  readonly handle: string
  readonly at: number
  readonly channel_id: number | null
  readonly to_nick: string | null
  readonly nick: string
  readonly account: string | null
  readonly host: string
  readonly kind: MessageKind
  readonly text: string
}

const heldOf = ({ channel_id, to_nick, ...rest }: Row): HeldRow => ({
  ...rest,
  channel: channel_id as ChannelId | null,
  to: to_nick,
})

export const holdRepository = (store: Store): HoldRepository => {
  const held = store.reader<Row>(
    'SELECT handle, at, channel_id, to_nick, nick, account, host, kind, text FROM held_line ORDER BY at',
  )
  const hold = store.writer(
    `INSERT INTO held_line (handle, at, channel_id, to_nick, nick, account, host, kind, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const settle = store.writer('DELETE FROM held_line WHERE handle = ?')
  const forget = store.writer('DELETE FROM held_line WHERE at < ?')
  const heard = store.reader<{ lines: number }>('SELECT lines FROM newcomer WHERE account_id = ?')
  const setHeard = store.writer(
    `INSERT INTO newcomer (account_id, lines) VALUES (?, ?)
     ON CONFLICT (account_id) DO UPDATE SET lines = excluded.lines`,
  )
  return {
    held: () => held.all().map(heldOf),
    hold: ({ handle, at, channel, to, nick, account, host, kind, text }) =>
      void hold.run(handle, at, channel, to, nick, account, host, kind, text),
    settle: (handle) => settle.run(handle).changes > 0,
    forgetBefore: (at) => void forget.run(at),
    heard: (account) => heard.get(account)?.lines ?? 0,
    setHeard: (account, lines) => void setHeard.run(account, lines),
  }
}
