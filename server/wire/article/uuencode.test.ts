import { expect, test } from 'vitest'
import { takeUuencoded } from './uuencode.ts'

const cat = ['begin 644 cat.txt', '#0V%T', '`', 'end']

test('a file inside the text is taken out and named with its size', () => {
  expect(takeUuencoded(['Look:', ...cat, 'Nice, eh?', ''].join('\n'))).toEqual({
    text: 'Look:\nNice, eh?\n',
    attachments: [{ name: 'cat.txt', type: 'text/plain', octets: 3 }],
  })
})

test('several files, and one of which only a part was posted', () => {
  const full = `M${'A'.repeat(60)}`
  const { text, attachments } = takeUuencoded(
    [...cat, 'and', 'begin 600 big.gif', full, full, '', '-- ', 'me'].join('\n'),
  )
  expect(attachments.map(({ name, octets }) => [name, octets])).toEqual([
    ['cat.txt', 3],
    ['big.gif', 90],
  ])
  expect(text).toBe('and\n-- \nme')
})

test('words that only begin like a file stay', () => {
  for (const text of ['begin 644 things\nthat I never end\n', 'to begin 644 x\n', 'begin 999 x\n#0V%T\n', 'BEGIN\n']) {
    expect(takeUuencoded(text)).toEqual({ text, attachments: [] })
  }
})
