import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TURN_UNITS, TypedInput } from './typed-input.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const listen = () => {
  const parts: string[] = []
  const reading: string[] = []
  const input = new TypedInput({
    take: (text) => parts.push(text),
    pause: () => reading.push('pause'),
    resume: () => reading.push('resume'),
  })
  return { input, parts, reading }
}

test('a key is handed on at once', () => {
  const { input, parts, reading } = listen()
  input.push('q')
  expect(parts).toEqual(['q'])
  expect(reading).toEqual([])
})

test('a long paste is spread over turns, and reading rests until it is through', async () => {
  const { input, parts, reading } = listen()
  input.push('x'.repeat(TURN_UNITS * 2 + 10))
  expect(parts.map((part) => part.length)).toEqual([TURN_UNITS])
  await nextTurn()
  expect(parts).toHaveLength(2)
  await nextTurn()
  expect(parts.map((part) => part.length)).toEqual([TURN_UNITS, TURN_UNITS, 10])
  expect(reading.at(0)).toBe('pause')
  expect(reading.at(-1)).toBe('resume')
})

test('nothing arrives after stop', async () => {
  const { input, parts } = listen()
  input.push('x'.repeat(TURN_UNITS + 1))
  input.stop()
  input.push('y')
  await nextTurn()
  expect(parts.join('')).toBe('x'.repeat(TURN_UNITS))
})

test('whatever is typed arrives whole and in order, and no surrogate pair is split', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 1200 }), { maxLength: 4 }), async (pieces) => {
      const { input, parts } = listen()
      for (const piece of pieces) input.push(piece)
      for (let turn = 0; turn < 40; turn += 1) await nextTurn()
      expect(parts.join('')).toBe(pieces.join(''))
      expect(parts.every((part) => !/[\ud800-\udbff]$/.test(part))).toBe(true)
    }),
    { numRuns: 50 },
  )
})
