import { afterEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'
import { MOST_ENDPOINTS } from './push.ts'

const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22), manner: 'server-time' }
const endpoint = 'https://push.example/anna'

let core: TestCore
afterEach(() => core.close())

/** anna, away in #tea, with one endpoint; and ola, who speaks. */
const openTea = async (throttle = 'false'): Promise<{ anna: SessionId; ola: SessionId }> => {
  core = openCore({ LIMITS_THROTTLE: throttle })
  const [anna, ola] = [await core.enter('anna', 'irc'), await core.enter('ola')]
  for (const session of [anna, ola]) core.channels.join({ session, channel: '#tea' })
  core.push.register({ session: anna, endpoint, ...keys })
  core.sessions.setAway({ session: anna, away: 'out' })
  return { anna, ola }
}

const due = (): string[] =>
  core.events.flatMap((event) =>
    event.type === 'push.due' && event.pushed.what === 'said' ? [`${event.account} < ${event.pushed.text}`] : [],
  )

test('a name counts as a whole word, in a channel that its owner is in, once for each line', async () => {
  const { ola } = await openTea()
  core.channels.join({ session: ola, channel: '#elsewhere' })
  const say = (text: string, channel = '#tea') => core.channels.say({ session: ola, channel, text })
  say('annabel and joanna')
  say('anna, anna! ANNA')
  say('anna?', '#elsewhere')
  expect(due()).toEqual(['anna < anna, anna! ANNA'])
})

test('one endpoint may be registered anew at any time, and no more than some of them', async () => {
  const { anna, ola } = await openTea()
  for (let n = 1; n < MOST_ENDPOINTS; n += 1)
    core.push.register({ session: anna, endpoint: `${endpoint}${n}`, ...keys })
  expect(await refusalOf(() => core.push.register({ session: anna, endpoint: `${endpoint}0`, ...keys }))).toBe(
    'too-many',
  )
  core.push.register({ session: anna, endpoint, ...keys, manner: 'other' })
  core.channels.tell({ session: ola, to: 'anna', text: 'hello' })
  const event = core.events.find(({ type }) => type === 'push.due')
  const told = event?.type === 'push.due' ? event.subscriptions : []
  expect(told).toHaveLength(MOST_ENDPOINTS)
  expect(told.filter(({ manner }) => manner === 'other').map((each) => each.endpoint)).toEqual([endpoint])
})

test('only the house says that an endpoint is gone, and then it is, of every account', async () => {
  const { anna, ola } = await openTea()
  core.push.register({ session: ola, endpoint, ...keys })
  expect(await refusalOf(() => core.push.expire({ session: ola, endpoint }))).toBe('not-permitted')
  core.push.expire({ session: core.console, endpoint })
  core.channels.tell({ session: ola, to: 'anna', text: 'hello' })
  core.sessions.setAway({ session: ola, away: 'too' })
  core.channels.tell({ session: anna, to: 'ola', text: 'hello' })
  expect(due()).toEqual([])
})

test('a flood of lines rings a phone some twenty times, and after a pause again', async () => {
  const { ola } = await openTea('true')
  for (let n = 0; n < 25; n += 1) core.channels.tell({ session: ola, to: 'anna', text: String(n) })
  expect(due()).toHaveLength(20)
  core.pass(10_000)
  core.channels.tell({ session: ola, to: 'anna', text: 'still there?' })
  expect(due().at(-1)).toBe('anna < still there?')
})
