import { expect, test } from 'vitest'
import { firstWord, readTyped } from './commands.ts'

test('a slash and a known word is a command with the rest of the line', () => {
  expect(readTyped('/me waves ')).toEqual({ kind: 'command', command: 'me', rest: 'waves' })
  expect(readTyped('/J #tea')).toEqual({ kind: 'command', command: 'join', rest: '#tea' })
  expect(readTyped('/names')).toEqual({ kind: 'command', command: 'names', rest: '' })
})

test('a command keeps the further lines of a pasted text', () => {
  expect(readTyped('/msg ann one\ntwo')).toEqual({ kind: 'command', command: 'msg', rest: 'ann one\ntwo' })
})

test('an unknown command is not said aloud, a path and a doubled slash are', () => {
  expect(readTyped('/pasword hunter2')).toEqual({ kind: 'unknown', name: 'pasword' })
  expect(readTyped('/constructor')).toEqual({ kind: 'unknown', name: 'constructor' })
  expect(readTyped('/usr/bin/env is a path')).toEqual({ kind: 'say', text: '/usr/bin/env is a path' })
  expect(readTyped('//me waves')).toEqual({ kind: 'say', text: '/me waves' })
})

test('the first word is parted from what follows', () => {
  expect(firstWord('ann  hello there')).toEqual({ word: 'ann', rest: 'hello there' })
  expect(firstWord('ann')).toEqual({ word: 'ann', rest: '' })
})
