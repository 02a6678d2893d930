// A backup is one file: a whole copy of the store, taken while others write, with the small files of the state folder
// (host key, secrets) in a table of its own. Written beside its place, checked, synced, and only then given its name.

import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/** By name; each small. */
export type Keepsakes = ReadonlyMap<string, Uint8Array>

/** Why something is no backup, or could not become one; one line. */
export class BackupError extends Error {}

/** @throws BackupError there is such a file, or the copy is damaged; Error of the file system or SQLite */
export const writeBackup = (store: string, file: string, keepsakes: Keepsakes): void => {
  if (existsSync(file)) throw new BackupError(`${file} is there already`)
  const unfinished = `${file}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    copyStore(store, unfinished)
    chmodSync(unfinished, 0o600)
    addKeepsakes(unfinished, keepsakes)
    requireWhole(unfinished, 'the copy')
    putInPlace(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

const copyStore = (store: string, to: string): void => {
  const source = new Database(store, { fileMustExist: true, timeout: 30_000 })
  try {
    source.prepare('VACUUM INTO ?').run(to)
  } finally {
    source.close()
  }
}

const addKeepsakes = (file: string, keepsakes: Keepsakes): void => {
  const copy = new Database(file)
  copy.exec('CREATE TABLE keepsake (name TEXT PRIMARY KEY, octets BLOB NOT NULL) STRICT, WITHOUT ROWID')
  const insert = copy.prepare('INSERT INTO keepsake (name, octets) VALUES (?, ?)')
  copy.transaction(() => {
    for (const [name, octets] of keepsakes) insert.run(name, octets)
  })()
  copy.close()
}

export interface Restoration {
  readonly file: string
  readonly store: string
  /** What the store that is there is kept as; null when there is none. */
  readonly asideAs: string | null
  /** The newest user_version this program knows. */
  readonly newestShape: number
}

/**
 * Puts a backup in the place of the store. At no moment is there no store: a crash leaves the old one or the new one.
 * Returns the keepsakes. Nobody may have the store open.
 * @throws BackupError not a backup, damaged, of a newer Samband
 */
export const restoreBackup = ({ file, store, asideAs, newestShape }: Restoration): Keepsakes => {
  if (!existsSync(file)) throw new BackupError(`there is no ${file}`)
  const unfinished = `${store}.unfinished`
  try {
    copyFileSync(file, unfinished, constants.COPYFILE_FICLONE)
    chmodSync(unfinished, 0o600)
    requireWhole(unfinished, file)
    const keepsakes = takeKeepsakes(unfinished, file, newestShape)
    if (asideAs !== null) setAside(store, asideAs)
    putInPlace(unfinished, store)
    return keepsakes
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true })
  }
}

const takeKeepsakes = (copy: string, file: string, newestShape: number): Keepsakes => {
  const sqlite = new Database(copy)
  try {
    const shape = Number(sqlite.pragma('user_version', { simple: true }))
    if (shape > newestShape) throw new BackupError(`${file} was made by a newer Samband: restore it with that one`)
    const isOurs = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'keepsake'").get() !== undefined
    if (shape === 0 || !isOurs) throw new BackupError(`${file} is no backup of a Samband`)
    const rows = sqlite.prepare<[], { name: string; octets: Buffer }>('SELECT name, octets FROM keepsake').all()
    // Keys shall not linger in the store's free pages.
    sqlite.pragma('secure_delete = ON')
    sqlite.exec('DROP TABLE keepsake')
    return new Map(rows.map(({ name, octets }) => [name, octets]))
  } finally {
    sqlite.close()
  }
}

/** The old store is emptied of its log first: a log left behind would be replayed into the new one. */
const setAside = (store: string, asideAs: string): void => {
  try {
    const old = new Database(store)
    old.pragma('wal_checkpoint(TRUNCATE)')
    old.close()
  } catch {
    // It may be what is broken. Its log goes with it, so that whoever wants to mend it has both.
    if (existsSync(`${store}-wal`)) renameSync(`${store}-wal`, `${asideAs}-wal`)
  }
  rmSync(`${store}-shm`, { force: true })
  copyFileSync(store, asideAs, constants.COPYFILE_FICLONE)
  chmodSync(asideAs, 0o600)
  sync(asideAs)
}

const requireWhole = (file: string, name: string): void => {
  let found: string
  try {
    const sqlite = new Database(file)
    found = String(sqlite.pragma('quick_check(1)', { simple: true }))
    sqlite.close()
  } catch (error) {
    found = error instanceof Error ? error.message : String(error)
  }
  if (found !== 'ok') throw new BackupError(`${name} is damaged, or no backup: ${found}`)
}

const putInPlace = (unfinished: string, file: string): void => {
  sync(unfinished)
  renameSync(unfinished, file)
  sync(dirname(file))
}

const sync = (path: string): void => {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
