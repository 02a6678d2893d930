import { createHash } from 'node:crypto'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { newKeyPair } from '../../testing/ssh-caller.ts'
import { hostKeyFingerprint, makeHostKey } from './host-key.ts'

test('a host key is a new ed25519 key each time, with a fingerprint as ssh shows it', () => {
  const one = makeHostKey()
  const other = makeHostKey()
  const parsed = ssh2.utils.parseKey(one)
  expect(parsed instanceof Error ? parsed : parsed.type).toBe('ssh-ed25519')
  expect(hostKeyFingerprint(one)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
  expect(hostKeyFingerprint(one)).not.toBe(hostKeyFingerprint(other))
})

test('every host key can be read again', () => {
  const broken = Array.from({ length: 2000 }, makeHostKey).filter((key) => ssh2.utils.parseKey(key) instanceof Error)
  expect(broken).toEqual([])
})

test('the fingerprint is that of the public half, as ssh-keygen -l takes it', () => {
  const pair = newKeyPair()
  const [, body = ''] = pair.public.split(' ')
  const digest = createHash('sha256').update(Buffer.from(body, 'base64')).digest('base64')
  expect(hostKeyFingerprint(pair.private)).toBe(`SHA256:${digest.slice(0, 43)}`)
})

test('what is no key is told apart at once', () => {
  expect(() => hostKeyFingerprint('nonsense')).toThrow()
})
