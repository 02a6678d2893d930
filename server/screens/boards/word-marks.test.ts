import { expect, test } from 'vitest'
import { styled } from '../widgets/lines.ts'
import { markLine, wordMarks } from './word-marks.ts'

const marked = (query: string, text: string): readonly string[] =>
  wordMarks(query)(text).map(({ start, end }) => text.slice(start, end))

test('whole words are marked whatever their case and accents, prefixes where they were asked for', () => {
  expect(marked('nibble', 'A Nibble, NIBBLE; nibbles')).toEqual(['Nibble', 'NIBBLE'])
  expect(marked('nib*', 'A Nibble, nibbles, snib')).toEqual(['Nibble', 'nibbles'])
  expect(marked('cafe', 'En Café i Tromsø')).toEqual(['Café'])
  expect(marked('"sign nibble"', 'the sign of a nibble')).toEqual(['sign', 'nibble'])
})

test('what was left out, and where and by whom it was looked for, is not marked', () => {
  expect(marked('tea -milk in:rec.food author:ola after:2020', 'tea milk rec food ola 2020')).toEqual(['tea'])
  expect(marked('subject:tea', 'tea')).toEqual(['tea'])
  expect(marked('-tea (+*', 'tea')).toEqual([])
})

test('a line keeps its text and its links', () => {
  const line = [styled('quote1', '> hot tea here '), styled('link', 'http://tea')]
  expect(markLine(line, wordMarks('tea'))).toEqual([
    styled('quote1', '> hot '),
    styled('mention', 'tea'),
    styled('quote1', ' here '),
    styled('link', 'http://tea'),
  ])
})
