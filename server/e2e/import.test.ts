// `npm run import` as a sysop runs it: on files of every kind, beside a daemon and without one, stopped and started.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectCore } from '../../scripts/connect.ts'
import type { MessageId } from '../core/ids.ts'
import { PROJECT_ROOT } from '../root.ts'
import { startDaemon } from '../testing/daemon.ts'

let folder: string
let state: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-import-test-'))
  state = join(folder, 'state')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Finished {
  readonly code: number | null
  readonly output: string
}

const start = (...words: readonly string[]): { child: ChildProcess; finished: Promise<Finished> } => {
  const environment = { ...process.env, SAMBAND_SERVER_STATE: state, SAMBAND_LOG_LEVEL: 'error' }
  const command = [join(PROJECT_ROOT, 'dist/scripts/import.js'), ...words]
  const child = spawn(process.execPath, command, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: folder })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return { child, finished: once(child, 'close').then(() => ({ code: child.exitCode, output })) }
}
const run = (...words: readonly string[]): Promise<Finished> => start(...words).finished

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const article = (id: string, fields = '', text = 'Some words.'): string =>
  `From: a@b.example (A)\nSubject: ${id}\nMessage-ID: <${id}@x>\n${fields}\n${text}\n`
const mbox = (...articles: readonly string[]): string =>
  articles.map((text) => `From a@b.example Mon May 12 10:00:00 1997\n${text}\n`).join('')
const many = (count: number): string =>
  mbox(...Array.from({ length: count }, (_, index) => article(`n${index}`, '', 'line\n'.repeat(20))))

/** What the core says when the command has ended. */
const look = async <T>(act: (connection: Awaited<ReturnType<typeof connectCore>>) => Promise<T>): Promise<T> => {
  const connection = await connectCore(null, { SAMBAND_SERVER_STATE: state, SAMBAND_LOG_LEVEL: 'error' })
  try {
    return await act(connection)
  } finally {
    await connection.close()
  }
}
const counts = (board: string) =>
  look(async ({ core, session }) => {
    const { low, high, count } = await core.boards.get({ session, board })
    return { low, high, count }
  })

const stored = (count: number): RegExp => new RegExp(`stored +${count.toLocaleString('en')}\n`)

describe('files', () => {
  test('mbox, batches of news, single articles, folders and gzipped files go into one board', async () => {
    mkdirSync(join(folder, 'spool/deeper'), { recursive: true })
    file('spool/1', article('one'))
    file('spool/deeper/2', article('two'))
    file('spool/.hidden', 'never mind')
    const three = article('three')
    const files = [
      join(folder, 'spool'),
      file('batch', `#! rnews ${three.length}\n${three}`),
      file('box.gz', gzipSync(mbox(article('four'), article('five')))),
      file('empty', ''),
    ]
    const { code, output } = await run(...files, '--board', 'local.general')
    expect(output).toMatch(stored(5))
    expect(code).toBe(0)
    expect(await counts('local.general')).toEqual({ low: 1, high: 5, count: 5 })
  })

  test('what is broken is mended or refused by name, and the rest goes in', async () => {
    const path = file(
      'mixed.mbox',
      mbox(
        'From: nobody\nSubject: no id\n\nI have no Message-ID.\n',
        article('good', 'Date: Mon, 99 Foo 1997\nReferences: <never@seen> <also`broken\n'),
        article('good'),
        'Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\nMessage-ID: <jp@x>\n\ntext\n',
        article('big', '', 'x'.repeat(1_100_000)),
      ),
    )
    const noise = file('noise', 'From here to nowhere\n\nno article in sight\n')
    const { code, output } = await run(path, noise, '--board', 'local.general')
    expect(code).toBe(0)
    expect(output).toMatch(stored(3))
    expect(output).toMatch(/here already +1\n/)
    expect(output).toMatch(/refused +2\n/)
    expect(output).toContain(`1 × no header: ${noise} at octet 0`)
    expect(output).toMatch(/1 × larger than 1024 KiB: .*mixed\.mbox at octet \d+/)
    const subject = await look(async ({ core, session }) => {
      const { subject: shown } = await core.boards.read({ session, article: '<jp@x>' as MessageId })
      return shown
    })
    expect(subject).toBe('日本')
  })

  test('the oldest article gets the first number, unless the order of the file is asked for', async () => {
    const path = file(
      'box',
      mbox(article('new', 'Date: 1 Jan 2001 00:00:00 GMT\n'), article('old', 'Date: 1 Jan 1990 00:00:00 GMT\n')),
    )
    await run(path, '--board', 'local.general')
    await run(path, '--board', 'local.projects', '--in-file-order')
    const first = (board: string) =>
      look(async ({ core, session }) => {
        const { subject } = await core.boards.read({ session, article: { board, number: 1 } })
        return subject
      })
    expect([await first('local.general'), await first('local.projects')]).toEqual(['old', 'new'])
  })
})

describe('mistakes are told kindly', () => {
  test('a board that is not there: which there are, and how to make it', async () => {
    const path = file('box', mbox(article('one')))
    const without = await run(path, '--board', 'comp.new')
    expect(without.code).toBe(2)
    expect(without.output).toContain('there is no board comp.new; add --create to make it')
    expect(without.output).toContain('  local.general\n')
    const made = await run(path, '--board', 'comp.new', '--create', '--description', 'Fresh')
    expect([made.code, await counts('comp.new')]).toEqual([0, { low: 1, high: 1, count: 1 }])
  })

  test.each([
    ['a file that is not there', 'absent.mbox', 'local.general', 'there is no file absent.mbox'],
    ['an empty file', 'empty', 'local.general', 'there is nothing to import: the files are empty'],
    ['a zip file', 'box.zip', 'local.general', 'box.zip is a zip file: unpack it first'],
    ['a gzip file that is cut off', 'cut.gz', 'local.general', 'cut.gz cannot be unpacked'],
    ['a name that no newsgroup has', 'box', 'Local General', 'a board has a newsgroup name, like local.music'],
  ])('%s', async (_what, name, board, words) => {
    file('empty', '')
    file('box', mbox(article('one')))
    file('box.zip', 'PK\x03\x04…')
    file('cut.gz', gzipSync(many(100)).subarray(0, 500))
    const { code, output } = await run(name, '--board', board, '--create')
    expect(output).toContain(`import: ${words}`)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })
})

describe('stopped and started again', () => {
  const COUNT = 12_000

  /** Resolves when the command has written a good deal and is not through. */
  const underWay = async (): Promise<void> => {
    const log = join(state, 'samband.db-wal')
    while (!existsSync(log) || statSync(log).size < 2_000_000) await sleep(5)
  }

  test.each(['SIGINT', 'SIGKILL'] as const)('after %s nothing is lost and nothing stands twice', async (signal) => {
    const path = file('many.mbox', many(COUNT))
    const { child, finished } = start(path, '--board', 'local.general')
    await underWay()
    child.kill(signal)
    const { code, output } = await finished
    if (signal === 'SIGINT') {
      expect(code).toBe(130)
      expect(output).toContain('Stopped. The same command goes on from here; nothing is stored twice.')
    }
    const before = (await counts('local.general')).count
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(COUNT)
    const again = await run(path, '--board', 'local.general')
    expect(again.output).toMatch(stored(COUNT - before))
    expect(again.output).toMatch(new RegExp(`here already +${before.toLocaleString('en')}\n`))
    expect(await counts('local.general')).toEqual({ low: 1, high: COUNT, count: COUNT })
  })
})

test('beside a running daemon the articles are there at once, for everybody', async () => {
  const daemon = startDaemon({ stateFolder: state, settings: {} })
  await daemon.ready
  try {
    const path = file('many.mbox', many(1000))
    const { code, output } = await run(path, '--board', 'local.general')
    expect([code, output]).toEqual([0, expect.stringMatching(stored(1000))])
    // The same daemon answers: the command did not open the store itself.
    expect(await counts('local.general')).toEqual({ low: 1, high: 1000, count: 1000 })
    expect(await look(async ({ live }) => live)).toBe(true)
  } finally {
    await daemon.end('SIGTERM')
  }
  expect(await counts('local.general')).toEqual({ low: 1, high: 1000, count: 1000 })
})
