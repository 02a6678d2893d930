import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalizeOctets } from './header.ts'
import { MboxReader } from './mbox.ts'
import { writeMboxEntry } from './mbox-writer.ts'
import { parseArticle } from './parse.ts'

const missing = { date: () => 0, newsgroup: 'test.mbox', host: 'news.test' }
const DATE = Date.UTC(1998, 0, 27, 10, 11, 12)

/** Written one behind the other and read again, in pieces of so many octets. */
const roundTrip = (articles: readonly Uint8Array[], chunk: number): (Buffer | null)[] => {
  const file = Buffer.concat(
    articles.map((raw, at) => writeMboxEntry({ raw, sender: `${at + 1}@test.mbox`, date: DATE })),
  )
  const reader = new MboxReader()
  const entries = []
  for (let at = 0; at < file.length; at += chunk) entries.push(...reader.push(file.subarray(at, at + chunk)))
  // A parser makes every line end CRLF again.
  return [...entries, ...reader.finish()].map(({ raw }) => (raw === null ? null : normalizeOctets(raw)))
}

const asFiled = (octets: Uint8Array): Uint8Array | null => {
  const article = parseArticle(octets, missing)
  return typeof article === 'string' ? null : article.raw
}

test('an entry is a separator line, the article with its From lines quoted, and a blank line', () => {
  const raw = Buffer.from('Subject: x\r\n\r\nFrom here on\r\n>From there\r\nFromage\r\n')
  expect(writeMboxEntry({ raw, sender: '7@test.mbox', date: DATE }).toString()).toBe(
    'From 7@test.mbox Tue Jan 27 10:11:12 1998\nSubject: x\n\n>From here on\n>>From there\nFromage\n\n',
  )
})

test.each([
  ['no line end at its end', 'Subject: x\r\n\r\nlast'],
  ['no body', 'Subject: x\r\n'],
  ['blank lines at its end', 'Subject: x\r\n\r\ntext\r\n\r\n\r\n'],
  ['nothing but blank lines', 'Subject: x\r\n\r\n\r\n\r\n'],
  ['octets above 0x7F', 'Subject: \xe6\xf8\xe5\r\n\r\n\xff\xfe\xa0\r\n'],
  ['a line that is no field first', 'garbage here\r\nSubject: x\r\n\r\ny\r\n'],
  ['a From line first', 'From me\r\nSubject: x\r\n\r\ny\r\n'],
  ['what looks like a separator inside', 'Subject: x\r\n\r\nFrom a@b Tue Jan 27 10:11:12 1998\r\nTo: y\r\n\r\nz\r\n'],
])('an article with %s comes back octet for octet', (_what, text) => {
  const raw = Buffer.from(text, 'latin1')
  const plain = Buffer.from('Subject: other\r\n\r\nother\r\n')
  expect(roundTrip([plain, raw, plain], 10_000)).toEqual([plain, raw, plain])
  expect(roundTrip([raw], 7)).toEqual([raw])
})

test('whatever articles are filed come back octet for octet, however the file is cut into pieces', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      'From ',
      '>From x',
      'From a@b Tue Jan 27 10:11:12 1998',
      '>>From ',
      'Subject: y',
      '.',
      '\r',
      '\xa0\xff',
    ),
    fc.string({ maxLength: 12 }),
    fc.uint8Array({ maxLength: 12 }).map((octets) => Buffer.from(octets).toString('latin1')),
  )
  const article = fc
    .tuple(
      fc.array(line, { maxLength: 3 }),
      fc.array(line, { maxLength: 8 }),
      fc.constantFrom('\r\n', '\n'),
      fc.constantFrom('', '\r\n', '\n\n', '\r'),
    )
    .map(([header, body, ending, last]) =>
      Buffer.from([...header, 'Subject: x', '', ...body].join(ending) + last, 'latin1'),
    )
  fc.assert(
    fc.property(fc.array(article, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 400 }), (given, chunk) => {
      const filed = given.flatMap((octets) => asFiled(octets) ?? [])
      const back = roundTrip(filed, chunk)
      expect(back.map((raw) => raw?.toString('latin1'))).toEqual(
        filed.map((raw) => Buffer.from(raw).toString('latin1')),
      )
      // Filed once more they are still the same.
      for (const raw of back) if (raw !== null) expect(asFiled(raw)).toEqual(raw)
    }),
    { numRuns: 400 },
  )
})
