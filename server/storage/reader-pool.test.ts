// The pool, with a thread of a few lines in place of the house's own.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalOf } from '../testing/core.ts'
import { ReaderPool, type ReaderPoolOptions } from './reader-pool.ts'

type Tasks = {
  readonly echo: (word: string) => string
  readonly thread: (nothing: null) => number
  readonly fail: (nothing: null) => never
  readonly crash: (nothing: null) => never
  readonly spin: (milliseconds: number) => string
}

/** Answers as reader-thread.ts does, without types. */
const THREAD = `
import { parentPort, threadId, workerData } from 'node:worker_threads'
const tasks = {
  echo: (word) => workerData.greeting + word,
  thread: () => threadId,
  fail: () => { throw new Error('no such luck') },
  crash: () => process.exit(1),
  spin: (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); return 'spun' },
}
parentPort.on('message', ({ task, args }) => {
  try { parentPort.postMessage({ result: tasks[task](args) }) } catch (error) { parentPort.postMessage({ fault: error.message }) }
})
`

let folder: string
let pool: ReaderPool<Tasks>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-pool-'))
})
afterEach(() => {
  pool.close()
  rmSync(folder, { recursive: true })
})

const open = (options: Partial<ReaderPoolOptions> = {}): void => {
  const path = join(folder, 'thread.mjs')
  writeFileSync(path, THREAD)
  pool = new ReaderPool<Tasks>({ entry: pathToFileURL(path), data: { greeting: 'hello ' }, ...options })
}

test('no thread is started before it is needed; what a task gives or throws comes back', async () => {
  open()
  expect(pool.size).toBe(0)
  expect(await pool.run('echo', 'there')).toBe('hello there')
  expect(pool.size).toBe(1)
  await expect(pool.run('fail', null)).rejects.toThrow('no such luck')
  expect(await pool.run('echo', 'again')).toBe('hello again')
})

test('two work side by side, further requests wait for their turn', async () => {
  open({ threads: 2 })
  const answers = await Promise.all([pool.run('spin', 100), pool.run('spin', 100), pool.run('thread', null)])
  expect(answers.slice(0, 2)).toEqual(['spun', 'spun'])
  expect(pool.size).toBe(2)
})

test('when too many wait, the next is told that the house is busy', async () => {
  open({ threads: 1, queue: 2 })
  const first = pool.run('spin', 200)
  const waiting = [pool.run('echo', '1'), pool.run('echo', '2')]
  expect(await refusalOf(() => pool.run('echo', '3'))).toBe('busy')
  expect(await Promise.all([first, ...waiting])).toEqual(['spun', 'hello 1', 'hello 2'])
})

test('a thread that takes too long is given up, and the next request has a new one', async () => {
  open({ threads: 1, timeout: 600 })
  const before = await pool.run('thread', null)
  const [slow, next] = await Promise.all([refusalOf(() => pool.run('spin', 60_000)), pool.run('thread', null)])
  expect(slow).toBe('busy')
  expect(next).not.toBe(before)
})

test('a thread that crashes takes its own request with it, and nothing else', async () => {
  open({ threads: 1 })
  const [crashed, next] = await Promise.all([refusalOf(() => pool.run('crash', null)), pool.run('echo', 'still here')])
  expect(crashed).toBe('busy')
  expect(next).toBe('hello still here')
})

test('a thread without work ends after a while', async () => {
  open({ idle: 50 })
  await pool.run('echo', 'x')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(pool.size).toBe(0)
  expect(await pool.run('echo', 'x')).toBe('hello x')
})

test('closing gives up what is under way and what waits, and takes nothing more', async () => {
  open({ threads: 1 })
  const refused = [pool.run('spin', 60_000), pool.run('echo', 'x')].map((each) => refusalOf(() => each))
  pool.close()
  expect(await Promise.all(refused)).toEqual(['busy', 'busy'])
  expect(await refusalOf(() => pool.run('echo', 'x'))).toBe('busy')
})
