import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../refusal.ts'
import { parseQuery } from './query.ts'

const words = (text: string): string[] => parseQuery(text).terms.map(({ words: each }) => each)

test('words are looked for one by one, and what stands in quotes together', () => {
  expect(words('packed  decimal "move corresponding" cobol')).toEqual([
    'packed',
    'decimal',
    'move corresponding',
    'cobol',
  ])
})

test('a phrase that is not ended goes to the end', () => {
  expect(words('"move corresponding to')).toEqual(['move corresponding to'])
})

test('a minus leaves out, a star looks for beginnings, and subject: looks in subjects', () => {
  const query = parseQuery('comp* -fortran -"dead code" subject:year subject:"packed decimal"')
  expect(query.terms).toEqual([
    { words: 'comp', isPrefix: true, inSubject: false },
    { words: 'year', isPrefix: false, inSubject: true },
    { words: 'packed decimal', isPrefix: false, inSubject: true },
  ])
  expect(query.without.map((term) => term.words)).toEqual(['fortran', 'dead code'])
})

test('author, place, partner and dates are taken out of the words', () => {
  const query = parseQuery('author:"Judson McClendon" in:#lobby with:@ola after:1998 before:1999-02-03 edit')
  expect(query).toMatchObject({ author: 'Judson McClendon', place: '#lobby', partner: 'ola' })
  expect(query.since).toBe(Date.UTC(1998, 0, 1))
  expect(query.until).toBe(Date.UTC(1999, 1, 3))
  expect(query.terms.map((term) => term.words)).toEqual(['edit'])
})

test.each(['before:soon', 'after:1999-02-31', 'http://example.net', 'note:this', 'in:', 'C++'])(
  'what is no key of ours is a word like any other: %s',
  (text) => {
    expect(words(text)).toEqual([text])
    expect(parseQuery(text)).toMatchObject({ since: null, until: null, place: null })
  },
)

test('signs alone are nothing to look for', () => {
  expect(words('*** -- " " ( ) && ++')).toEqual([])
})

test('more words than anybody needs are refused', () => {
  expect(() => parseQuery('a '.repeat(21))).toThrow('too-many')
})

test('no text makes it throw anything but a refusal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      try {
        for (const term of parseQuery(text).terms) expect(term.words).toMatch(/[\p{L}\p{N}]/u)
      } catch (error) {
        if (!isRefusal(error)) throw error
      }
    }),
  )
})
