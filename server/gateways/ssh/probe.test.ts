// A terminal that is asked what it can do, from the side of the terminal.

import { Duplex, PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { needsProbe, probe } from './probe.ts'

const SYNCTERM = { term: 'syncterm', colors: 16, charset: 'cp437', language: '' } as const

/** The other end: answers what it is asked, in so many octets as it likes. */
const terminal = (answer: string): { channel: Duplex; written: () => string } => {
  const toUs = new PassThrough()
  let written = ''
  let left = answer
  const channel = new Duplex({
    read() {
      toUs.on('data', (chunk: Buffer) => this.push(chunk))
    },
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString('utf8')
      if (written.includes('\u001b[6n') && left !== '') for (const part of left) toUs.write(part)
      left = ''
      done()
    },
  })
  return { channel, written: () => written }
}

test('two columns for one letter are code page 437, one is UTF-8, and what was typed meanwhile is kept', async () => {
  const { channel, written } = terminal('q\u001b[1;3Rx')
  expect(await probe(channel, SYNCTERM)).toEqual({ kind: SYNCTERM, typed: Buffer.from('q') })
  expect(written()).toBe('\rø\u001b[6n\r   \r')
  const unicode = await probe(terminal('\u001b[12;2R').channel, SYNCTERM)
  expect(unicode.kind.charset).toBe('utf-8')
})

test('a terminal that does not answer is not drawn on', async () => {
  expect((await probe(terminal('').channel, { ...SYNCTERM, term: 'strange' })).kind.term).toBe('dumb')
})

test('only terminals that nobody knows are asked, and those of the BBS scene', () => {
  const kind = (term: string) => ({ ...SYNCTERM, term })
  expect(['xterm-256color', 'tmux', 'linux', 'vt100', 'dumb'].filter((term) => needsProbe(kind(term), false))).toEqual(
    [],
  )
  expect(['syncterm', 'ansi', 'strange'].filter((term) => needsProbe(kind(term), false))).toHaveLength(3)
  expect(needsProbe(kind('ansi'), true)).toBe(false)
})
