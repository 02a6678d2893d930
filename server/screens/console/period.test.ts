import { expect, test } from 'vitest'
import { readPeriod } from './period.ts'

test('a period is a number and a letter; nothing at all is for good; the rest is not understood', () => {
  expect(['30m', '12 h', '3D', '2w', ''].map(readPeriod)).toEqual([
    1_800_000,
    43_200_000,
    259_200_000,
    1_209_600_000,
    null,
  ])
  expect(['soon', '0d', '3', '99999w', '-1d'].map(readPeriod)).toEqual(Array(5).fill(undefined))
})
