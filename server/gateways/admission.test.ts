import { expect, test } from 'vitest'
import { Admission, networkOf } from './admission.ts'

const limits = { waitingTotal: 4, waitingPerNetwork: 2, perNetwork: 3 }

test('addresses are counted per /24 and /64, whichever way they are written', () => {
  expect(networkOf('192.0.2.7')).toBe(networkOf('192.0.2.250'))
  expect(networkOf('192.0.2.7')).toBe(networkOf('::ffff:192.0.2.9'))
  expect(networkOf('192.0.2.7')).not.toBe(networkOf('192.0.3.7'))
  expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8:0:0:ffff::1'))
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8::1'))
  expect(networkOf('::1')).toBe(networkOf('0:0:0:0:0:0:0:1'))
})

test('a newcomer is let in and pushes out the oldest that waits in the same network', () => {
  const admission = new Admission(limits)
  const evicted: string[] = []
  for (const name of ['a', 'b', 'c']) admission.admit('192.0.2.1', () => evicted.push(name))
  expect(evicted).toEqual(['a'])
})

test('when all slots wait, the busiest network loses one, not the caller from elsewhere', () => {
  const admission = new Admission({ waitingTotal: 4, waitingPerNetwork: 9, perNetwork: 9 })
  const evicted: string[] = []
  admission.admit('198.51.100.1', () => evicted.push('caller'))
  for (const name of ['a', 'b', 'c', 'd']) {
    admission.admit('192.0.2.1', () => evicted.push(name))
  }
  expect(evicted).toContain('a')
  expect(evicted).not.toContain('caller')
})

test('those who have logged in are not pushed out, and count against their network until they go', () => {
  const admission = new Admission(limits)
  const evicted: number[] = []
  const tickets = [0, 1, 2].map((index) => {
    const ticket = admission.admit('192.0.2.1', () => evicted.push(index))
    ticket?.settle()
    return ticket
  })
  expect(evicted).toEqual([])
  expect(admission.admit('192.0.2.9', () => {})).toBeNull()
  tickets[0]?.release()
  tickets[0]?.release()
  expect(admission.admit('192.0.2.9', () => {})).not.toBeNull()
  expect(admission.admit('192.0.2.9', () => {})).toBeNull()
})

test('without limits everybody is let in', () => {
  const admission = new Admission(null)
  for (let index = 0; index < 1000; index += 1) expect(admission.admit('192.0.2.1', () => {})).not.toBeNull()
})
