import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorOf, boardFrom, channelFrom, channelPath, messageIdFrom, newsUri, threadPath } from './addresses.ts'

test.each([
  ['<plain@example.net>', '/thread/plain%40example.net'],
  ['<a/b+c%d?e#f@x>', '/thread/a%2Fb%2Bc%25d%3Fe%23f%40x'],
  ["<it's(*)!@x>", '/thread/it%27s%28%2A%29%21%40x'],
])('%s has the address %s', (messageId, path) => {
  expect(threadPath(messageId)).toBe(path)
})

test('whatever stands in a Message-ID, its address leads back to it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-;=?-~]{1,60}$/), (inner) => {
      const path = threadPath(`<${inner}>`)
      expect(path).toMatch(/^\/thread\/[A-Za-z0-9._~%-]+$/)
      expect(messageIdFrom(path.slice('/thread/'.length))).toBe(`<${inner}>`)
    }),
  )
})

test('brackets may be there, and a bare `@` and `+` stand for themselves', () => {
  expect(messageIdFrom('%3Ca+b@x%3E')).toBe('<a+b@x>')
  expect(messageIdFrom('a+b@x')).toBe('<a+b@x>')
})

test.each(['', '%', '%ff', 'a b', 'a%20b', 'a%0Ab', '<<x>>', 'å@x', 'x'.repeat(249)])('%j is no Message-ID', (text) => {
  expect(messageIdFrom(text)).toBeNull()
})

test('a channel goes without its number sign, and is found with it too', () => {
  expect(channelPath('#små-prat')).toBe('/channel/sm%C3%A5-prat')
  expect([channelFrom('lobby'), channelFrom('%23lobby'), channelFrom('c%2B%2B')]).toEqual(['#lobby', '#lobby', '#c++'])
  expect([channelFrom(''), channelFrom('a b'), channelFrom('%')]).toEqual([null, null, null])
})

test('a board that could be a path is none', () => {
  expect(boardFrom('comp.lang.c%2B%2B')).toBe('comp.lang.c++')
  expect([boardFrom('..%2Fetc'), boardFrom('A.B'), boardFrom('%')]).toEqual([null, null, null])
})

test('an article has one anchor and one news URI', () => {
  expect(anchorOf('<a@x>')).toMatch(/^m[0-9a-f]{12}$/)
  expect(newsUri('<a/b@x.net>')).toBe('news:a%2Fb@x.net')
})
