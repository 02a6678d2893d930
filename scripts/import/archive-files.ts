// What lies behind the FILE arguments: mbox files, batches of rnews, single articles, folders of any of them, each also
// gzipped. Gives back plain files that can be read at any place.

import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

export type ArchiveKind = 'mbox' | 'rnews' | 'article'

export interface ArchiveFile {
  /** As the sysop named it. */
  readonly name: string
  /** Where its octets are now; another place than `name` when they were compressed. */
  readonly path: string
  readonly kind: ArchiveKind
  readonly octets: number
}

/** A file that cannot be imported; the message says why, for the one who named it. */
export class ArchiveError extends Error {}

/** Unpacked files, and the folder they are in, until dispose(). */
export class ArchiveFiles {
  readonly files: ArchiveFile[] = []
  #unpacked: string | null = null

  /** @throws ArchiveError for what is not there, cannot be read, or is packed in a way we do not know */
  async add(name: string): Promise<void> {
    const stat = statOf(name)
    if (stat.isDirectory()) {
      for (const entry of readdirSync(name).sort()) {
        if (!entry.startsWith('.')) await this.add(join(name, entry))
      }
      return
    }
    if (!stat.isFile()) throw new ArchiveError(`${name} is no file`)
    const path = await this.#unpack(name)
    const octets = statSync(path).size
    if (octets > 0) this.files.push({ name, path, octets, kind: kindOf(path) })
  }

  dispose(): void {
    if (this.#unpacked !== null) rmSync(this.#unpacked, { recursive: true, force: true })
    this.#unpacked = null
  }

  async #unpack(name: string): Promise<string> {
    const head = headOf(name)
    if (head.startsWith('PK\x03\x04')) throw new ArchiveError(`${name} is a zip file: unpack it first`)
    if (head.startsWith('BZh')) throw new ArchiveError(`${name} is a bzip2 file: unpack it first`)
    if (!head.startsWith('\x1f\x8b')) return name
    this.#unpacked ??= mkdtempSync(join(tmpdir(), 'samband-import-'))
    const path = join(this.#unpacked, `${this.files.length}-${basename(name)}`)
    try {
      await pipeline(createReadStream(name), createGunzip(), createWriteStream(path))
    } catch (error) {
      throw new ArchiveError(`${name} cannot be unpacked: ${messageOf(error)}`)
    }
    return path
  }
}

const statOf = (name: string) => {
  try {
    return statSync(name)
  } catch (error) {
    throw new ArchiveError(isMissing(error) ? `there is no file ${name}` : messageOf(error))
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const HEAD_OCTETS = 512

const headOf = (path: string): string => {
  try {
    const descriptor = openSync(path, 'r')
    const head = Buffer.alloc(HEAD_OCTETS)
    const octets = readSync(descriptor, head)
    closeSync(descriptor)
    return head.toString('latin1', 0, octets)
  } catch (error) {
    throw new ArchiveError(`${path} cannot be read: ${messageOf(error)}`)
  }
}

const kindOf = (path: string): ArchiveKind => {
  const head = headOf(path).trimStart()
  if (/^From \S/.test(head)) return 'mbox'
  return /^#! *rnews\b/.test(head) ? 'rnews' : 'article'
}
