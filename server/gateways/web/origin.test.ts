import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isOwnOrigin } from './origin.ts'

const isOwn = (host: string | undefined, origin: string | undefined, origins: readonly string[] = []): boolean =>
  isOwnOrigin({ headers: { host, origin } } as unknown as IncomingMessage, origins)

test.each([
  ['localhost:8080', 'http://localhost:8080'],
  ['BBS.example.org', 'https://bbs.example.org'],
  ['[::1]:8080', 'http://[::1]:8080'],
])('the page of %s may open its terminal', (host, origin) => {
  expect(isOwn(host, origin)).toBe(true)
})

test.each([
  ['another site', 'https://evil.example'],
  ['another port', 'http://localhost:8081'],
  ['a name that begins alike', 'http://localhost:8080.evil.example'],
  ['a sandboxed frame', 'null'],
  ['an extension', 'chrome-extension://localhost:8080'],
  ['garbage', '::::'],
  ['no browser at all', undefined],
])('%s may not', (_, origin) => {
  expect(isOwn('localhost:8080', origin)).toBe(false)
})

test('what the sysop names may, behind a proxy that changes the host', () => {
  expect(isOwn('127.0.0.1:8080', 'https://bbs.example.org', ['https://bbs.example.org/'])).toBe(true)
  expect(isOwn('127.0.0.1:8080', 'http://bbs.example.org', ['https://bbs.example.org/'])).toBe(false)
})
