import { expect, test } from 'vitest'
import { terminalKind } from './terminal-kind.ts'

const kind = (term: string, environment: Record<string, string> = {}) =>
  terminalKind(term, new Map(Object.entries(environment)))

test.each([
  ['xterm-256color', {}, 256],
  ['xterm-256color', { COLORTERM: 'truecolor' }, 16_777_216],
  ['xterm', {}, 16],
  ['xterm-kitty', {}, 256],
  ['tmux-direct', {}, 16_777_216],
  ['linux', {}, 16],
  ['vt220', {}, 1],
  ['dumb', { COLORTERM: 'truecolor' }, 1],
  ['', {}, 1],
])('a terminal %s with %o has %i colours', (term, environment, colors) => {
  expect(kind(term, environment).colors).toBe(colors)
})

test('a stock client that sends no locale is taken for UTF-8, a BBS terminal is not', () => {
  expect(kind('xterm-256color').charset).toBe('utf-8')
  expect(kind('syncterm').charset).toBe('cp437')
  expect(kind('ansi-bbs').charset).toBe('cp437')
})

test('a locale decides, and LC_ALL stands over LANG', () => {
  expect(kind('xterm', { LANG: 'de_DE.UTF-8' }).charset).toBe('utf-8')
  expect(kind('xterm', { LANG: 'de_DE.ISO-8859-1' }).charset).toBe('ascii')
  expect(kind('xterm', { LANG: 'de_DE.ISO-8859-1', LC_ALL: 'C.utf8' }).charset).toBe('utf-8')
  expect(kind('ansi', { LANG: 'en_US.UTF-8' }).charset).toBe('utf-8')
})

test('a hostile TERM is cut down to a name', () => {
  expect(kind('\u001b]0;evil\u0007xterm').term).toBe('0evilxterm')
  expect(kind('x'.repeat(10_000)).term).toHaveLength(40)
  expect(kind('\n').term).toBe('dumb')
})
