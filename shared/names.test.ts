import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, isAccountName, isBoardName, isChannelName, isReservedName, nameSkeleton } from './names.ts'

describe('account names', () => {
  test.each(['anna', 'Ola_Nordmann', 'x9', 'a-b-c', '7of9', 'abcdefghijklmnopqrst'])('%s is a name', (name) => {
    expect(isAccountName(name)).toBe(true)
  })

  test.each(['a', '', 'abcdefghijklmnopqrstu', 'åse', 'a b', '-dash', 'a.b', 'a@b', 'a\n', 'nick!'])(
    '%j is none',
    (name) => expect(isAccountName(name)).toBe(false),
  )

  test.each([
    ['root', 'ROOT'],
    ['paypal', 'paypaI'],
    ['illinois', '1ll1n01s'],
    ['mary', 'rnary'],
    ['will', 'vvi11'],
    ['a_b', 'a-b'],
  ])('%s and %s look alike and share a skeleton', (one, other) => {
    expect(nameSkeleton(one)).toBe(nameSkeleton(other))
  })

  test('names that speak for the house are reserved, also when written to look like them', () => {
    for (const name of ['root', 'Sysop', 'sys0p', 'NickServ', 'n1ckserv', 'guest', 'guest-1234', 'new', 'samband']) {
      expect([name, isReservedName(name)]).toEqual([name, true])
    }
    expect(isReservedName('anna')).toBe(false)
  })

  test('folding and skeletons are stable: doing them twice changes nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{1,19}$/), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
        expect(nameSkeleton(nameSkeleton(name))).toBe(nameSkeleton(name))
        expect(nameSkeleton(name.toUpperCase())).toBe(nameSkeleton(name))
      }),
    )
  })
})

test('channel names may speak any language but hold no blank, comma, colon, control or hidden direction', () => {
  for (const name of ['#lobby', '#små-prat', '#日本', '#c++']) expect([name, isChannelName(name)]).toEqual([name, true])
  for (const name of ['lobby', '#', '#a b', '#a,b', '#a:b', '#a\u0007', '#a\u202eb', `#${'x'.repeat(40)}`]) {
    expect([name, isChannelName(name)]).toEqual([name, false])
  }
})

test('board names are lower-case newsgroup names and can never climb out of a folder', () => {
  for (const name of ['misc.test', 'comp.lang.c++', 'samband']) expect(isBoardName(name)).toBe(true)
  for (const name of ['Misc.Test', '../etc', 'a..b', '.a', 'a.', 'a/b', '', 'x'.repeat(67)]) {
    expect([name, isBoardName(name)]).toEqual([name, false])
  }
})
