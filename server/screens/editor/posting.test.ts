import { expect, test } from 'vitest'
import { postedText } from './posting.ts'

const sentence = 'There is a theory which states that if ever anyone discovers exactly what it is for, it will vanish.'

test('a long line is wrapped at 72 columns between words', () => {
  expect(postedText(sentence)).toBe(
    'There is a theory which states that if ever anyone discovers exactly\nwhat it is for, it will vanish.',
  )
})

test('quoted and indented lines stay as they are', () => {
  const quoted = `> ${sentence}`
  const code = `    MOVE ${'X'.repeat(90)} TO Y.`
  expect(postedText(`${quoted}\n${code}`)).toBe(`${quoted}\n${code}`)
})

test('an address wider than the line stays in one piece', () => {
  const address = `https://example.org/${'path/'.repeat(20)}`
  expect(postedText(`Look at ${address} and tell me`)).toBe(`Look at\n${address}\nand tell me`)
})

test('empty lines at both ends and trailing blanks go, the signature separator keeps its blank', () => {
  expect(postedText('\n\nHello  \n\n-- \nann\n\n')).toBe('Hello\n\n-- \nann')
  expect(postedText(' \n\n')).toBe('')
})
