import { createHash } from 'node:crypto'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { hostKeyFingerprint, makeHostKey } from './host-key.ts'

test('a host key is a new ed25519 key each time, with a fingerprint as ssh shows it', () => {
  const one = makeHostKey()
  const other = makeHostKey()
  const parsed = ssh2.utils.parseKey(one)
  expect(parsed instanceof Error ? parsed : parsed.type).toBe('ssh-ed25519')
  expect(hostKeyFingerprint(one)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
  expect(hostKeyFingerprint(one)).not.toBe(hostKeyFingerprint(other))
})

test('the fingerprint is that of the public half, as ssh-keygen -l takes it', () => {
  const pair = ssh2.utils.generateKeyPairSync('ed25519')
  const [, body = ''] = pair.public.split(' ')
  const digest = createHash('sha256').update(Buffer.from(body, 'base64')).digest('base64')
  expect(hostKeyFingerprint(pair.private)).toBe(`SHA256:${digest.slice(0, 43)}`)
})

test('what is no key is told apart at once', () => {
  expect(() => hostKeyFingerprint('nonsense')).toThrow()
})
