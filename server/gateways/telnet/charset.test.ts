import { expect, test } from 'vitest'
import { charsetOf, decodeLine, encodeText } from './charset.ts'

test.each([
  ['utf-8', 'Æ “hei” 你 é', 'Æ “hei” 你 é'],
  ['latin1', 'Æ “hei” e\u0301', 'Æ "hei" é'],
  ['ascii', 'Kafé “hei”', 'Kafe "hei"'],
] as const)('in %s, %s is written %s', (charset, text, expected) => {
  expect(encodeText(text, charset).toString(charset === 'utf-8' ? 'utf8' : 'latin1')).toBe(expected)
})

test('what is no UTF-8 is read as Latin-1', () => {
  expect(decodeLine(Buffer.from('kafé'), 'utf-8')).toBe('kafé')
  expect(decodeLine(Buffer.from('kafé', 'latin1'), 'utf-8')).toBe('kafé')
  expect(decodeLine(Buffer.from('kafé', 'latin1'), 'latin1')).toBe('kafé')
})

test.each([
  ['UTF-8', false, 'utf-8'],
  ['ISO-8859-1', true, 'latin1'],
  ['US-ASCII', null, 'ascii'],
  ['', false, 'ascii'],
  ['', true, 'utf-8'],
  [null, null, 'utf-8'],
] as const)('agreed on %o, a client that says %o of UTF-8 gets %s', (agreed, knows, expected) => {
  expect(charsetOf(agreed, knows)).toBe(expected)
})
