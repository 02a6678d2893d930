import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { Peers } from './peer.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

test('without proxies the header is nobody’s business', () => {
  const peers = new Peers([])
  const asked = request('203.0.113.9', { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' })
  expect(peers.of(asked)).toEqual({ address: '203.0.113.9', secure: false })
})

test('behind a proxy of ours the nearest stranger counts, whatever stands further left', () => {
  const peers = new Peers(['127.0.0.1', '10.0.0.0/8'])
  const headers = { 'x-forwarded-for': '1.1.1.1, 198.51.100.4, 10.2.3.4', 'x-forwarded-proto': 'https' }
  expect(peers.of(request('::ffff:127.0.0.1', headers))).toEqual({ address: '198.51.100.4', secure: true })
})

test('a header that makes no sense leaves the proxy itself', () => {
  const peers = new Peers(['127.0.0.1', '::1'])
  expect(peers.of(request('127.0.0.1', { 'x-forwarded-for': 'unknown' })).address).toBe('127.0.0.1')
  expect(peers.of(request('::1')).address).toBe('::1')
  expect(peers.of(request('127.0.0.1', { 'x-forwarded-for': '2001:db8::7' })).address).toBe('2001:db8::7')
})

test('a proxy that is no address is refused in one line', () => {
  expect(() => new Peers(['localhost'])).toThrow('[web] proxies: "localhost" is no address')
})
