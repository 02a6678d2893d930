import { describe, expect, test } from 'vitest'
import type { ChannelView } from '../../../core/channels/channel.ts'
import { readPlain } from './authenticate.ts'
import { listCondition } from './list.ts'
import { readUtterance } from './privmsg.ts'

describe('what is said', () => {
  test('ACTION becomes an action, also without its last \\x01 and without text', () => {
    expect(readUtterance('\x01ACTION waves\x01', 'message')).toEqual({ kind: 'action', text: 'waves', isCtcp: false })
    expect(readUtterance('\x01action waves', 'message')).toEqual({ kind: 'action', text: 'waves', isCtcp: false })
    expect(readUtterance('\x01ACTION\x01', 'message')).toEqual({ kind: 'action', text: '', isCtcp: false })
  })

  test('other CTCP is told apart, and so is an ACTION in a NOTICE', () => {
    expect(readUtterance('\x01PING 1\x01 x', 'message')).toEqual({ kind: 'message', text: 'PING 1', isCtcp: true })
    expect(readUtterance('\x01ACTION x\x01', 'notice')).toEqual({ kind: 'notice', text: 'ACTION x', isCtcp: true })
    expect(readUtterance('\x01ACTIONS x\x01', 'message').isCtcp).toBe(true)
  })

  test('a \\x01 further on is text', () => {
    expect(readUtterance('a\x01b', 'message')).toEqual({ kind: 'message', text: 'a\x01b', isCtcp: false })
  })
})

describe('SASL PLAIN', () => {
  const plain = (...parts: string[]): string => Buffer.from(parts.join('\0')).toString('base64')

  test('takes name and password, with the same name as authzid or none', () => {
    expect(readPlain(plain('', 'anna', 'pass wörd'))).toEqual({ name: 'anna', password: 'pass wörd' })
    expect(readPlain(plain('anna', 'anna', 'x'))).toEqual({ name: 'anna', password: 'x' })
  })

  test.each([
    plain('bert', 'anna', 'x'),
    plain('', 'anna'),
    plain('', 'anna', ''),
    plain('', '', 'x'),
    plain('', 'a', 'b', 'c'),
  ])('%j is nobody', (exchange) => expect(readPlain(exchange)).toBeNull())

  test.each(['', 'AAA', '!!!!', 'AAAA=', '===='])('%j is no message', (exchange) => {
    expect(readPlain(exchange)).toBeNull()
  })
})

describe('the conditions of LIST', () => {
  const now = Date.UTC(2026, 0, 1)
  const channel = (name: string, members: number, minutes: number, topicMinutes?: number): ChannelView => ({
    ...{ name, description: '', members, created: now - minutes * 60_000, canWrite: true, joined: false },
    hasPublicLog: false,
    modes: { flags: 'nt', key: null, limit: null, forward: null },
    topic: topicMinutes === undefined ? null : { text: 'x', setBy: 'x', setAt: now - topicMinutes * 60_000 },
  })
  const channels = [channel('#Lobby', 9, 100, 5), channel('#nightshift', 2, 50), channel('#new', 0, 1, 1)]
  const found = (...words: string[]): string[] => channels.filter(listCondition(words, now)).map(({ name }) => name)

  test.each([
    [[], ['#Lobby', '#nightshift', '#new']],
    [
      ['#lobby', '#NEW'],
      ['#Lobby', '#new'],
    ],
    [['*n*'], ['#nightshift', '#new']],
    [['!*n*'], ['#Lobby']],
    [['!#new'], ['#Lobby', '#nightshift']],
    [['>1'], ['#Lobby', '#nightshift']],
    [['<3', '>0'], ['#nightshift']],
    [['C<60'], ['#nightshift', '#new']],
    [['c>60'], ['#Lobby']],
    [['T<2'], ['#new']],
    [['T>2'], ['#Lobby']],
    [['*n*', '>0'], ['#nightshift']],
    [['X<2'], []],
  ])('%j finds %j', (words, names) => {
    expect(found(...words)).toEqual(names)
  })
})
