import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Outcome } from './courier.ts'
import { PushQueue } from './push-queue.ts'

const subscription = (path: string) => ({ endpoint: `https://push.example/${path}`, p256dh: '', auth: '', manner: '' })

/** A queue whose pushes are taken when the test says so. */
const openQueue = () => {
  const under: { payload: string; answer: (outcome: Outcome) => void }[] = []
  const gone: string[] = []
  const queue = new PushQueue({
    outlet: { schedule: (outbox) => setImmediate(() => outbox.flush()) },
    deliver: (_, payload) => new Promise((answer) => under.push({ payload, answer })),
    onGone: (endpoint) => gone.push(endpoint),
    log: pino({ level: 'silent' }),
  })
  return { queue, under, gone }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

test('an account has one push under way at a time, in order, and keeps nobody else waiting', async () => {
  const { queue, under } = openQueue()
  for (const payload of ['a1', 'a2', 'a3']) queue.add('anna', subscription('a'), payload)
  queue.add('bert', subscription('b'), 'b1')
  expect(under).toEqual([])
  await turn()
  expect(under.map(({ payload }) => payload)).toEqual(['a1', 'b1'])
  under[0]?.answer('failed')
  await turn()
  expect(under.map(({ payload }) => payload)).toEqual(['a1', 'b1', 'a2'])
})

test('no more than 100 wait for one account, 2000 in all, and 16 are under way at once', async () => {
  const { queue, under } = openQueue()
  const fits = (account: string): boolean => queue.add(account, subscription(account), '')
  expect(Array.from({ length: 101 }, () => fits('0')).filter((each) => !each)).toHaveLength(1)
  for (let account = 1; account < 20; account += 1) for (let n = 0; n < 100; n += 1) fits(String(account))
  expect(fits('late')).toBe(false)
  await turn()
  expect(under).toHaveLength(16)
  expect(fits('late')).toBe(true)
})

test('an endpoint that is gone is told of, and what waits is forgotten when the house closes', async () => {
  const { queue, under, gone } = openQueue()
  for (const payload of ['1', '2']) queue.add('anna', subscription('a'), payload)
  await turn()
  queue.close()
  under[0]?.answer('gone')
  await turn()
  expect(gone).toEqual(['https://push.example/a'])
  expect(under).toHaveLength(1)
})
