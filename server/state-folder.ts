// The folder that holds everything that lasts: database, keys, socket. Made with mode 0700, owned by one process at a
// time, and watched for free space.

import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'

/** Something about the state folder that only its owner can mend; one line. */
export class StateFolderError extends Error {}

export interface StateFolder {
  readonly path: string
  readonly database: string
  readonly consoleSocket: string
  /** Reads a secret file, or makes it (mode 0600) from what `make` returns. */
  secret(name: string, make: () => string): string
  /** MiB free for us on the disk the folder is on. */
  freeMib(): number
  /** Lets another process own the folder. */
  release(): void
}

/** @throws StateFolderError not writable, or owned by a running daemon */
export const openStateFolder = (path: string): StateFolder => {
  const folder = resolve(path)
  // Whatever this process makes, in here or through SQLite, is for its owner alone.
  process.umask(0o077)
  makeFolder(folder)
  const lock = takeLock(join(folder, 'lock'), folder)
  return {
    path: folder,
    ...stateFiles(folder),
    secret: (name, make) => readOrMake(join(folder, name), make),
    freeMib: () => {
      const { bavail, bsize } = statfsSync(folder)
      return (bavail * bsize) / 1_048_576
    },
    release: () => lock.close(),
  }
}

/** Where things are in a state folder, also for those who do not own it. */
export const stateFiles = (folder: string): Pick<StateFolder, 'database' | 'consoleSocket'> => ({
  database: join(resolve(folder), 'samband.db'),
  consoleSocket: join(resolve(folder), 'console.sock'),
})

export const randomSecret = (): string => randomBytes(32).toString('base64url')

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StateFolderError(`cannot write to the state folder ${folder} (${why})`)
  }
}

// SQLite takes and gives up file locks rightly on every system, and the kernel gives them up for a process that was
// killed; a file with a process id in it does neither.
const takeLock = (file: string, folder: string): Database.Database => {
  let lock: Database.Database | undefined
  try {
    lock = new Database(file, { timeout: 0 })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
      throw new StateFolderError(`another Samband is running on the state folder ${folder}`)
    }
    throw new StateFolderError(`cannot write to the state folder ${folder} (${code || String(error)})`)
  }
}

const readOrMake = (file: string, make: () => string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const secret = make()
    writeDurably(file, secret)
    return secret
  }
}

// A power cut leaves the whole file or none: an empty host key would keep the house shut for good.
const writeDurably = (file: string, text: string): void => {
  const unfinished = `${file}.new`
  const descriptor = openSync(unfinished, 'w', 0o600)
  writeFileSync(descriptor, text)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(unfinished, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
