// Octets for terminals that do not speak UTF-8.

import { expect, test } from 'vitest'
import { encodeText, textDecoder } from './text-encoding.ts'

test('code page 437 has its own boxes and letters, and the nearest for the rest', () => {
  expect(encodeText('┌─┐ æøå é …', 'cp437')).toEqual(
    Buffer.from([0xda, 0xc4, 0xbf, 0x20, 0x91, 0x6f, 0x86, 0x20, 0x82, 0x20, 0x7e]),
  )
  expect(encodeText('漢字 “x”', 'cp437').toString('latin1')).toBe('? ?  "x"')
})

test('what is typed in code page 437 is understood, octet by octet', () => {
  const decode = textDecoder('cp437')
  expect(decode(Buffer.from([0x86, 0x1b, 0x5b, 0x41]))).toBe('å\u001b[A')
})

test('characters of UTF-8 that arrive in pieces are put together', () => {
  const decode = textDecoder('utf-8')
  expect(decode(Buffer.from([0xc3])) + decode(Buffer.from([0xa6]))).toBe('æ')
})
