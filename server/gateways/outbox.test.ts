import { expect, test } from 'vitest'
import type { Outbox } from '../core/tick.ts'
import { SendQueue } from './outbox.ts'

const world = (limit: number, backlog = 0) => {
  const scheduled: Outbox[] = []
  const written: string[] = []
  let overflows = 0
  const queue = new SendQueue({
    outlet: { schedule: (outbox) => scheduled.push(outbox) },
    sink: { write: (chunk) => written.push(chunk.toString()), backlog },
    limit,
    onOverflow: () => {
      overflows += 1
    },
  })
  return { queue, scheduled, written, overflows: () => overflows }
}

test('all lines of a turn leave in one write, in order', () => {
  const { queue, scheduled, written } = world(1000)
  queue.push('one ')
  queue.push(Buffer.from('two '))
  queue.push('three')
  expect(scheduled).toHaveLength(1)
  queue.flush()
  queue.flush()
  expect(written).toEqual(['one two three'])
})

test('past its limit the queue is dropped and its owner told once', () => {
  const { queue, written, overflows } = world(10)
  queue.push('123456')
  queue.push('789012')
  queue.push('3')
  queue.flush()
  expect(written).toEqual([])
  expect(overflows()).toBe(1)
})

test('what the other side has not taken yet counts', () => {
  const { queue, overflows } = world(10, 8)
  queue.push('123')
  expect(overflows()).toBe(1)
})

test('sessions that are sent the same lines in a turn share one Buffer of them, others get their own', () => {
  const lines = [Buffer.from('one '), Buffer.from('two '), Buffer.from('three ')]
  const written: Buffer[] = []
  const queueOf = (chunks: readonly Buffer[]): SendQueue => {
    const sink = { write: (chunk: Buffer) => written.push(chunk), backlog: 0 }
    const queue = new SendQueue({ outlet: { schedule: () => {} }, sink, limit: 1000, onOverflow: () => {} })
    for (const chunk of chunks) queue.push(chunk)
    return queue
  }
  const queues = [queueOf(lines), queueOf(lines), queueOf(lines.slice(1)), queueOf([...lines].reverse())]
  for (const queue of queues) queue.flush()
  expect(written.map(String)).toEqual(['one two three ', 'one two three ', 'two three ', 'three two one '])
  expect(written[1]).toBe(written[0])
})
