// A real newsgroup imported through the command line, its threads compared with what the References say, worked out
// here once more from the file alone. Runs where the archive lies beside the project.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connectCore } from '../../scripts/connect.ts'
import type { ThreadView } from '../core/boards/board.ts'
import type { ArticleId, MessageId } from '../core/ids.ts'
import { PROJECT_ROOT } from '../root.ts'

const CORPUS = join(PROJECT_ROOT, '../shared/corpora/comp.lang.cobol.mbox')
const BOARD = 'comp.lang.cobol'

interface Known {
  readonly id: string
  readonly references: readonly string[]
  readonly octets: number
}

/** The file read in the plainest way. */
const readCorpus = (): readonly Known[] =>
  readFileSync(CORPUS, 'latin1')
    .split(/^From .*\n/m)
    .slice(1)
    .map((text) => {
      const head = text.slice(0, text.indexOf('\n\n')).replace(/\n[ \t]+/g, ' ')
      const ids = (name: string): string[] => new RegExp(`^${name}:.*`, 'm').exec(head)?.[0].match(/<[^<>\s]+>/g) ?? []
      return { id: ids('Message-ID')[0] ?? '', references: ids('References'), octets: text.length }
    })

/** Which ids belong together: an article and the last it refers to; one that is not here and those named before it. */
const componentsOf = (known: readonly Known[]): Map<string, string> => {
  const up = new Map<string, string>()
  const find = (id: string): string => {
    const parent = up.get(id) ?? id
    if (parent === id) return id
    const root = find(parent)
    up.set(id, root)
    return root
  }
  const here = new Set(known.map(({ id }) => id))
  for (const { id, references } of known) {
    const chain = [...references.filter((each) => each !== id), id]
    for (let index = chain.length - 1; index > 0; index -= 1) {
      const [before = '', at = ''] = chain.slice(index - 1, index + 1)
      if (at === id || !here.has(at)) up.set(find(at), find(before))
      else break
    }
  }
  return new Map(known.map(({ id }) => [id, find(id)]))
}

describe.runIf(existsSync(CORPUS))('a newsgroup of twenty years', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-corpus-'))
  const environment = { SAMBAND_SERVER_STATE: folder, SAMBAND_LOG_LEVEL: 'error' }
  const known = existsSync(CORPUS) ? readCorpus() : []
  let connection: Connection
  let output = ''

  beforeAll(async () => {
    const command = [join(PROJECT_ROOT, 'dist/scripts/import.js'), CORPUS, '--board', BOARD, '--create']
    const run = spawnSync(process.execPath, command, { env: { ...process.env, ...environment }, encoding: 'utf8' })
    output = run.stdout + run.stderr
    connection = await connectCore(null, environment)
  })
  afterAll(async () => {
    await connection.close()
    rmSync(folder, { recursive: true })
  })

  const allThreads = async (): Promise<readonly ThreadView[]> => {
    const threads: ThreadView[] = []
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const page = await connection.core.boards.threads({
        session: connection.session,
        board: BOARD,
        before,
        limit: 500,
      })
      threads.push(...page)
      const last = page.at(-1)
      if (last === undefined) return threads
      before = last.lastNumber
    }
  }
  const tree = (thread: ArticleId) =>
    connection.core.boards.thread({ session: connection.session, board: BOARD, thread })

  test('is stored whole', async () => {
    expect(output).toMatch(new RegExp(`stored\\s+${known.length.toLocaleString('en')}\n`))
    expect(output).toMatch(/refused\s+0\n/)
    const { low, high, count } = await connection.core.boards.get({ session: connection.session, board: BOARD })
    expect([low, high, count]).toEqual([1, known.length, known.length])
  })

  test('stands in the threads that its References make', async () => {
    const components = componentsOf(known)
    const expected = new Map<string, string[]>()
    for (const [id, root] of components) expected.set(root, [...(expected.get(root) ?? []), id])
    const threads = await allThreads()
    const found: string[][] = []
    for (const { thread, count } of threads) {
      const here = (await tree(thread)).filter(({ number }) => number !== null)
      expect(here.length).toBe(count)
      found.push(here.map(({ messageId }) => messageId as string).sort())
    }
    const byFirst = (a: readonly string[], b: readonly string[]): number => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)
    expect(found.sort(byFirst)).toEqual([...expected.values()].map((ids) => ids.sort()).sort(byFirst))
    const board = await connection.core.boards.get({ session: connection.session, board: BOARD })
    expect(board.threads).toBe(threads.length)
  })

  test('every article hangs under the last that it refers to', async () => {
    const { core, session } = connection
    for (const { id, references } of known) {
      const { parent, subject, author, text } = await core.boards.read({ session, article: id as MessageId })
      expect([id, parent]).toEqual([id, references.filter((each) => each !== id).at(-1) ?? null])
      expect(subject.length > 0 && author.length > 0).toBe(true)
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    }
  })

  test('is numbered oldest first', async () => {
    const { core, session } = connection
    const dates: number[] = []
    for (let number = 1; number <= known.length; number += 1) {
      dates.push((await core.boards.read({ session, article: { board: BOARD, number } })).date)
    }
    const backwards = dates.filter((date, index) => index > 0 && date < (dates[index - 1] ?? 0))
    // Only articles without a date of their own may step back: they are as old as what they answer.
    expect(backwards.length).toBeLessThan(known.length / 20)
  })
})
