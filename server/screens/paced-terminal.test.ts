import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { VirtualTerminal } from '../testing/virtual-terminal.ts'
import { PacedTerminal } from './paced-terminal.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const slow = (bitsPerSecond: number) => {
  const line = new VirtualTerminal()
  const paced = new PacedTerminal(line)
  paced.bitsPerSecond = bitsPerSecond
  return { line, paced }
}

describe('a slow line', () => {
  test.each([
    [110, 11],
    [300, 30],
    [1200, 120],
    [2400, 240],
    [14_400, 1440],
  ])('of %i bits a second sends %i characters in one', (bits, characters) => {
    const { line, paced } = slow(bits)
    paced.write('x'.repeat(10_000))
    vi.advanceTimersByTime(10_000)
    expect(line.written.length).toBeGreaterThanOrEqual(Math.min(10_000, characters * 10 - characters * 0.1))
    expect(line.written.length).toBeLessThanOrEqual(Math.min(10_000, characters * 10 + 1 + characters * 0.1))
  })

  test('sends the first character at once, and what belongs together in one piece', () => {
    const { line, paced } = slow(300)
    paced.write('\u001b[2J\u001b[1;31m😀ab')
    expect(line.written).toBe('\u001b[2J\u001b[1;31m😀')
    vi.advanceTimersByTime(1000)
    expect(line.written).toBe('\u001b[2J\u001b[1;31m😀ab')
  })

  test('is busy while something waits, and says when all has left', () => {
    const { paced } = slow(300)
    const idle = vi.fn()
    paced.onIdle(idle)
    paced.write('a sentence of thirty letters, ')
    expect(paced.isBusy).toBe(true)
    vi.advanceTimersByTime(2000)
    expect(paced.isBusy).toBe(false)
    expect(idle).toHaveBeenCalledOnce()
  })

  test('hears what is typed at once; a space sends the rest of a long screen and means nothing else then', () => {
    const { line, paced } = slow(300)
    const heard: string[] = []
    paced.onInput((text) => heard.push(text))
    paced.write('y'.repeat(300))
    line.type('a')
    line.type(' ')
    expect(heard).toEqual(['a'])
    expect(line.written).toBe('y'.repeat(300))
    paced.write('an echo')
    line.type(' ')
    expect(heard).toEqual(['a', ' '])
  })

  test('keeps no more than a bounded text waiting, and loses nothing of it', () => {
    const { line, paced } = slow(110)
    for (let at = 0; at < 100; at += 1) paced.write('z'.repeat(1000))
    expect(line.written.length).toBeGreaterThan(65_000)
    paced.bitsPerSecond = 0
    expect(line.written).toBe('z'.repeat(100_000))
  })

  test('sends the goodbye before it closes, and nothing to somebody who is gone', () => {
    const { line, paced } = slow(110)
    paced.write('goodbye then')
    paced.close()
    expect([line.written, line.closed]).toEqual(['goodbye then', true])
    const other = slow(110)
    other.paced.write('hello there')
    other.line.hangUp()
    vi.advanceTimersByTime(60_000)
    expect(other.line.written).toBe('h')
  })
})
