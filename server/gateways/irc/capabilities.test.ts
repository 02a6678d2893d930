import { expect, test } from 'vitest'
import {
  CAP,
  CAPABILITIES,
  hasCap,
  listCapabilities,
  NO_CAPS,
  namesOf,
  requestCapabilities,
  TAG_CAPS,
  withCap,
  withoutCap,
} from './capabilities.ts'

test('every capability has a bit of its own', () => {
  const bits = [...CAPABILITIES.values()].map(({ bit }) => bit)
  expect(new Set(bits).size).toBe(bits.length)
  for (const bit of bits) expect(Number.isInteger(Math.log2(bit)) && bit < 2 ** 53).toBe(true)
})

test('the capabilities that shape a line take the lowest bits, so that shapes can be counted', () => {
  expect(TAG_CAPS | CAP.extendedJoin).toBe(0b1111)
})

test('values are shown from version 302 on, and the values of this house stand over those of the table', () => {
  expect(listCapabilities(302, new Map([['sasl', 'X']]))).toContain('sasl=X')
  expect(listCapabilities(302).join(' ')).toMatch(/\bsasl=PLAIN\b/)
  expect(listCapabilities(301).join(' ')).not.toContain('=')
})

test('a set holds every capability by itself, in both halves, and gives each back', () => {
  const bits = [...CAPABILITIES.values()].map(({ bit }) => bit)
  const all = bits.reduce(withCap, NO_CAPS)
  expect(namesOf(all)).toEqual([...CAPABILITIES.keys()])
  for (const bit of bits) {
    const rest = withoutCap(all, bit)
    expect(bits.filter((each) => !hasCap(rest, each))).toEqual([bit])
    expect(withCap(withCap(rest, bit), bit)).toBe(all)
    expect(withoutCap(rest, bit)).toBe(rest)
    expect(bits.filter((each) => hasCap(withCap(NO_CAPS, bit), each))).toEqual([bit])
  }
  // Those that a line follows are where `&` reaches them, whatever else is on.
  expect(all & TAG_CAPS).toBe(TAG_CAPS)
})

test('a request adds and drops, and says null to what is unknown', () => {
  const on = requestCapabilities(NO_CAPS, 'server-time echo-message', 301)
  expect(on).toBe(CAP.serverTime | CAP.echoMessage)
  expect(namesOf(on ?? NO_CAPS)).toEqual(['echo-message', 'server-time'])
  expect(requestCapabilities(on ?? NO_CAPS, '-server-time -sasl', 301)).toBe(CAP.echoMessage)
  expect(requestCapabilities(NO_CAPS, 'server-time Echo-Message', 301)).toBeNull()
  expect(requestCapabilities(NO_CAPS, '--sasl', 301)).toBeNull()
  const some = withCap(NO_CAPS, CAP.search)
  expect(requestCapabilities(some, ' ', 301)).toBe(some)
})
