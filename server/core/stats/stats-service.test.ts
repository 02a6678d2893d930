import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'

const HOUR = 3_600_000

let core: TestCore
beforeEach(() => {
  core = openCore()
})
afterEach(() => core.close())

test('what goes on is counted by the hour, also in hours when nothing did', async () => {
  // The house begins with articles of its own.
  const before = core.statistics.hours({ session: core.console, hours: 1 })[0]?.counts.articles ?? 0
  const ann = await core.enter('ann')
  core.guest()
  core.channels.join({ session: ann, channel: '#lobby' })
  for (const text of ['one', 'two']) core.channels.say({ session: ann, channel: '#lobby', text })
  // Told in #lobby by the house: a line more.
  core.boards.post({ session: ann, boards: ['local.general'], subject: 'Hello', text: 'all' })
  core.pass(2 * HOUR)
  await core.enter('bob')
  const hours = core.statistics.hours({ session: core.console, hours: 3 })
  expect(hours.map(({ counts }) => counts.logins)).toEqual([1, 0, 1])
  expect(hours[0]?.counts).toMatchObject({ guests: 1, lines: 3, articles: before + 1, people: 2 })
  expect(hours[2]?.counts.people).toBe(3)
  expect(hours[2]?.counts.memory).toBeGreaterThan(10)
  expect((hours[2]?.at ?? 0) - (hours[0]?.at ?? 0)).toBe(2 * HOUR)
})

test('the figures of now tell who is on by which face', async () => {
  await core.enter('ann')
  await core.enter('ann', 'irc')
  const { people, sessions, memory, store } = core.statistics.figures({ session: core.console })
  expect([people, sessions.ssh, sessions.irc]).toEqual([1, 1, 1])
  expect(memory).toBeGreaterThan(10_000_000)
  expect(store).toBeGreaterThan(4096)
})

test('members do not see how the house is doing, moderators do', async () => {
  const session = await core.enter('ann')
  expect(await refusalOf(() => core.statistics.figures({ session }))).toBe('not-permitted')
  expect(await refusalOf(() => core.statistics.hours({ session, hours: 1 }))).toBe('not-permitted')
  expect(await refusalOf(() => core.statistics.warnings({ session }))).toBe('not-permitted')
  core.accounts.setRole({ session: core.console, name: 'ann', role: 'moderator' })
  expect(core.statistics.hours({ session, hours: 24 })).toHaveLength(24)
})

test('what the daemon warned of is there to read, newest first, without what a terminal would obey', () => {
  core.house.log.warn({ door: 'irc', err: new Error('it \u001b[31mburns') }, 'a door is stuck')
  core.house.log.error({ port: 22 }, 'worse')
  core.house.log.info({}, 'all is well')
  const texts = core.statistics.warnings({ session: core.console }).map(({ level, text }) => `${level}: ${text}`)
  expect(texts[0]).toBe('error: worse · port 22')
  expect(texts[1]).toContain('a door is stuck · door irc · it ')
  expect(texts[1]).not.toContain('\u001b')
})
