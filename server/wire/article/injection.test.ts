import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { injectProto, inspectProto } from './injection.ts'
import { parseArticle } from './parse.ts'
import { cancelLocksOf, fieldOf, overviewFieldOf, servedArticle } from './serving.ts'

const facts = {
  ...{ host: 'news.test', account: 'anna', messageId: '<new@news.test>', now: Date.UTC(2026, 0, 1) },
  ...{ cancelLock: 'sha256:lock', cancelKey: null },
}
const octets = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1')
const HEAD = 'From: a@b.c\nNewsgroups: x.y\nSubject: s\n'

/** Octets of a body, without bare line ends. */
const body = fc
  .array(fc.constantFrom('\r\n', 'x', ' ', '\t', '.', '\xe5', '\xff', '\x1b', '-- ', 'From: z'), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '')

describe('injection', () => {
  test('leaves every octet of the poster as it was, and what is filed needs no mending', () => {
    fc.assert(
      fc.property(body, (text) => {
        const raw = Buffer.concat([octets(`${HEAD}X-Odd:  \xe5  y\n\tz\n\n`), Buffer.from(text, 'latin1')])
        expect(inspectProto(raw)).toMatchObject({ messageId: null, newsgroups: ['x.y'] })
        const injected = Buffer.from(injectProto(raw, facts))
        expect(injected.toString('latin1')).toContain(octets(`${HEAD}X-Odd:  \xe5  y\n\tz\n`).toString('latin1'))
        expect(injected.toString('latin1').endsWith(`\r\n\r\n${text}`)).toBe(true)
        const parsed = parseArticle(injected, { host: 'other', newsgroup: 'other', date: () => 0 })
        expect(typeof parsed === 'string' ? parsed : Buffer.from(parsed.raw).equals(injected)).toBe(true)
      }),
    )
  })

  test('looks at anything without throwing, and finds no fault only where there is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
        expect(typeof inspectProto(raw)).toBe('string')
      }),
    )
  })

  test('refuses what every reader would stumble over', () => {
    const faultOf = (text: string) => inspectProto(octets(text))
    expect(faultOf(`${HEAD}\n \n`)).toBe('It has no text')
    expect(faultOf(`${HEAD} \nX: y\n\ntext`)).toBe('Line 4 of its header is no header field')
    expect(faultOf(` folded\n${HEAD}\ntext`)).toBe('Line 1 of its header is no header field')
    expect(inspectProto(Buffer.concat([octets(HEAD), Buffer.from('\r\na\nb')]))).toMatch(/^Every line/)
  })
})

describe('serving', () => {
  test('puts our own Xref in place of any other, wherever and however it is written', () => {
    const served = (text: string) => Buffer.from(servedArticle(octets(text), 'h a:1')).toString('latin1')
    expect(served(`${HEAD}\ntext\n`)).toBe(octets(`${HEAD}Xref: h a:1\n\ntext\n`).toString('latin1'))
    expect(served(`XREF: o b:2\n c:3\n${HEAD}xref: p\n\nXref: text\n`)).toBe(
      octets(`${HEAD}Xref: h a:1\n\nXref: text\n`).toString('latin1'),
    )
    expect(served('Subject: all header')).toBe('Subject: all header\r\nXref: h a:1\r\n\r\n')
  })

  test('gives fields unfolded, without what would break a line', () => {
    const raw = octets('Subject: a\n\tb\tc\nEmpty:\nCancel-Lock: sha256:a\n sha1:b\n\nSubject: no\n')
    expect(fieldOf(raw, 'subject')).toBe('a b c')
    expect(fieldOf(raw, 'EMPTY')).toBe('')
    expect(fieldOf(raw, 'From')).toBeNull()
    expect(cancelLocksOf(raw)).toEqual(['sha256:a', 'sha1:b'])
    const overview = Buffer.from('7\tsubject\tfrom\tdate\t<id>\t\t12\t3\tXref: h a:7\r\n')
    expect(overviewFieldOf(overview, 'Subject')).toBe('subject')
    expect(overviewFieldOf(overview, 'References')).toBeNull()
    expect(overviewFieldOf(overview, ':bytes')).toBe('12')
    expect(overviewFieldOf(overview, 'Xref')).toBe('h a:7')
    expect(overviewFieldOf(overview, 'Path')).toBeUndefined()
    expect(overviewFieldOf(overview, 'constructor')).toBeUndefined()
  })
})
