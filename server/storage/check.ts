// Looks a store over that nobody has open: is it whole? Opening it replays its write-ahead log, so after a crash this
// is for copies.

import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/** `ok`, or what SQLite found wrong, one line each (PRAGMA quick_check). A file that is not there yet is whole. */
export const checkStore = (file: string): string => {
  if (!existsSync(file)) return 'ok'
  let sqlite: Database.Database | undefined
  try {
    sqlite = new Database(file)
    const rows = sqlite.pragma('quick_check') as readonly { readonly quick_check: string }[]
    return rows.map((row) => row.quick_check).join('\n')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    sqlite?.close()
  }
}
