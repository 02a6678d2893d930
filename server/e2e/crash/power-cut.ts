// Files as a power cut leaves them: the C shim that keeps what was synced, and what puts it in place of what was there.

import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../root.ts'

/** Compiles the shim, for as long as this process lives. Null without gcc. @throws Error when it does not compile */
export const compileShim = (): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-shim-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const library = join(folder, 'power-cut.so')
  const source = join(PROJECT_ROOT, 'server/e2e/crash/power-cut.c')
  const { error, status, stderr } = spawnSync(
    'gcc',
    ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror', '-o', library, source, '-ldl', '-lpthread'],
    { encoding: 'utf8' },
  )
  if (error !== undefined) return null
  if (status !== 0) throw new Error(`the power-cut shim does not compile: ${stderr}`)
  return library
}

/**
 * How much of what was never synced is gone: all of it, or a random half of its 512-octet sectors, as when the disk was
 * in the middle of writing them.
 */
export type Loss = 'all' | 'half of the sectors'

const SECTOR = 512
/** Held by the kernel or made anew at each start; no file that lasts. */
const isPassing = (name: string): boolean => /^lock|\.sock$|-shm$|^\.durable$/.test(name)

/** Everything that is in the folder now counts as synced. Call before the daemon starts. */
export const markDurable = (folder: string): void => {
  const durable = join(folder, '.durable')
  rmSync(durable, { recursive: true, force: true })
  mkdirSync(durable, { recursive: true })
  for (const name of lasting(folder)) copyFileSync(join(folder, name), join(durable, name))
}

/** Call when the daemon is dead. Returns how many octets differ from what was there. */
export const cutPower = (folder: string, loss: Loss, random: () => number): number => {
  const durable = join(folder, '.durable')
  let changed = 0
  for (const name of new Set([...lasting(folder), ...lasting(durable)])) {
    const written = readOrEmpty(join(folder, name))
    const synced = readOrEmpty(join(durable, name))
    const left = loss === 'all' ? synced : tear(synced, written, random)
    changed += countDifferent(written, left)
    writeFileSync(join(folder, name), left)
  }
  return changed
}

// The shim's temporary copies end in a number: a SIGKILL may have left one.
const lasting = (folder: string): string[] =>
  readdirSync(folder).filter(
    (name) => !isPassing(name) && !/\.\d+$/.test(name) && statSync(join(folder, name)).isFile(),
  )

const readOrEmpty = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0))

const tear = (synced: Buffer, written: Buffer, random: () => number): Buffer => {
  const length = random() < 0.5 ? synced.length : written.length
  const left = Buffer.alloc(length)
  for (let at = 0; at < length; at += SECTOR) {
    const end = Math.min(at + SECTOR, length)
    const from = random() < 0.5 ? synced : written
    if (at < from.length) from.copy(left, at, at, Math.min(end, from.length))
  }
  return left
}

const countDifferent = (a: Buffer, b: Buffer): number => {
  let different = Math.abs(a.length - b.length)
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) different += 1
  return different
}
