// A made-up archive in mbox form: threads of a few articles with the header fields and the size of ordinary Usenet
// posts. The same count makes the same octets.

import { closeSync, openSync, writeSync } from 'node:fs'

const THREAD = 8
const WORDS = 'the board holds what we wrote when it was late and nobody else was awake to read a word of it'.split(' ')
const FIRST = Date.UTC(1995, 0, 1)
const WRITE_AT_ONCE = 500

export const writeArchive = (file: string, articles: number): void => {
  const descriptor = openSync(file, 'w')
  let batch: string[] = []
  for (let index = 0; index < articles; index += 1) {
    batch.push(article(index))
    if (batch.length < WRITE_AT_ONCE && index + 1 < articles) continue
    writeSync(descriptor, batch.join(''))
    batch = []
  }
  closeSync(descriptor)
}

const idOf = (index: number): string => `<${index.toString(36)}.bench@example.net>`

const article = (index: number): string => {
  const start = index - (index % THREAD)
  const references = Array.from({ length: index - start }, (_, each) => idOf(start + each))
  const date = new Date(FIRST + index * 600_000).toUTCString().replace('GMT', '+0000')
  const lines = [
    `From poster${index % 97}@example.net ${date}`,
    `Path: news.example.net!not-for-mail`,
    `From: Poster Number ${index % 97} <poster${index % 97}@example.net>`,
    'Newsgroups: bench.archive',
    `Subject: ${references.length === 0 ? '' : 'Re: '}What about ${WORDS[start % WORDS.length]} number ${start / THREAD}?`,
    `Date: ${date}`,
    `Message-ID: ${idOf(index)}`,
    ...(references.length === 0 ? [] : [`References: ${references.join('\n ')}`]),
    'Organization: The Society for Made-Up Articles',
    '',
    ...body(index),
    '',
    '',
  ]
  return lines.join('\n')
}

const body = (index: number): string[] =>
  Array.from({ length: 10 + (index % 25) }, (_, line) => {
    const words = Array.from({ length: 11 }, (__, word) => WORDS[(index * 7 + line * 3 + word * 5) % WORDS.length])
    return `${line % 4 === 0 ? '> ' : ''}${words.join(' ')}`
  })
