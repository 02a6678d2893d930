import { expect, test } from 'vitest'
import { Arrivals } from './arrivals.ts'

test('a network that knocks too fast is turned away until time has passed, and others are not', () => {
  let now = 0
  const arrivals = new Arrivals({ burst: 3, perSecond: 1 }, () => now)
  const knocks = (address: string, times: number) => Array.from({ length: times }, () => arrivals.take(address))
  expect(knocks('192.0.2.1', 4)).toEqual([true, true, true, false])
  expect(arrivals.take('192.0.2.200')).toBe(false)
  expect(arrivals.take('198.51.100.7')).toBe(true)
  now = 1000
  expect(knocks('192.0.2.1', 2)).toEqual([true, false])
})

test('without a rate nobody is turned away', () => {
  const arrivals = new Arrivals(null, () => 0)
  expect(Array.from({ length: 1000 }, () => arrivals.take('192.0.2.1')).every(Boolean)).toBe(true)
})

test('a flood from many networks turns none of them away', () => {
  let now = 0
  const arrivals = new Arrivals({ burst: 1, perSecond: 1 }, () => now)
  for (let network = 0; network < 20_000; network += 1) {
    now += 1
    expect(arrivals.take(`10.${network >> 8}.${network & 255}.1`)).toBe(true)
  }
})
