import { describe, expect, test } from 'vitest'
import { isInNetwork, parseNetwork } from './network.ts'

const isIn = (address: string, network: string): boolean => {
  const parsed = parseNetwork(network)
  if (parsed === null) throw new Error(`${network} is no network`)
  return isInNetwork(address, parsed)
}

describe('networks', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.0/24'],
    ['192.0.2.127', '192.0.2.0/25'],
    ['2001:db8::1', '2001:db8::/32'],
    ['2001:db8:0:1::9', '2001:db8:0:1::/64'],
    ['::1', '::1'],
    ['2001:DB8::A', '2001:db8:0:0:0:0:0:a'],
  ])('%s lies in %s', (address, network) => expect(isIn(address, network)).toBe(true))

  test.each([
    ['192.0.2.128', '192.0.2.0/25'],
    ['192.0.3.1', '192.0.2.0/24'],
    ['2001:db9::1', '2001:db8::/32'],
    ['2001:db8:0:2::9', '2001:db8:0:1::/64'],
    ['', '192.0.2.0/24'],
    ['nowhere', '192.0.2.0/24'],
  ])('%s does not lie in %s', (address, network) => expect(isIn(address, network)).toBe(false))

  test.each(['', 'anna', '1.2.3', '1.2.3.256', '1.2.3.4/33', '1.2.3.4/', ':::', '1::2::3', '12345::', '::/129', '1:2'])(
    '%j is none',
    (text) => expect(parseNetwork(text)).toBeNull(),
  )
})
