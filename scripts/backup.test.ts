// The drill: what `npm run backup` and `npm run restore` do, over a real store that is being written to.

import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BackupError, restoreBackup, writeBackup } from '../server/storage/backup.ts'
import { checkStore } from '../server/storage/check.ts'
import { openCore, type TestCore } from '../server/testing/core.ts'

let core: TestCore
let folder: string
let store: string

beforeEach(() => {
  core = openCore()
  folder = mkdtempSync(join(tmpdir(), 'samband-backup-'))
  store = core.house.state.database
})

afterEach(() => {
  core.close()
  rmSync(folder, { recursive: true, force: true })
})

const NEWEST_SHAPE = 10_000
const contains = (file: string, text: string): boolean => readFileSync(file).includes(text)
const restored = (): string => join(folder, 'restored.db')

test('a backup taken while the daemon writes brings back what had been said, and the keys', async () => {
  const session = await core.enter('kari')
  core.channels.join({ session, channel: '#lobby' })
  core.channels.say({ session, channel: '#lobby', text: 'before the backup' })
  core.house.tick.settle()
  const file = join(folder, 'backup.db')
  writeBackup(store, file, new Map([['ssh_host_ed25519_key', Buffer.from('0nly for the host')]]))
  core.channels.say({ session, channel: '#lobby', text: 'after the backup' })
  core.house.tick.settle()

  const keepsakes = restoreBackup({ file, store: restored(), asideAs: null, newestShape: NEWEST_SHAPE })
  expect(Buffer.from(keepsakes.get('ssh_host_ed25519_key') ?? []).toString()).toBe('0nly for the host')
  expect(contains(restored(), 'before the backup')).toBe(true)
  expect(contains(restored(), 'after the backup')).toBe(false)
  expect(contains(restored(), '0nly for the host')).toBe(false)
  expect(checkStore(restored())).toBe('ok')
})

test('only the owner may read a backup, and nothing half-done is left beside it', () => {
  const file = join(folder, 'backup.db')
  writeBackup(store, file, new Map())
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['backup.db'])
})

test('a backup never takes the place of a file that is there', () => {
  const file = join(folder, 'precious')
  writeFileSync(file, 'mine')
  expect(() => writeBackup(store, file, new Map())).toThrow(BackupError)
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test.each([
  ['a text file', (file: string) => writeFileSync(file, 'hello')],
  ['a backup cut short', (file: string) => truncateSync(file, statSync(file).size - 5000)],
])('%s is refused, and the store that is there stays', (_, spoil) => {
  const file = join(folder, 'backup.db')
  writeBackup(store, file, new Map())
  spoil(file)
  writeFileSync(restored(), 'the old store')
  const restoration = { file, store: restored(), asideAs: join(folder, 'aside'), newestShape: NEWEST_SHAPE }
  expect(() => restoreBackup(restoration)).toThrow(BackupError)
  expect(readFileSync(restored(), 'utf8')).toBe('the old store')
  expect(existsSync(join(folder, 'aside'))).toBe(false)
})

test('a backup of a newer Samband is refused by name', () => {
  const file = join(folder, 'backup.db')
  writeBackup(store, file, new Map())
  const restoration = { file, store: restored(), asideAs: null, newestShape: 0 }
  expect(() => restoreBackup(restoration)).toThrow('newer Samband')
})

test('the store that was there, with what was only in its log, is kept aside', async () => {
  const file = join(folder, 'backup.db')
  writeBackup(store, file, new Map())
  const session = await core.enter('kari')
  core.channels.join({ session, channel: '#lobby' })
  core.channels.say({ session, channel: '#lobby', text: 'only in the log' })
  core.house.tick.settle()
  copyFileSync(store, restored())
  copyFileSync(`${store}-wal`, `${restored()}-wal`)
  expect(contains(restored(), 'only in the log')).toBe(false)

  const aside = join(folder, 'aside.db')
  restoreBackup({ file, store: restored(), asideAs: aside, newestShape: NEWEST_SHAPE })
  expect(contains(aside, 'only in the log')).toBe(true)
  expect(contains(restored(), 'only in the log')).toBe(false)
  expect(existsSync(`${restored()}-wal`)).toBe(false)
})
