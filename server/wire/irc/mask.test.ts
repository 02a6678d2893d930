import { expect, test } from 'vitest'
import { formatPrefix } from './mask.ts'

test('a prefix is nick, user and host in one', () => {
  expect(formatPrefix({ nick: 'anna', user: 'user', host: 'user/anna' })).toBe('anna!user@user/anna')
})
