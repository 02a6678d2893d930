// What fills the index: where it stands is in the store, so nothing is forgotten and nothing comes twice.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../config.ts'
import { type House, openHouse } from '../house.ts'

let folder: string
const houses: House[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-indexing-'))
})
afterEach(() => {
  for (const house of houses.splice(0)) house.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (): House => {
  const config = loadConfig(null, { SAMBAND_SERVER_STATE: folder, SAMBAND_LIMITS_THROTTLE: 'false' })
  const house = openHouse(config, {
    log: pino({ level: 'error' }),
    onBroken: (error) => {
      throw error
    },
  })
  houses.push(house)
  return house
}

const close = (): void => houses.pop()?.close()

const counts = ({ store }: House): { articles: number; lines: number; waiting: number } => {
  const count = (table: string): number =>
    Number(store.reader<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n)
  return { articles: count('article_fts'), lines: count('message_fts'), waiting: count('article_unindexed') }
}

const talk = (house: House, texts: readonly string[]): void => {
  const { sessions, channels } = house.services
  const session = sessions.open({ face: 'irc', address: '', secure: true })
  sessions.enterAsGuest({ session })
  channels.join({ session, channel: '#lobby' })
  for (const text of texts) channels.say({ session, channel: '#lobby', text })
}

test('what a house did not get to before it was closed is there after the next start, once', async () => {
  const before = open()
  talk(before, ['one', 'two', 'three'])
  expect(counts(before).lines).toBe(0)
  close()
  const after = open()
  await after.indexing.catchUp()
  const first = counts(after)
  expect(first).toMatchObject({ lines: 3, waiting: 0 })
  expect(first.articles).toBeGreaterThan(0)
  await after.indexing.catchUp()
  expect(counts(after)).toEqual(first)
})

test('words go in by themselves within a second', async () => {
  const house = open()
  talk(house, ['by itself'])
  const end = Date.now() + 1000
  while (counts(house).lines === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(counts(house).lines).toBe(1)
})

test('more lines than a batch holds all go in, over several streams', async () => {
  const house = open()
  talk(
    house,
    Array.from({ length: 700 }, (_, at) => `line ${at}`),
  )
  await house.indexing.catchUp()
  expect(counts(house).lines).toBe(700)
})

test('what leaves the store leaves the index in the same transaction, and the index stays whole', async () => {
  const house = open()
  talk(house, ['keep', 'drop'])
  await house.indexing.catchUp()
  const { store, tick } = house
  const { articles } = counts(house)
  tick.run(() => {
    store.writer("DELETE FROM message WHERE text = 'drop'").run()
    store.writer("UPDATE article SET state = 'cancelled' WHERE id = (SELECT min(id) FROM article_indexed)").run()
  })
  tick.settle()
  expect(counts(house)).toMatchObject({ lines: 1, articles: articles - 1, waiting: 0 })
  tick.run(() => {
    for (const table of ['article_fts', 'message_fts']) {
      store.writer(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`).run()
    }
  })
})
