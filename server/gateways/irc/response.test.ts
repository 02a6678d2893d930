import { expect, test } from 'vitest'
import { LabelledResponse, withTag } from './response.ts'

const open = (): { response: LabelledResponse; written: string[] } => {
  const written: string[] = []
  let batches = 0
  const reference = (): string => `b${++batches}`
  const write = (line: string): void => void written.push(line)
  return { response: new LabelledResponse({ label: 'a b', serverName: 's', reference, write }), written }
}

test('a tag goes before those that a line has, or makes the first', () => {
  expect(withTag(':s PING\r\n', 'batch=1')).toBe('@batch=1 :s PING\r\n')
  expect(withTag('@time=x :s PING\r\n', 'batch=1')).toBe('@batch=1;time=x :s PING\r\n')
})

test('a line that comes from elsewhere goes behind the one that was held', () => {
  const { response, written } = open()
  response.answer(':s 1\r\n')
  expect(written).toEqual([])
  response.yieldTo()
  written.push('aside')
  response.answer(':s 2\r\n')
  response.finish(false)
  expect(written).toEqual([
    '@label=a\\sb :s BATCH +b1 labeled-response\r\n',
    '@batch=b1 :s 1\r\n',
    'aside',
    '@batch=b1 :s 2\r\n',
    ':s BATCH -b1\r\n',
  ])
})

test('a batch that is the whole answer carries the label itself', () => {
  const { response, written } = open()
  response.answerWith(':s BATCH +x chathistory #a\r\n', ['@batch=x :s 1\r\n', ':s BATCH -x\r\n'])
  response.finish(false)
  expect(written).toEqual(['@label=a\\sb :s BATCH +x chathistory #a\r\n', '@batch=x :s 1\r\n', ':s BATCH -x\r\n'])
})

test('nothing is an ACK, unless the connection has ended', () => {
  const first = open()
  first.response.finish(false)
  expect(first.written).toEqual(['@label=a\\sb :s ACK\r\n'])
  const second = open()
  second.response.finish(true)
  expect(second.written).toEqual([])
})
