// Mentions, ignored names and the list of members, in SQLite.

import type {
  IgnoreRepository,
  MentionRepository,
  MentionRow,
  PeopleRepository,
} from '../core/community/community-repository.ts'
import type { AccountId, ChannelId } from '../core/ids.ts'
import type { Role } from '../core/visibility.ts'
import type { Store } from './database.ts'

/** Of one account. */
const MENTIONS_KEPT = 200

export const mentionRepository = (store: Store): MentionRepository => {
  const of = store.reader<{
    at: number
    by_nick: string
    channel_id: number | null
    msgid: string | null
    message_id: string | null
  }>(
    `SELECT at, by_nick, channel_id, msgid, message_id FROM mention
     WHERE account_id = ? AND at > ? ORDER BY id DESC LIMIT ?`,
  )
  const add = store.writer(
    'INSERT INTO mention (account_id, at, by_nick, channel_id, msgid, message_id) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const forget = store.writer(
    `DELETE FROM mention WHERE account_id = ? AND id <=
     (SELECT id FROM mention WHERE account_id = ? ORDER BY id DESC LIMIT 1 OFFSET ${MENTIONS_KEPT})`,
  )
  return {
    of: (account, since, limit) =>
      of.all(account, since, limit).map(
        ({ at, by_nick, channel_id, msgid, message_id }): MentionRow => ({
          ...{ at, by: by_nick, channel: channel_id as ChannelId | null, msgid, messageId: message_id },
        }),
      ),
    add: (account, { at, by, channel, msgid, messageId }) => {
      add.run(account, at, by, channel, msgid, messageId)
      forget.run(account, account)
    },
  }
}

export const ignoreRepository = (store: Store): IgnoreRepository => {
  const of = store.reader<{ name: string }>('SELECT name FROM ignored WHERE account_id = ? ORDER BY folded')
  const add = store.writer('INSERT INTO ignored (account_id, folded, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const remove = store.writer('DELETE FROM ignored WHERE account_id = ? AND folded = ?')
  return {
    of: (account) => of.all(account).map(({ name }) => name),
    add: (account, folded, name) => void add.run(account, folded, name),
    remove: (account, folded) => remove.run(account, folded).changes > 0,
  }
}

export const peopleRepository = (store: Store): PeopleRepository => {
  const list = store.reader<{
    id: number
    name: string
    display_name: string
    role: Role
    created: number
    last_seen: number | null
    unlisted: 0 | 1
  }>(
    `SELECT a.id, a.name, a.display_name, a.role, a.created,
       max(coalesce(a.last_seen, 0), coalesce((SELECT max(c.seen) FROM caller c WHERE c.account_id = a.id), 0)) AS last_seen,
       EXISTS (SELECT 1 FROM caller_unlisted u WHERE u.account_id = a.id) AS unlisted
     FROM account a
     WHERE a.state = 'active' AND a.folded > ? AND (instr(a.folded, ?) > 0 OR instr(lower(a.display_name), ?) > 0)
     ORDER BY a.folded LIMIT ?`,
  )
  const names = store.reader<{ folded: string; id: number }>('SELECT folded, id FROM account')
  return {
    list: ({ search, after, limit }) => {
      const wanted = search.toLowerCase()
      return list.all(after, wanted, wanted, limit).map(({ display_name, last_seen, unlisted, id, ...rest }) => ({
        ...rest,
        id: id as AccountId,
        displayName: display_name,
        lastSeen: last_seen === null || last_seen === 0 ? null : last_seen,
        isUnlisted: unlisted === 1,
      }))
    },
    names: () => names.all().map(({ folded, id }) => ({ folded, id: id as AccountId })),
  }
}
