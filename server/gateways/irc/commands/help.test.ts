import { describe, expect, test } from 'vitest'
import { CHANNEL_WORDS } from '../chanserv/chanserv.ts'
import { ACCOUNT_WORDS } from '../nickserv/account-words.ts'
import { LOGIN_WORDS } from '../nickserv/login-words.ts'
import { HELP_TOPICS } from './help.ts'
import { topicOf } from './help-topics.ts'
import { COMMANDS } from './table.ts'

/** Behind the longest server name, nick and topic. */
const LINE_OCTETS = 340

/** What clients do by themselves and nobody types: the topic says so in one sentence. */
const BY_NAME_OF_ANOTHER: Readonly<Record<string, string>> = {
  ...{ HELPOP: 'HELP', CHANSERV: 'ChanServ', CS: 'ChanServ', NICKSERV: 'NickServ', NS: 'NickServ' },
  ...{ UNDLINE: 'UNBAN', UNKLINE: 'UNBAN', USERHOST: 'ISON', WHOWAS: 'WHOWAS' },
}

test.each([...COMMANDS.keys()])('HELP %s leads to a topic that tells of it', (command) => {
  const topic = topicOf(command) ?? ''
  expect(Object.keys(HELP_TOPICS)).toContain(topic)
  const text = [HELP_TOPICS[topic]?.title, ...(HELP_TOPICS[topic]?.lines ?? [])].join(' ')
  expect(text).toMatch(new RegExp(`\\b${BY_NAME_OF_ANOTHER[command] ?? command}\\b`))
})

test('HELP lists every topic but itself', () => {
  const index = HELP_TOPICS['index']?.lines.join(' ') ?? ''
  for (const topic of Object.keys(HELP_TOPICS)) {
    if (topic !== 'index') expect(index).toContain(`HELP ${topic.toUpperCase()}`)
  }
})

test('every line of help fits a line of IRC', () => {
  for (const { lines } of Object.values(HELP_TOPICS)) {
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_OCTETS)
  }
})

describe.each([
  ['NickServ', { ...LOGIN_WORDS, ...ACCOUNT_WORDS }],
  ['ChanServ', CHANNEL_WORDS],
])('%s', (_, words) => {
  test.each(Object.entries(words))('help %s says how it is used, and what it does', (name, { usage, help }) => {
    expect(usage).toMatch(new RegExp(`^${name}\\b`))
    expect(help.length).toBeGreaterThan(0)
    for (const line of [usage, ...help]) {
      expect(line.trim()).not.toBe('')
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_OCTETS)
    }
  })
})
