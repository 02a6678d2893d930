import { expect, test } from 'vitest'
import { CAP, CAPABILITIES, listCapabilities, namesOf, requestCapabilities, TAG_CAPS } from './capabilities.ts'

test('every capability has a bit of its own', () => {
  const bits = [...CAPABILITIES.values()].map(({ bit }) => bit)
  expect(new Set(bits).size).toBe(bits.length)
  expect((bits.reduce((all, bit) => all | bit, 0) >>> 0).toString(2)).toMatch(/^1+$/)
})

test('the capabilities that shape a line take the lowest bits, so that shapes can be counted', () => {
  expect(TAG_CAPS | CAP.extendedJoin).toBe(0b1111)
})

test('values are shown from version 302 on, and the values of this house stand over those of the table', () => {
  expect(listCapabilities(302, new Map([['sasl', 'X']]))).toContain('sasl=X')
  expect(listCapabilities(302).join(' ')).toMatch(/\bsasl=PLAIN\b/)
  expect(listCapabilities(301).join(' ')).not.toContain('=')
})

test('a request adds and drops, and says null to what is unknown', () => {
  const on = requestCapabilities(0, 'server-time echo-message', 301)
  expect(on).toBe(CAP.serverTime | CAP.echoMessage)
  expect(namesOf(on ?? 0)).toEqual(['echo-message', 'server-time'])
  expect(requestCapabilities(on ?? 0, '-server-time -sasl', 301)).toBe(CAP.echoMessage)
  expect(requestCapabilities(0, 'server-time Echo-Message', 301)).toBeNull()
  expect(requestCapabilities(0, '--sasl', 301)).toBeNull()
  expect(requestCapabilities(7, ' ', 301)).toBe(7)
})
