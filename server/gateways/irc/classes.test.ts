import { expect, test } from 'vitest'
import { DEFAULT_CLASSES, readClass } from './classes.ts'

test('a class is written as its four limits, and nothing is the default', () => {
  expect(readClass('guest', '')).toBe(DEFAULT_CLASSES.guest)
  expect(readClass('guest', 'sendq=64k recvq=16k burst=5 rate=0.5')).toEqual({
    ...{ name: 'guest', sendq: 65_536, recvq: 16_384, burst: 5, perSecond: 0.5 },
  })
})

test.each([
  'sendq=64k',
  'sendq=64 recvq=16k burst=5 rate=1',
  'sendq=4k recvq=16k burst=5 rate=1',
  'sendq=64k recvq=1k burst=5 rate=1',
  'sendq=64k recvq=16k burst=0 rate=1',
  'sendq=64k recvq=16k burst=5 rate=0',
  'recvq=16k sendq=64k burst=5 rate=1',
])('%s is no class', (text) => expect(readClass('guest', text)).toBeNull())
