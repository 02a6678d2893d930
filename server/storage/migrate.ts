// Brings a store to the newest shape: numbered files, each in one transaction, counted by user_version.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from './database.ts'

/** The store was written by a newer Samband than this one. */
export class NewerStore extends Error {}

interface Migration {
  readonly version: number
  readonly file: string
}

/** In order; the numbers must be 1, 2, 3 … without a hole. */
export const listMigrations = (folder: string): readonly Migration[] => {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
  return files.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`migration ${name} stands where number ${index + 1} should`)
    return { version, file: join(folder, name) }
  })
}

/** @throws NewerStore */
export const migrate = (store: Store, folder: string): void => {
  const migrations = listMigrations(folder)
  const newest = migrations.length
  if (store.userVersion > newest) {
    throw new NewerStore(
      `the database has shape ${store.userVersion}, this Samband knows shapes up to ${newest}: run the newer version`,
    )
  }
  for (const { version, file } of migrations) {
    if (version > store.userVersion) store.migrate(readFileSync(file, 'utf8'), version)
  }
}
