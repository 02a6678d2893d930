// Search over 100,000 articles and 100,000 lines: how fast both go into the index, what putting a line there costs, and
// how long people wait for an answer, while everybody else is served.

import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../../server/config.ts'
import type { SessionId } from '../../server/core/ids.ts'
import { isRefusal } from '../../server/core/refusal.ts'
import { type House, openHouse } from '../../server/house.ts'
import { writeArchive } from './archive.ts'
import { type Bench, percentile, type Row } from './bench.ts'
import { importArchive } from './import.ts'

const ARTICLES = 100_000
const LINES = 100_000
const LINES_A_TURN = 256
const QUESTIONS = 60
const TEXT = 'the kettle is on and nobody but us is awake to hear it sing tonight'

export const search: Bench = {
  name: 'search',
  what: `search over ${ARTICLES.toLocaleString('en')} articles and ${LINES.toLocaleString('en')} lines`,
  run: async ({ folder, say }) => {
    const state = join(folder, 'state')
    const archive = join(folder, 'archive.mbox')
    say(`importing ${ARTICLES} articles`)
    writeArchive(archive, ARTICLES)
    await importArchive(archive, state)
    const settings = { SAMBAND_SERVER_STATE: state, SAMBAND_LIMITS_THROTTLE: 'false' }
    const house = openHouse(loadConfig(null, settings), {
      log: pino({ level: 'error' }),
      onBroken: (error) => {
        throw error
      },
    })
    try {
      return [...(await indexing(house, say)), ...(await asking(house, say))]
    } finally {
      house.close()
    }
  },
}

const indexing = async (house: House, say: (line: string) => void): Promise<readonly Row[]> => {
  say('indexing the articles')
  const articles = await timed(() => house.indexing.catchUp())
  const { services } = house
  const session = services.sessions.open({ face: 'irc', address: '', secure: true })
  services.sessions.enterAsGuest({ session, nick: 'speaker' })
  services.channels.join({ session, channel: '#lobby' })
  say('saying lines')
  const said = await timed(async () => {
    for (let at = 0; at < LINES; at += 1) {
      services.channels.say({ session, channel: '#lobby', text: `${at} ${TEXT}` })
      if (at % LINES_A_TURN === 0) house.tick.settle()
    }
    house.tick.settle()
  })
  const lines = await timed(() => house.indexing.catchUp())
  return [
    { measured: 'articles put into the index', value: ARTICLES / articles, unit: 'articles/s' },
    { measured: 'a line said and stored (not indexed yet)', value: (said / LINES) * 1e6, unit: 'µs' },
    { measured: 'the same line put into the index, later', value: (lines / LINES) * 1e6, unit: 'µs' },
  ]
}

const asking = async (house: House, say: (line: string) => void): Promise<readonly Row[]> => {
  const { core } = house.link
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  const articles =
    (query: (at: number) => string, order: 'best' | 'newest' = 'best') =>
    (at: number) =>
      core.search.articles({ session, query: query(at), order, limit: 30 })
  const lines = (query: (at: number) => string) => (at: number) =>
    core.search.messages({ session, query: query(at), limit: 30 })
  // The reader threads start before the clock does.
  await Promise.all([articles(() => 'board')(0), articles(() => 'board')(0)])
  say('asking')
  return [
    ...(await waits(
      'articles, a number that few have',
      articles((at) => `number ${at * 97}`),
      50,
    )),
    ...(await waits(
      'articles, two words that every one has',
      articles(() => 'board wrote'),
      500,
    )),
    ...(await waits(
      'the same, newest first',
      articles(() => 'board wrote', 'newest'),
    )),
    ...(await waits(
      'articles, a phrase',
      articles(() => '"board holds what"'),
    )),
    ...(await waits(
      'articles, by an author, without a word',
      articles((at) => `author:"Number ${at}" -"else"`),
    )),
    ...(await waits(
      'lines, a number that one has',
      lines((at) => String(at * 997)),
      20,
    )),
    ...(await waits(
      'lines, two words that every one has',
      lines(() => 'kettle tonight'),
      50,
    )),
    { measured: 'the loop while that was asked: longest wait', value: await longestWait(session, house), unit: 'ms' },
  ]
}

const waits = async (measured: string, ask: (at: number) => Promise<unknown>, atMost?: number): Promise<Row[]> => {
  const samples: number[] = []
  for (let at = 0; at < QUESTIONS; at += 1) samples.push((await timed(() => ask(at).catch(unlessBusy))) * 1000)
  const target = atMost === undefined ? {} : { target: { atMost } }
  return [
    { measured: `${measured}: p50`, value: percentile(samples, 0.5), unit: 'ms', ...target },
    { measured: `${measured}: p99`, value: percentile(samples, 0.99), unit: 'ms' },
  ]
}

/** How late a timer is at most while two people ask the heaviest question again and again. */
const longestWait = async (session: SessionId, { link: { core } }: House): Promise<number> => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 1)
    last = now
  }, 1)
  const ask = async (): Promise<void> => {
    for (let at = 0; at < 5; at += 1)
      await core.search.articles({ session, query: 'board wrote', limit: 30 }).catch(unlessBusy)
  }
  await Promise.all([ask(), ask()])
  clearInterval(timer)
  return longest
}

/** A question that was given up counts with the time it took; the machine is too busy to measure anything on. */
const unlessBusy = (error: unknown): void => {
  if (!isRefusal(error) || error.code !== 'busy') throw error
}

/** Seconds. */
const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1000
}
