import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Article, parseArticle } from './parse.ts'

const WHEN = Date.UTC(1999, 0, 1)
const missing = { date: () => WHEN, newsgroup: 'local.test', host: 'here.example' }

const parse = (text: string | Uint8Array): Article => {
  const article = parseArticle(typeof text === 'string' ? Buffer.from(text, 'latin1') : text, missing)
  if (typeof article === 'string') throw new Error(article)
  return article
}

const whole = (...lines: readonly string[]): string =>
  [
    'Path: a!b',
    'From: Grace Hopper <grace@example.org>',
    'Newsgroups: comp.lang.cobol,comp.misc',
    'Subject: A-0',
    'Date: Mon, 12 May 1997 10:00:00 GMT',
    'Message-ID: <a0@example.org>',
    ...lines,
    '',
    'First line',
    'Second line',
    '',
  ].join('\r\n')

describe('a proper article', () => {
  test('is read as it stands and its octets stay', () => {
    const article = parse(whole('References: <x@y> <z@y>'))
    expect(article).toMatchObject({
      ...{ messageId: '<a0@example.org>', references: ['<x@y>', '<z@y>'], subject: 'A-0', author: 'Grace Hopper' },
      ...{ date: Date.UTC(1997, 4, 12, 10), newsgroups: ['comp.lang.cobol', 'comp.misc'], lines: 2 },
    })
    expect(Buffer.from(article.raw).toString('latin1')).toBe(whole('References: <x@y> <z@y>'))
    expect(article.octets).toBe(article.raw.length)
  })

  test('keeps every octet above 0x7F and trailing blanks', () => {
    const text = whole('X-Latin: caf\xe9  ').replace('Second line', 'Sm\xf8rbr\xf8d \x80\xff  ')
    expect(Buffer.from(parse(text).raw).toString('latin1')).toBe(text)
  })

  test('is the same article with LF or CR as line ends', () => {
    const article = parse(whole())
    expect(parse(whole().replaceAll('\r\n', '\n')).raw).toEqual(article.raw)
    expect(parse(whole().replaceAll('\r\n', '\r')).raw).toEqual(article.raw)
  })
})

describe('subjects and authors are decoded', () => {
  test.each([
    ['=?iso-8859-1?Q?Bl=E5b=E6r?=', 'Blåbær'],
    ['=?utf-8?B?5pel5pys6Kqe?=', '日本語'],
    ['=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=', '日本'],
    ['=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=', 'ab'],
    ['Bl\xe5b\xe6r', 'Blåbær'],
    ['Bl\xc3\xa5b\xc3\xa6r', 'Blåbær'],
    ['\x93quoted\x94', '“quoted”'],
    ['a\x1b[31mred\tb', 'ared b'],
    ['=?utf-8?Q?=1B]0;x=07title?=', 'title'],
    ['=?utf-8?Q?=E2=80=AEgnp?=', 'gnp'],
    ['', '(no subject)'],
  ])('%j reads %j', (subject, shown) => {
    expect(parse(whole().replace('A-0', subject)).subject).toBe(shown)
  })

  test.each([
    ['grace@example.org', 'grace@example.org'],
    ['grace@example.org (Grace Hopper)', 'Grace Hopper'],
    ['"Hopper, Grace" <grace@example.org>', 'Hopper, Grace'],
    ['"Grace (Amazing) Hopper" <g@x>', 'Grace (Amazing) Hopper'],
    ['=?iso-8859-1?Q?J=FCrgen?= <j@x>', 'Jürgen'],
    ['=?utf-8?q?J=C3=BCrgen_=3Cj=40x=3E?=', 'Jürgen'],
    ['<grace@example.org>', 'grace@example.org'],
    ["'Grace' <g@x>", 'Grace'],
    ['J\xfcrgen <j@x>', 'Jürgen'],
    ['\xbfWho? <w@x>', '¿Who?'],
    ['two@x, three@x', 'two@x'],
  ])('From %j is by %j', (from, author) => {
    expect(parse(whole().replace('Grace Hopper <grace@example.org>', from)).author).toBe(author)
  })
})

describe('what is missing is put in, in the octets too', () => {
  const header = (article: Article): string => Buffer.from(article.raw).toString('latin1').split('\r\n\r\n')[0] ?? ''

  test('a Message-ID is made of the octets, the same each time', () => {
    const text = whole().replace('Message-ID: <a0@example.org>\r\n', '')
    const article = parse(text)
    expect(article.messageId).toMatch(/^<[\w-]{27}@octets\.invalid>$/)
    expect(parse(text.replaceAll('\r\n', '\n')).messageId).toBe(article.messageId)
    expect(parse(text.replace('First', 'Other')).messageId).not.toBe(article.messageId)
    expect(header(article)).toContain(`Message-ID: ${article.messageId}`)
    expect(parse(article.raw)).toEqual(article)
  })

  test('a Message-ID with junk behind it is put right, and stays beside it as it was', () => {
    const article = parse(whole().replace('<a0@example.org>', '<a0@example.org>`'))
    expect(article.messageId).toBe('<a0@example.org>')
    expect(header(article)).toContain('\r\nX-Original-Message-ID: <a0@example.org>`')
    expect(header(article).match(/^Message-ID:/gm)).toHaveLength(1)
  })

  test('a Date that cannot be read is replaced by the best guess', () => {
    const article = parse(whole().replace('Mon, 12 May 1997 10:00:00 GMT', 'some day in May'))
    expect(article.date).toBe(WHEN)
    expect(header(article)).toContain('Date: Fri, 01 Jan 1999 00:00:00 +0000')
    expect(header(article)).toContain('X-Original-Date: some day in May')
  })

  test('without a Date, the time of injection is better than a guess', () => {
    const text = whole('NNTP-Posting-Date: 13 May 1997 09:00:00 GMT').replace(/Date: Mon.*?\r\n/, '')
    expect(parse(text).date).toBe(Date.UTC(1997, 4, 13, 9))
  })

  test('a mail becomes an article of the board it goes to', () => {
    const article = parse('From: a@b\nSubject: mail\nDate: 1 May 1997 00:00:00 GMT\nMessage-ID: <m@b>\n\nhi\n')
    expect(header(article)).toContain('Path: here.example!not-for-mail')
    expect(header(article)).toContain('Newsgroups: local.test')
  })

  test('an empty field is dropped, and a header without body is closed', () => {
    const article = parse('From: a@b\nSubject:\nMessage-ID: <m@b>')
    expect(Buffer.from(article.raw).toString('latin1')).toMatch(/\r\nSubject: \(no subject\)\r\n(.*\r\n)*\r\n$/)
    expect(header(article).match(/^Subject:/gm)).toHaveLength(1)
    expect(article.lines).toBe(0)
  })

  test('a folded field that has to be replaced goes with its folds', () => {
    const article = parse(whole().replace('<a0@example.org>', '\r\n garbage\r\n\tand more'))
    expect(header(article)).toContain('X-Original-Message-ID: \r\n garbage\r\n\tand more')
    expect(parse(article.raw).messageId).toBe(article.messageId)
  })
})

describe('what is no article is refused in words', () => {
  test.each([
    ['', 'empty'],
    ['just some text\n', 'no header'],
    ['\n\nbody alone\n', 'no header'],
    ['{"name": "samband"}', 'no header'],
    [`From: a@b\nX: ${'x'.repeat(70_000)}\n\nhi`, 'header larger than 64 KiB'],
    [`From: a@b\n\n${'x'.repeat(1_048_577)}`, 'larger than 1024 KiB'],
    [`From: a@b\n\n${'\n'.repeat(1_000_000)}`, 'larger than 1024 KiB'],
  ])('%#: %.30j', (text, why) => {
    expect(parseArticle(Buffer.from(text, 'latin1'), missing)).toBe(why)
  })
})

describe('any octets whatever', () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom(
        'From: a@b',
        'Subject: =?utf-8?B?////?=',
        'Message-ID: <x',
        'Date: 99',
        'References: <<a>>',
        ': x',
      ),
      fc.constantFrom('', ' ', '\tfold', 'From x', '.', '..', 'Content-Type: text/plain; charset=', 'From: "(" <'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 12 },
  )

  test('are an article or a reason, and an article is stable: read again, it is the same', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (parts, end) => {
        const article = parseArticle(Buffer.from(parts.join(end), 'latin1'), missing)
        if (typeof article === 'string') return
        const text = Buffer.from(article.raw).toString('latin1')
        expect(text).not.toMatch(/\0|(?<!\r)\n|\r(?!\n)/)
        expect(text).toContain('\r\n\r\n')
        expect(`${article.subject}${article.author}`).not.toMatch(/[\x00-\x1f\x7f-\x9f]/)
        const again = parseArticle(article.raw, missing)
        expect(typeof again === 'string' ? again : { ...again, newsgroups: [] }).toEqual({ ...article, newsgroups: [] })
      }),
      { numRuns: 3000 },
    )
  })
})
