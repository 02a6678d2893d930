import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ArticleFiling } from '../core/boards/article-filing.ts'
import type { ParsedArticle } from '../core/boards/article-format.ts'
import type { Board } from '../core/boards/board.ts'
import type { ArticleNode, BoardRepository, Filed } from '../core/boards/board-repository.ts'
import { Tick } from '../core/tick.ts'
import { PROJECT_ROOT } from '../root.ts'
import { articleFormat } from '../wire/article/article-format.ts'
import { boardRepository } from './boards.ts'
import { Store } from './database.ts'
import { migrate } from './migrate.ts'

let folder: string
let store: Store
let tick: Tick
let boards: BoardRepository
let board: Board

const open = (): void => {
  store = new Store(join(folder, 'samband.db'))
  migrate(store, join(PROJECT_ROOT, 'server/storage/migrations'))
  const fail = (error: unknown): never => {
    throw error
  }
  tick = new Tick({ journal: store.journal, onCommitFailure: fail, onFault: fail })
  boards = boardRepository(store)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-boards-'))
  open()
  board = tick.run(() =>
    boards.insertBoard({ name: 'a.b', description: '', readRole: 'guest', writeRole: 'member', created: 1 }),
  )
})
afterEach(() => {
  tick.settle()
  store.close()
  rmSync(folder, { recursive: true })
})

const filed = (id: string, date = 0): Filed => {
  const raw = Buffer.from(`Subject: ${id}\r\n\r\nbl\xe5\0\r\n`, 'latin1')
  const sizes = { octets: raw.length, lines: 1 }
  const article: ParsedArticle = {
    ...{
      raw,
      messageId: `<${id}@x>`,
      references: [],
      expires: null,
      subject: id,
      author: 'a',
      date,
      newsgroups: ['a.b'],
    },
    ...sizes,
  }
  return { article, account: null, arrived: 5 }
}

const put = (id: string, parent: ArticleNode | null, date = 0): ArticleNode =>
  tick.run(() => {
    const node = boards.insertArticle(filed(id, date), parent)
    const number = boards.nextNumber(board.id, 5)
    boards.place({ board: board.id, number, article: node.id, overview: Buffer.from(`${number}\r\n`) })
    boards.countInThread({ board: board.id, thread: node.thread, number, date })
    return node
  })

const rows = () =>
  boards
    .threads(board.id, null, 100)
    .map(({ thread, count, firstNumber, lastNumber, started, latest }) => [
      ...[thread, count, firstNumber, lastNumber, started, latest],
    ])
const threadCount = () => boards.findBoard('a.b')?.threads

describe('articles', () => {
  test('come back octet for octet, also after the store was closed and opened', () => {
    const { id } = put('one', null)
    tick.settle()
    store.close()
    open()
    expect(Buffer.from(boards.raw(id) ?? [])).toEqual(Buffer.from(filed('one').article.raw))
    expect(boards.articleAt(board.id, 1)).toBe(id)
    expect(boards.findBoard('a.b')).toMatchObject({ low: 1, high: 1, count: 1, threads: 1, latest: 5 })
  })

  test('a command that fails takes its number, its thread and its ghosts back with it', () => {
    put('one', null)
    expect(() =>
      tick.run(() => {
        put('two', boards.insertGhost('<ghost@x>', null))
        throw new Error('changed my mind')
      }),
    ).toThrow('changed my mind')
    expect(boards.findNode('<two@x>')).toBeUndefined()
    expect(boards.findNode('<ghost@x>')).toBeUndefined()
    expect(boards.findBoard('a.b')).toMatchObject({ high: 1, count: 1, threads: 1 })
    put('three', null)
    expect(boards.articleAt(board.id, 2)).toBe(boards.findNode('<three@x>')?.id)
  })

  test('a Message-ID is stored once', () => {
    put('one', null)
    expect(() => put('one', null)).toThrow('UNIQUE')
  })

  test('only a ghost can come to life, and only once', () => {
    const ghost = tick.run(() => boards.insertGhost('<g@x>', null))
    expect(boards.findArticle(ghost.id)).toBeUndefined()
    tick.run(() => boards.enliven(ghost.id, filed('g', 7)))
    expect(boards.findArticle(ghost.id)).toMatchObject({ id: ghost.id, state: 'live', subject: 'g', date: 7 })
    expect(() => tick.run(() => boards.enliven(ghost.id, filed('g')))).toThrow('no ghost')
  })
})

describe('filing', () => {
  test('gives every place of an article an overview line that names all of them', () => {
    const other = tick.run(() =>
      boards.insertBoard({ name: 'c.d', description: '', readRole: 'guest', writeRole: 'member', created: 1 }),
    )
    const filing = new ArticleFiling({ repository: boards, format: articleFormat, host: 'here.example' })
    put('zero', null)
    tick.run(() => filing.file(filed('one'), [board]))
    tick.run(() => filing.file(filed('one'), [board, other]))
    const lines = store.reader<{ overview: Uint8Array }>('SELECT overview FROM placement ORDER BY board_id, number')
    const overviews = lines.all().map(({ overview }) => Buffer.from(overview).toString('latin1').split('\t'))
    const xref = 'Xref: here.example a.b:2 c.d:1\r\n'
    expect(overviews.slice(1).map((fields) => [fields[0], fields[4], fields.at(-1)])).toEqual([
      ['2', '<one@x>', xref],
      ['1', '<one@x>', xref],
    ])
    expect(tick.run(() => filing.file(filed('one'), [board, other]))).toBeNull()
  })
})

describe('moving a branch', () => {
  test('a whole thread under another leaves one row with the sums', () => {
    const a = put('a', null, 10)
    const b = put('b', null, 5)
    put('b2', b, 30)
    expect(threadCount()).toBe(2)
    tick.run(() => boards.move(b, a))
    expect(rows()).toEqual([[a.id, 3, 1, 3, 5, 30]])
    expect(threadCount()).toBe(1)
    expect(boards.findNode('<b2@x>')?.thread).toBe(a.id)
  })

  test('a part of a thread leaves the rest behind', () => {
    const a = put('a', null, 10)
    const b = put('b', a, 20)
    put('b2', b, 30)
    const c = put('c', null, 40)
    tick.run(() => boards.move(b, c))
    expect(rows()).toEqual([
      [c.id, 3, 2, 4, 20, 40],
      [a.id, 1, 1, 1, 10, 10],
    ])
    expect(threadCount()).toBe(2)
    expect(boards.parentOf(b.id)).toBe(c.id)
  })
})
