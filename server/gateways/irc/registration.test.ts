import { expect, test } from 'vitest'
import { readPass } from './registration.ts'

const anna = { name: 'anna', password: 'a:b c' }

test('without a server password PASS is name:password, and a colon may stand in the password', () => {
  expect(readPass('anna:a:b c', '')).toEqual({ mayPass: false, credentials: anna })
})

test('a PASS without a name is nothing', () => {
  expect(readPass('justapassword', '')).toEqual({ mayPass: false, credentials: null })
  expect(readPass(':x', '')).toEqual({ mayPass: false, credentials: null })
})

test('with a server password PASS is that, or that and the login behind it', () => {
  expect(readPass('key', 'key')).toEqual({ mayPass: true, credentials: null })
  expect(readPass('key:anna:a:b c', 'key')).toEqual({ mayPass: true, credentials: anna })
  expect(readPass('anna:a:b c', 'key')).toEqual({ mayPass: false, credentials: anna })
  expect(readPass('k:ey:anna:a:b c', 'k:ey')).toEqual({ mayPass: true, credentials: anna })
  expect(readPass('keyring:x', 'key')).toEqual({ mayPass: false, credentials: { name: 'keyring', password: 'x' } })
})
