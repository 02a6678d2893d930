import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeLine, sanitizeText } from '../text/sanitize.ts'
import { composeArticle, type NewArticle } from './compose.ts'
import { serializeField } from './header.ts'
import { formatOverview } from './overview.ts'
import { parseArticle } from './parse.ts'
import { readableBody } from './readable.ts'

const draft = (changes: Partial<NewArticle> = {}): NewArticle => ({
  ...{ from: { name: 'grace', displayName: 'Grace Hopper' }, newsgroups: ['comp.misc', 'local.general'] },
  ...{ subject: 'Compilers', text: 'Good evening.\n', references: [], messageId: '<one@here.example>' },
  cancelLock: null,
  ...{ date: Date.UTC(1997, 4, 12, 10), host: 'here.example' },
  ...changes,
})
const missing = { date: () => 0, newsgroup: 'x', host: 'h' }
const header = (changes: Partial<NewArticle>): string =>
  Buffer.from(composeArticle(draft(changes)).raw)
    .toString('latin1')
    .split('\r\n\r\n')[0] ?? ''

describe('an article by one of our own', () => {
  test('has the six fields that RFC 5536 demands, once each, and those of the injecting server', () => {
    expect(header({}).split('\r\n')).toEqual([
      'Path: here.example!.POSTED!not-for-mail',
      'From: Grace Hopper <grace@here.example>',
      'Newsgroups: comp.misc,local.general',
      'Subject: Compilers',
      'Date: Mon, 12 May 1997 10:00:00 +0000',
      'Message-ID: <one@here.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: 8bit',
      'Injection-Info: here.example',
      'Injection-Date: Mon, 12 May 1997 10:00:00 +0000',
    ])
  })

  test('bears the lock that its author can open, where it has an author', () => {
    expect(header({ cancelLock: 'sha256:abc' })).toContain('Cancel-Lock: sha256:abc')
    expect(header({})).not.toContain('Cancel-Lock')
  })

  test('whatever a person writes comes back as it was written', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    const line = words.map((text) => sanitizeLine(text).replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(line, line, text, async (subject, displayName, lines) => {
        const written = `${sanitizeText(lines.join('\n')).replace(/\n+$/, '')}\n`
        const { raw } = composeArticle(draft({ subject, text: written, from: { name: 'grace', displayName } }))
        const article = parseArticle(raw, missing)
        expect(article).toMatchObject({ subject, author: displayName, raw })
        expect((await readableBody(raw)).text).toBe(written.trim() === '' && written === '\n' ? '' : written)
        for (const each of Buffer.from(raw).toString('latin1').split('\r\n')) expect(each.length).toBeLessThan(999)
      }),
      { numRuns: 500 },
    )
  })

  test('a name with quotes, commas or an encoded look is carried safely', () => {
    for (const displayName of [
      'Hopper, Grace',
      'Grace "Amazing" Hopper',
      'back\\slash',
      '=?utf-8?Q?x?=',
      'Ærlig',
      'a <b@c>',
    ]) {
      const article = parseArticle(composeArticle(draft({ from: { name: 'grace', displayName } })).raw, missing)
      expect(article).toMatchObject({ author: displayName })
    }
  })

  test('long references are trimmed and folded, the first and the last stay', () => {
    const references = Array.from({ length: 80 }, (_, index) => `<${index}.abcdefghijkl@host.example>`)
    const article = parseArticle(composeArticle(draft({ references })).raw, missing)
    if (typeof article === 'string') throw new Error(article)
    expect([article.references[0], article.references.at(-1)]).toEqual([references[0], references[79]])
    const field = /References:(.*(?:\r\n .*)*)/.exec(header({ references }))?.[0] ?? ''
    expect(field.replace(/\r\n/g, '').length).toBeLessThanOrEqual(998)
    for (const line of field.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78)
  })

  test('a line longer than the wire allows is broken', () => {
    const { raw } = composeArticle(draft({ text: `${'漢'.repeat(2000)}\n` }))
    for (const line of Buffer.from(raw).toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  })

  test.each([
    { subject: 'a\r\nControl: cancel <x@y>' },
    { subject: 'a\nb' },
    { subject: 'nul\0' },
    { host: 'h\r\nX: y' },
    { newsgroups: ['a\r\nb'] },
    { messageId: '<a@b>\r\nX: y' },
    { messageId: 'none' },
    { text: 'a\r\n.\r\nb' },
  ])('%j is thrown out by the serialiser', (changes) => {
    expect(() => composeArticle(draft(changes))).toThrow()
  })
})

describe('a field', () => {
  test('is folded at blanks, never into a line of blanks', () => {
    expect(serializeField('X', 'aaa bbb ccc', 8)).toBe('X: aaa\r\n bbb ccc\r\n')
    expect(serializeField('X', `a${' '.repeat(30)}b`, 8)).not.toMatch(/\r\n[ \t]*\r\n/)
    expect(() => serializeField('X Y', 'a')).toThrow('not a field name')
  })
})

describe('the overview line', () => {
  test('has the fields of RFC 3977 §8.3.2 in order, then Xref', () => {
    const article = parseArticle(composeArticle(draft({ references: ['<a@b>', '<c@d>'] })).raw, missing)
    if (typeof article === 'string') throw new Error(article)
    const line = Buffer.from(formatOverview(article, 7, 'here.example comp.misc:7 local.general:2')).toString('latin1')
    expect(line.endsWith('\r\n')).toBe(true)
    expect(line.trimEnd().split('\t')).toEqual([
      ...['7', 'Compilers', 'Grace Hopper <grace@here.example>', 'Mon, 12 May 1997 10:00:00 +0000'],
      ...['<one@here.example>', '<a@b> <c@d>', String(article.octets), '1'],
      'Xref: here.example comp.misc:7 local.general:2',
    ])
  })

  test('holds no TAB, CR, LF or NUL but its own, and is never huge', () => {
    const raw = `From: a\tb@c\r\nSubject: one\r\n\ttwo\tthree\r\nX: y\r\nReferences: ${'<a@b> '.repeat(3000)}\r\n\r\nhi\r\n`
    const article = parseArticle(Buffer.from(raw, 'latin1'), missing)
    if (typeof article === 'string') throw new Error(article)
    const line = Buffer.from(formatOverview(article, 1, 'h x:1')).toString('latin1')
    expect(line.split('\t')).toHaveLength(9)
    expect(line.split('\t').slice(1, 3)).toEqual(['one two three', 'a b@c'])
    expect(line.length).toBeLessThan(5000)
  })
})
