import { expect, test } from 'vitest'
import { bareSubject, quoteArticle, readLines, readQuote, replySubject } from './quoting.ts'

test('a reply quotes every line one level deeper, with the marks pressed together', () => {
  const text = '> > Who is there?\n> I am.\n\nSo am I.\n'
  expect(quoteArticle(text, 'On Thu, 5 Nov 1998, Ann wrote:')).toBe(
    ['On Thu, 5 Nov 1998, Ann wrote:', '>>> Who is there?', '>> I am.', '>', '> So am I.', ''].join('\n'),
  )
})

test('the signature and empty lines at the ends are not quoted, runs of empty lines become one', () => {
  const text = '\n\nfirst\n\n\n\nlast\n\n-- \nAnn\nhttp://example.org\n'
  expect(quoteArticle(text, 'Ann:')).toBe('Ann:\n> first\n>\n> last\n')
})

test('a separator that lost its blank still starts a short signature, but not a long text', () => {
  expect(quoteArticle('hello\n--\nann', 'Ann:')).toBe('Ann:\n> hello\n')
  const long = `hello\n--\n${'more\n'.repeat(20)}`
  expect(quoteArticle(long, 'Ann:')).toContain('> --\n> more')
})

test('a paragraph on one long line is wrapped, each row with its marks', () => {
  const quoted = quoteArticle(`>> ${'word '.repeat(30)}`, 'Ann:')
    .split('\n')
    .slice(1, -1)
  expect(quoted.length).toBe(3)
  for (const line of quoted) {
    expect(line.startsWith('>>> word')).toBe(true)
    expect(line.length).toBeLessThanOrEqual(76)
  }
})

test('an article without words of its own gives the attribution alone', () => {
  expect(quoteArticle('\n-- \nAnn', 'Ann:')).toBe('Ann:\n')
})

test('quote marks are counted with and without blanks between them', () => {
  expect(readQuote('> > >a')).toEqual({ depth: 3, text: 'a' })
  expect(readQuote('>>>  a')).toEqual({ depth: 3, text: ' a' })
  expect(readQuote('› › a')).toEqual({ depth: 2, text: 'a' })
  expect(readQuote('a > b')).toEqual({ depth: 0, text: 'a > b' })
})

test('a reply has one Re: before its subject, whatever stood there', () => {
  expect(replySubject('btree for cobol')).toBe('Re: btree for cobol')
  expect(replySubject('RE: Re[2]: Sv: btree')).toBe('Re: btree')
  expect(bareSubject('Regarding btrees')).toBe('Regarding btrees')
})

test('each line of an article is known for what it is', () => {
  const text = 'On Thu, Ann <ann@example.org>\nwrote:\n> hi\n>> deeper\nhello\n-- \nbob'
  expect(readLines(text).map((line) => `${line.role} ${line.depth}`)).toEqual([
    'text 0',
    'attribution 0',
    'quote 1',
    'quote 2',
    'text 0',
    'signature 0',
    'signature 0',
  ])
})
