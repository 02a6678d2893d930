import { expect, test } from 'vitest'
import { findAddresses, linkAddresses } from './addresses.ts'

const addressesIn = (line: string): string[] => findAddresses(line).map(({ start, end }) => line.slice(start, end))

test('addresses are found without the punctuation of the sentence around them', () => {
  expect(addressesIn('See http://example.org/a_(b), or <news:comp.lang.cobol>.')).toEqual([
    'http://example.org/a_(b)',
    'news:comp.lang.cobol',
  ])
  expect(addressesIn('(at www.example.org/x?y=1!) and irc://irc.example.org/#lobby')).toEqual([
    'www.example.org/x?y=1',
    'irc://irc.example.org/#lobby',
  ])
  expect(addressesIn('the good news: it works; http:// alone is none')).toEqual([])
})

test('addresses are drawn as links between the words around them', () => {
  expect(linkAddresses('see www.example.org now', 'quote1')).toEqual([
    { style: 'quote1', text: 'see ' },
    { style: 'link', text: 'www.example.org' },
    { style: 'quote1', text: ' now' },
  ])
})
