import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BoardId } from '../core/ids.ts'
import { Tick } from '../core/tick.ts'
import { PROJECT_ROOT } from '../root.ts'
import { boardRepository } from './boards.ts'
import { newsRepository } from './boards-news.ts'
import { Store } from './database.ts'
import { migrate } from './migrate.ts'

let folder: string
let store: Store
let tick: Tick

const fail = (error: unknown): void => {
  throw error
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-news-'))
  store = new Store(join(folder, 'test.db'))
  migrate(store, join(PROJECT_ROOT, 'server/storage/migrations'))
  tick = new Tick({ journal: store.journal, onCommitFailure: fail, onFault: fail })
})
afterEach(() => {
  tick.settle()
  store.close()
  rmSync(folder, { recursive: true })
})

const make = (name: string): BoardId =>
  tick.run(() => {
    const roles = { readRole: 'guest', writeRole: 'member' } as const
    return boardRepository(store).insertBoard({ name, description: '', ...roles, created: 1 }).id
  })

/** Puts an article with this overview line at each of the numbers. */
const fill = (board: BoardId, lines: ReadonlyMap<number, Buffer>): void => {
  const article = store.writer("INSERT INTO article (message_id, state, thread_id, raw) VALUES (?, 'live', 0, ?)")
  const { place } = boardRepository(store)
  tick.run(() => {
    for (const [number, overview] of lines) {
      const id = Number(article.run(`<${number}@test>`, Buffer.from('Subject: x\r\n\r\n')).lastInsertRowid)
      place({ board, number, article: id as never, overview })
    }
  })
}

const block = (board: BoardId, from: number, rows: number, octets: number) => {
  const page = newsRepository(store).overviewBlock(board, from, 1000, { rows, octets })
  return { ...page, block: Buffer.from(page.block).toString('latin1') }
}

test('overview lines come as one block, in order, and octet for octet, whatever octets they are', () => {
  const board = make('test.octets')
  const every = Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1))
  fill(
    board,
    new Map([
      [7, Buffer.from('7\tlast\r\n')],
      [3, every],
      [5, Buffer.from('5\t\xe6\xff\xc3\r\n', 'latin1')],
    ]),
  )
  expect(block(board, 1, 10, 10_000)).toEqual({
    block: `${every.toString('latin1')}5\t\xe6\xff\xc3\r\n7\tlast\r\n`,
    last: 7,
    isThrough: true,
  })
})

test('a page ends after so many lines or so many octets, and always gets one line on', () => {
  const board = make('test.pages')
  const line = Buffer.from(`${'x'.repeat(98)}\r\n`)
  fill(board, new Map([1, 2, 4, 8, 9].map((number) => [number, line])))
  expect(block(board, 1, 3, 1000)).toMatchObject({ last: 4, isThrough: false })
  expect(block(board, 5, 3, 1000)).toMatchObject({ last: 9, isThrough: true })
  expect(block(board, 1, 5, 250)).toMatchObject({ last: 2, isThrough: false })
  expect(block(board, 1, 5, 50)).toMatchObject({ last: 1, isThrough: false })
  expect(block(board, 10, 5, 50)).toEqual({ block: '', last: null, isThrough: true })
})

test('an article comes with the Xref of its overview line', () => {
  const board = make('test.xref')
  fill(board, new Map([[2, Buffer.from('2\tSubject Xref: no\t\t\t\t\t\t\tXref: host test.xref:2 test.other:9\r\n')]]))
  expect(newsRepository(store).article(board, 2)).toMatchObject({
    ...{ number: 2, messageId: '<2@test>', xref: 'host test.xref:2 test.other:9' },
  })
})

test('a board is read again as soon as something has been written, or undone', () => {
  const boards = boardRepository(store)
  const board = make('test.fresh')
  expect(boards.findBoard('test.fresh')?.count).toBe(0)
  tick.run(() => boards.nextNumber(board, 1))
  expect(boards.findBoard('test.fresh')).toMatchObject({ count: 1, high: 1 })
  expect(() =>
    tick.run(() => {
      boards.nextNumber(board, 1)
      expect(boards.boards().find(({ id }) => id === board)?.high).toBe(2)
      throw new Error('undone')
    }),
  ).toThrow('undone')
  expect(boards.findBoard('test.fresh')?.high).toBe(1)
  expect(boards.boards().find(({ id }) => id === board)?.high).toBe(1)
})
