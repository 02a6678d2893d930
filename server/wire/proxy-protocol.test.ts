import { describe, expect, test } from 'vitest'
import { type Heading, readHeading } from './proxy-protocol.ts'

const v2 = (command: number, family: number, addresses: readonly number[]): Buffer =>
  Buffer.from([
    ...Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1'),
    ...[0x20 | command, (family << 4) | 1, addresses.length >> 8, addresses.length & 255],
    ...addresses,
  ])
const FOUR = [203, 0, 113, 9, 127, 0, 0, 1, 0x30, 0x39, 0x1a, 0x0b]
const SIX = [0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), 7, ...Array<number>(20).fill(0)]

describe('what a gateway says first', () => {
  test.each<[string, Buffer, Partial<Exclude<Heading, string>>]>([
    ['v1', Buffer.from('PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\nNICK x'), { address: '203.0.113.9', length: 38 }],
    ['v1 over IPv6', Buffer.from('PROXY TCP6 2001:db8::7 ::1 1 2\r\n'), { address: '2001:db8::7' }],
    ['v1 of itself', Buffer.from('PROXY UNKNOWN\r\n'), { address: null, length: 15 }],
    ['v2', v2(1, 1, FOUR), { address: '203.0.113.9', length: 28 }],
    ['v2 over IPv6', v2(1, 2, SIX), { address: '2001:db8:0:0:0:0:0:7', length: 52 }],
    ['v2 of itself', v2(0, 0, []), { address: null, length: 16 }],
    [
      'WEBIRC',
      Buffer.from('WEBIRC pw gw host 203.0.113.9\r\n'),
      { address: '203.0.113.9', password: 'pw', secure: false },
    ],
    ['WEBIRC over TLS', Buffer.from('WEBIRC pw gw host ::1 :secure\r\n'), { address: '::1', secure: true }],
  ])('%s is read', (_, octets, expected) => expect(readHeading(octets)).toMatchObject(expected))

  test('cut anywhere, it asks for more until it is whole', () => {
    const wholes = [
      v2(1, 1, FOUR),
      Buffer.from('PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n'),
      Buffer.from('WEBIRC a b c ::1\r\n'),
    ]
    for (const whole of wholes) {
      for (let at = 0; at < whole.length; at += 1) expect(readHeading(whole.subarray(0, at))).toBe('more')
      expect(readHeading(whole)).toMatchObject({ length: whole.length })
    }
  })

  test.each(['NICK anna\r\n', 'x', 'PROXX ', '\r\n\r\nNICK'])('%j is none', (text) => {
    expect(readHeading(Buffer.from(text))).toBe('none')
  })

  test.each([
    'PROXY TCP4 nowhere 1.2.3.4 1 2\r\n',
    'PROXY TCP9 1.2.3.4\r\n',
    'WEBIRC a b c d\r\n',
    `WEBIRC ${'x'.repeat(600)}`,
  ])('%j is malformed', (text) => expect(readHeading(Buffer.from(text))).toBe('malformed'))
})
