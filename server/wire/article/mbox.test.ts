import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArchiveReader } from './archive-reader.ts'
import { MboxReader } from './mbox.ts'
import { RnewsReader } from './rnews.ts'

const FROM = 'From grace@example.org Mon May 12 10:00:00 1997'

const readAll = (reader: ArchiveReader, octets: Buffer, size = octets.length) => {
  const entries = []
  for (let at = 0; at < octets.length; at += size) entries.push(...reader.push(octets.subarray(at, at + size)))
  entries.push(...reader.finish())
  return entries
}
const read = (text: string, size?: number) => readAll(new MboxReader(), Buffer.from(text, 'latin1'), size)
const texts = (text: string, size?: number) => read(text, size).map(({ raw }) => raw?.toString('latin1') ?? null)

const THREE = [
  ...[FROM, 'Subject: one', '', 'first', '', '>From the start', '>>From quoted', '> From a reply', ''],
  ...[FROM, 'Subject: two', '', 'From here on 5 May 1997 we went', 'on', '', 'From the docs:', 'Note: no header', ''],
  ...['From 42', 'Subject: three', '', 'last', ''],
].join('\n')

describe('an mbox', () => {
  test('is parted at From lines that a header follows, and its quoting is undone', () => {
    expect(texts(THREE)).toEqual([
      'Subject: one\n\nfirst\n\nFrom the start\n>From quoted\n> From a reply\n',
      'Subject: two\n\nFrom here on 5 May 1997 we went\non\n\nFrom the docs:\nNote: no header\n',
      'Subject: three\n\nlast\n',
    ])
  })

  test('tells where each article lies, so that it can be read again alone', () => {
    const octets = Buffer.from(THREE, 'latin1')
    for (const { raw, start, end } of read(THREE)) {
      const again = readAll(new MboxReader(start), octets.subarray(start, end))
      expect(again).toEqual([{ raw, start, end }])
    }
  })

  test('is the same with CRLF, and however it is cut into chunks', () => {
    const expected = texts(THREE)
    expect(texts(THREE.replaceAll('\n', '\r\n')).map((text) => text?.replaceAll('\r\n', '\n'))).toEqual(expected)
    for (let size = 1; size < 80; size += 1) expect(texts(THREE, size)).toEqual(expected)
  })

  test('any text cut anywhere gives the same articles', () => {
    const parts = fc.constantFrom(
      FROM,
      'From 1',
      'From',
      'Subject: x',
      '',
      '',
      '>From x',
      'text',
      'From x y',
      'X:',
      '\r',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), (lines, size) => {
        const text = lines.join('\n')
        expect(read(text, size)).toEqual(read(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('an article larger than any may be is passed over, and the next one is read', () => {
    const text = `${FROM}\nSubject: big\n\n${'line of text\n'.repeat(300_000)}\n${FROM}\nSubject: small\n\nhi\n`
    for (const size of [65_536, 1_000_000, text.length]) {
      expect(texts(text, size)).toEqual([null, 'Subject: small\n\nhi\n'])
    }
  })

  test('nothing is in an empty file, in blank lines, or behind a lone From line', () => {
    expect(texts('')).toEqual([])
    expect(texts('\n\n\n')).toEqual([])
    expect(texts(`${FROM}\n\n${FROM}\nSubject: x\n\ny\n`)).toEqual(['Subject: x\n\ny\n'])
  })
})

describe('a batch of news', () => {
  const batch = (...articles: readonly string[]) =>
    Buffer.from(articles.map((text) => `#! rnews ${text.length}\n${text}`).join(''), 'latin1')

  test('gives its articles, however it is cut', () => {
    const octets = batch('Subject: one\n\nfirst\n', 'Subject: two\n\n#! rnews 5\n')
    for (const size of [1, 2, 7, 1000]) {
      const reader = new RnewsReader()
      const entries = readAll(reader, octets, size)
      expect(entries.map(({ raw }) => raw?.toString())).toEqual([
        'Subject: one\n\nfirst\n',
        'Subject: two\n\n#! rnews 5\n',
      ])
      expect(entries.map(({ start, end }) => octets.toString('latin1', start, end))).toEqual(
        entries.map(({ raw }) => raw?.toString('latin1')),
      )
      expect(reader.complaint).toBeNull()
    }
  })

  test('passes over an article that is too large', () => {
    const reader = new RnewsReader()
    const entries = readAll(reader, batch('x'.repeat(1_100_000), 'Subject: two\n\nhi\n'), 50_000)
    expect(entries.map(({ raw }) => raw?.toString() ?? null)).toEqual([null, 'Subject: two\n\nhi\n'])
    expect(reader.complaint).toBeNull()
  })

  test('that breaks off or turns into something else says so', () => {
    const broken = new RnewsReader()
    readAll(broken, batch('Subject: one\n\nfirst\n').subarray(0, 20))
    expect(broken.complaint).toBe('the batch ends in the middle of an article')
    const strange = new RnewsReader()
    expect(readAll(strange, Buffer.concat([batch('Subject: one\n\nx\n'), Buffer.from('what now\n')]))).toHaveLength(1)
    expect(strange.complaint).toBe('no article but something else from octet 28 on')
  })
})
