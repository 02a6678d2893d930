import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Msgid, StreamId } from '../core/ids.ts'
import { Tick } from '../core/tick.ts'
import { PROJECT_ROOT } from '../root.ts'
import { channelRepository } from './channels.ts'
import { Store } from './database.ts'
import { historyRepository } from './history.ts'
import { migrate } from './migrate.ts'

let folder: string
let store: Store
let tick: Tick
let channels: ReturnType<typeof channelRepository>
let streams: StreamId[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-rows-'))
  store = new Store(join(folder, 'test.db'))
  migrate(store, join(PROJECT_ROOT, 'server/storage/migrations'))
  const fail = (error: unknown): void => {
    throw error
  }
  tick = new Tick({ journal: store.journal, onCommitFailure: fail, onFault: fail })
  channels = channelRepository(store)
  const newStream = store.writer<{ id: StreamId }>('INSERT INTO stream (last_seq) VALUES (0) RETURNING id')
  streams = tick.run(() => [newStream.get(), newStream.get()].flatMap((row) => (row === undefined ? [] : [row.id])))
  tick.settle()
})
afterEach(() => {
  tick.settle()
  store.close()
  rmSync(folder, { recursive: true })
})

const say = (text: string, stream = 0): number =>
  channels.append(streams[stream] as StreamId, {
    ...{ msgid: `id-${text}` as Msgid, at: 1, nick: 'ada', account: null, host: 'h', kind: 'message', text },
  })

const failing = (command: () => void): void => {
  expect(() =>
    tick.run(() => {
      command()
      throw new Error('undone')
    }),
  ).toThrow('undone')
}

/** What another process would see after a crash now: only what is committed. */
const onDisk = (stream = 0): { readonly texts: readonly string[]; readonly head: number } => {
  const reader = new Database(join(folder, 'test.db'), { readonly: true })
  const rows = reader.prepare('SELECT seq, text FROM message WHERE stream_id = ? ORDER BY seq').all(streams[stream])
  const head = reader.prepare('SELECT last_seq FROM stream WHERE id = ?').pluck().get(streams[stream]) as number
  reader.close()
  return { texts: rows.map((row) => Object.values(row as object).join(' ')), head }
}

const texts = (): readonly string[] =>
  channels.page(streams[0] as StreamId, null, 500).map(({ seq, text }) => `${seq} ${text}`)

test('lines of many commands, more than go into one statement, are on disk after the COMMIT, in order, without holes', () => {
  for (let each = 1; each <= 23; each += 1) tick.run(() => say(`line ${each}`))
  expect(onDisk()).toEqual({ texts: [], head: 0 })
  tick.settle()
  expect(onDisk()).toEqual({
    texts: Array.from({ length: 23 }, (_, index) => `${index + 1} line ${index + 1}`),
    head: 23,
  })
})

test('a line of a command that failed is nowhere, and its seq is given to the next', () => {
  tick.run(() => say('one'))
  failing(() => say('two'))
  expect(tick.run(() => say('three'))).toBe(2)
  tick.settle()
  expect(onDisk()).toEqual({ texts: ['1 one', '2 three'], head: 2 })
})

test('that holds too when the line was written already because the command read it', () => {
  tick.run(() => say('one'))
  failing(() => {
    say('two')
    expect(texts()).toEqual(['1 one', '2 two'])
  })
  expect(texts()).toEqual(['1 one'])
  expect(tick.run(() => say('three'))).toBe(2)
  tick.settle()
  expect(onDisk()).toEqual({ texts: ['1 one', '2 three'], head: 2 })
})

test('a command inside another takes back its own lines only', () => {
  tick.run(() => {
    say('one')
    failing(() => {
      say('two')
      tick.run(() => say('three'))
      channels.setTopic(1 as never, null)
    })
    say('four')
    failing(() => say('five'))
  })
  failing(() => {
    tick.run(() => say('six'))
    texts()
    tick.run(() => say('seven'))
  })
  tick.settle()
  expect(onDisk()).toEqual({ texts: ['1 one', '2 four'], head: 2 })
})

test('streams are counted each for itself, and go on where they were after the COMMIT', () => {
  tick.run(() => say('one'))
  tick.run(() => say('other', 1))
  tick.settle()
  expect([tick.run(() => say('two')), tick.run(() => say('another', 1))]).toEqual([2, 2])
  tick.settle()
  expect([onDisk().head, onDisk(1).head]).toEqual([2, 2])
})

test('a line can be found, answered and taken back in the turn that it was said in', () => {
  const history = historyRepository(store)
  tick.run(() => say('one'))
  const place = history.find('id-one' as Msgid)
  expect(place?.item.text).toBe('one')
  if (place === undefined) return
  tick.run(() => say('two'))
  tick.run(() => {
    const reaction = { nick: 'bob', reaction: '+1', account: null, host: 'h', msgid: 'r' as Msgid, at: 2 }
    history.react({ stream: place.stream, seq: 2 }, reaction)
    history.redact(place, 'bob', 3, '')
  })
  tick.settle()
  expect(onDisk().texts).toEqual(['1 ', '2 two'])
})

test('below the floor of disk space a line is refused when it is said, not at the COMMIT', () => {
  store.journal.writable = false
  expect(() => tick.run(() => say('one'))).toThrow('storage-full')
  store.journal.writable = true
})
