// `npm run admin -- board export` as a sysop runs it: beside a daemon and without one, broken off and gone on with, and
// read back by `npm run import` into another house.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../root.ts'
import { startDaemon } from '../testing/daemon.ts'

const BOARD = 'test.export'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-export-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Finished {
  readonly code: number
  readonly output: string
}

const run = (program: 'admin' | 'import', house: string, ...words: readonly string[]): Promise<Finished> => {
  const environment = { ...process.env, SAMBAND_SERVER_STATE: join(folder, house), SAMBAND_LOG_LEVEL: 'error' }
  const command = [join(PROJECT_ROOT, `dist/scripts/${program}.js`), ...words]
  return new Promise((done) => {
    execFile(
      process.execPath,
      command,
      { env: environment, cwd: folder, encoding: 'latin1' },
      (error, stdout, stderr) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
      },
    )
  })
}

const BODIES = [
  'From here on\n>From there\nplain\n',
  'caf\xe9 \xff\xfe\n',
  '\n\nFrom a@b.example Mon May 12 10:00:00 1997\nSubject: not an article\n\nx\n',
  'the last line has no end',
  'blank lines at the end\n\n\n',
]

const archive = (count: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: count },
      (_, at) =>
        `From a@b.example Mon May 12 10:00:00 1997\nFrom: A <a@b.example>\nSubject: ${at}\nMessage-ID: <${at}@x>\n` +
        `Date: Mon, 12 May 1997 10:00:00 +0000\n\n${(BODIES[at % BODIES.length] ?? '').replace(/^(>*From )/gm, '>$1')}\n\n`,
    ).join(''),
    'latin1',
  )

const filled = async (count: number): Promise<void> => {
  writeFileSync(join(folder, 'given.mbox'), archive(count))
  const { code, output } = await run('import', 'one', 'given.mbox', '-b', BOARD, '--create', '--in-file-order')
  expect(output).toContain(`${count} articles`)
  expect(code).toBe(0)
}

const written = (name: string): string => readFileSync(join(folder, name), 'latin1')

test('a board goes into a file and into another house, and comes out of it octet for octet', async () => {
  await filled(40)
  expect(await run('admin', 'one', 'board', 'export', BOARD, 'one.mbox')).toEqual({
    ...{ code: 0, output: `${BOARD}: 40 articles written\n` },
  })
  await run('import', 'two', 'one.mbox', '-b', BOARD, '--create', '--in-file-order')
  await run('admin', 'two', 'board', 'export', BOARD, 'two.mbox')
  expect(written('two.mbox')).toBe(written('one.mbox'))
  expect(written('one.mbox')).toContain('\n>From here on\n>>From there\n')
})

test('an export that was broken off is gone on with, beside a running daemon, and gets what came since', async () => {
  await filled(40)
  const daemon = startDaemon({ stateFolder: join(folder, 'one'), settings: {} })
  await daemon.ready
  try {
    await run('admin', 'one', 'board', 'export', BOARD, 'whole.mbox')
    writeFileSync(join(folder, 'part.mbox'), written('whole.mbox'), 'latin1')
    truncateSync(join(folder, 'part.mbox'), 2500)
    const resumed = await run('admin', 'one', 'board', 'export', BOARD, 'part.mbox', '--resume')
    expect(resumed.output).toMatch(/articles added behind number \d+/)
    expect(written('part.mbox')).toBe(written('whole.mbox'))

    writeFileSync(join(folder, 'more.mbox'), archive(43))
    await run('import', 'one', 'more.mbox', '-b', BOARD)
    await run('admin', 'one', 'board', 'export', BOARD, 'part.mbox', '--resume')
    expect(written('part.mbox').match(/^From \d+@test\.export /gm)).toHaveLength(43)
    expect(written('part.mbox').startsWith(written('whole.mbox'))).toBe(true)
  } finally {
    await daemon.end('SIGTERM')
  }
})

test('what cannot be exported is said, and no file is left or spoilt', async () => {
  await filled(2)
  expect((await run('admin', 'one', 'board', 'export', 'no.such', 'x.mbox')).output).toContain('there is no such board')
  expect(existsSync(join(folder, 'x.mbox'))).toBe(false)
  await run('admin', 'one', 'board', 'export', BOARD, 'x.mbox')
  const before = written('x.mbox')
  const again = await run('admin', 'one', 'board', 'export', BOARD, 'x.mbox')
  expect(again).toMatchObject({ code: 2, output: expect.stringContaining('--resume') })
  const other = await run('admin', 'one', 'board', 'export', 'samband.help', 'x.mbox', '--resume')
  expect(other).toMatchObject({ code: 2, output: expect.stringContaining(`x.mbox holds ${BOARD}`) })
  writeFileSync(join(folder, 'letter.txt'), 'Dear sysop,\n'.repeat(40))
  const letter = await run('admin', 'one', 'board', 'export', BOARD, 'letter.txt', '--resume')
  expect(letter).toMatchObject({ code: 2, output: expect.stringContaining('no export of a board') })
  expect(written('letter.txt')).toContain('Dear sysop')
  expect(written('x.mbox')).toBe(before)
  const { output } = await run('admin', 'one', 'board', 'export', BOARD, '-')
  expect(output.startsWith(before)).toBe(true)
})
