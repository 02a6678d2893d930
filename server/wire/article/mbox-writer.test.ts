import { expect, test } from 'vitest'
import { MboxReader } from './mbox.ts'
import { mboxEntry } from './mbox-writer.ts'

const at = Date.UTC(2026, 0, 1, 12, 30)
const article = (body: string): Buffer =>
  Buffer.from(`Subject: caf\u00e9\r\nMessage-ID: <1@x>\r\n\r\n${body}`, 'latin1')

test('an entry begins with a From line in UTC and ends with a blank line', () => {
  const text = mboxEntry(article('Hello.\r\n'), at).toString('latin1')
  expect(text).toMatch(/^From news@localhost Thu Jan {2}1 12:30:00 2026\nSubject: caf\u00e9\n/)
  expect(text).toMatch(/\nHello\.\n\n$/)
})

test('what was written is what the reader takes apart, also where bodies look like entries', () => {
  const bodies = [
    'Hello.\r\n',
    '\r\nFrom me Thu Jan  1 12:30:00 2026\r\nSubject: no\r\n',
    '>From x\r\n>>From y\r\n\r\n',
  ]
  const file = Buffer.concat(bodies.map((body) => mboxEntry(article(body), at)))
  const reader = new MboxReader()
  const read = [...reader.push(file), ...reader.finish()]
  expect(read.map(({ raw }) => raw && Buffer.from(raw).toString('latin1').replaceAll('\n', '\r\n'))).toEqual(
    bodies.map((body) => article(body).toString('latin1')),
  )
})
