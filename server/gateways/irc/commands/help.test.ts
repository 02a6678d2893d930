import { expect, test } from 'vitest'
import { HELP_TOPICS } from './help.ts'
import { topicOf } from './help-topics.ts'
import { COMMANDS } from './table.ts'

test.each([...COMMANDS.keys()])('HELP %s leads to a topic that is there', (command) => {
  const topic = topicOf(command)
  expect(topic).toBeDefined()
  expect(Object.keys(HELP_TOPICS)).toContain(topic)
})

test('every line of help fits a line of IRC behind the longest server name', () => {
  for (const { lines } of Object.values(HELP_TOPICS)) {
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(340)
  }
})
