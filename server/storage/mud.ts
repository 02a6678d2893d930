// The world of the MUD in SQLite: objects as rows, what only some kinds have as JSON.

import type { AccountId } from '../core/ids.ts'
import type { Kind, MudId, MudObject } from '../core/mud/mud-object.ts'
import type { MudLogEntry, MudRepository } from '../core/mud/mud-repository.ts'
import type { Store } from './database.ts'

interface ObjectRow {
  readonly id: number
  readonly kind: Kind
  readonly location_id: number | null
  readonly target_id: number | null
  readonly owner_id: number | null
  readonly account_id: number | null
  readonly seed_key: string | null
  readonly seed_hash: string | null
  readonly state: string
}

interface LogRow {
  readonly id: number
  readonly at: number
  readonly actor: string
  readonly account_id: number | null
  readonly act: string
  readonly object_id: number
  readonly before: string | null
  readonly deed: number | null
  readonly undoes: number | null
}

type State = Pick<MudObject, 'name' | 'text' | 'words' | 'parent' | 'flags' | 'locks' | 'props'> &
  Pick<MudObject, 'one' | 'the'>

const objectOf = (row: ObjectRow): MudObject => {
  const state: State = JSON.parse(row.state)
  return {
    ...state,
    id: row.id as MudId,
    kind: row.kind,
    location: row.location_id as MudId | null,
    target: row.target_id as MudId | null,
    owner: row.owner_id as AccountId | null,
    account: row.account_id as AccountId | null,
    seed: row.seed_key === null ? null : { key: row.seed_key, hash: row.seed_hash ?? '' },
  }
}

/** In the order of the statements' parameters. */
const valuesOf = (object: Omit<MudObject, 'id'>) => {
  const { name, one, the, text, words, parent, flags, locks, props } = object
  const state: State = {
    ...{ name, text, words, parent, flags, locks, props },
    ...(one !== undefined && { one }),
    ...(the !== undefined && { the }),
  }
  const { kind, location, target, owner, account, seed } = object
  return [kind, location, target, owner, account, seed?.key ?? null, seed?.hash ?? null, JSON.stringify(state)] as const
}

const entryOf = (row: LogRow): MudLogEntry => ({
  ...{ id: row.id, deed: row.deed ?? row.id, undoes: row.undoes, at: row.at, actor: row.actor, act: row.act },
  account: row.account_id as AccountId | null,
  object: row.object_id as MudId,
  before: row.before === null ? null : JSON.parse(row.before),
})

const COLUMNS = 'kind, location_id, target_id, owner_id, account_id, seed_key, seed_hash, state'
const LOG = 'SELECT id, deed, undoes, at, actor, account_id, act, object_id, before FROM mud_log'

export const mudRepository = (store: Store): MudRepository => {
  const all = store.reader<ObjectRow>(`SELECT id, ${COLUMNS} FROM mud_object`)
  const insert = store.writer(`INSERT INTO mud_object (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const put = store.writer(
    `INSERT INTO mud_object (id, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, location_id = excluded.location_id,
       target_id = excluded.target_id, owner_id = excluded.owner_id, account_id = excluded.account_id,
       seed_key = excluded.seed_key, seed_hash = excluded.seed_hash, state = excluded.state`,
  )
  const remove = store.writer('DELETE FROM mud_object WHERE id = ?')
  const log = store.writer(
    'INSERT INTO mud_log (deed, undoes, at, actor, account_id, act, object_id, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const logOf = store.reader<LogRow>(`${LOG} WHERE object_id = ? ORDER BY id DESC LIMIT ?`)
  const logBy = store.reader<LogRow>(`${LOG} WHERE account_id = ? ORDER BY id DESC LIMIT ?`)
  const destroyed = store.reader<{ id: number }>(
    "SELECT id FROM mud_log WHERE act = 'destroy' AND json_extract(before, '$.seed.key') = ? LIMIT 1",
  )
  const planted = store.reader<{ value: string }>('SELECT value FROM setting WHERE name = ?')
  const setPlanted = store.writer(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  return {
    wasDestroyed: (key) => destroyed.get(key) !== undefined,
    planted: (wing) => planted.get(`mud.wing.${wing}`)?.value ?? '',
    setPlanted: (wing, hash) => void setPlanted.run(`mud.wing.${wing}`, hash),
    all: () => all.all().map(objectOf),
    insert: (object) => Number(insert.run(...valuesOf(object)).lastInsertRowid) as MudId,
    put: (object) => void put.run(object.id, ...valuesOf(object)),
    remove: (id) => void remove.run(id),
    log: ({ deed, undoes, at, actor, account, act, object, before }) => {
      const was = before === null ? null : JSON.stringify(before)
      return Number(log.run(deed, undoes, at, actor, account, act, object, was).lastInsertRowid)
    },
    logOf: (object, limit) => logOf.all(object, limit).map(entryOf),
    logBy: (account, limit) => logBy.all(account, limit).map(entryOf),
  }
}
