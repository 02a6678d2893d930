// The promise of the design, put to the test: what a client saw acknowledged survives kill -9 and a power cut, once.
// `npm run crash -- --rounds 200` is the long version.

import { describe, expect, test } from 'vitest'
import { compileShim } from './power-cut.ts'
import { type CrashReport, runCrashRounds } from './rounds.ts'

const ROUNDS = process.env['SAMBAND_LINK'] === 'clone' ? 4 : 20
const READY_MS = 2000
/** A round takes about a second. */
const TIMEOUT_MS = 120_000

const shim = compileShim()

const expectNothingLost = (report: CrashReport): void => {
  expect(report.rounds.flatMap(({ comparison }) => comparison.lost)).toEqual([])
  expect(report).toMatchObject({ lost: 0, doubled: 0, gaps: 0, damaged: 0 })
  expect(report.acknowledged).toBeGreaterThan(report.rounds.length * 20)
  // The middle one: other tests run beside this one, and a single start may have to wait for them.
  const starts = report.rounds.map(({ readyMs }) => readyMs).sort((a, b) => a - b)
  expect(starts[Math.floor(starts.length / 2)]).toBeLessThan(READY_MS)
}

describe('what a client saw acknowledged is there, once, after', () => {
  test('kill -9 in the middle of writing', { timeout: TIMEOUT_MS }, async () => {
    expectNothingLost(await runCrashRounds({ rounds: ROUNDS / 2, shim: null, seed: 1988 }))
  })

  test.skipIf(shim === null)('a power cut in the middle of writing', { timeout: TIMEOUT_MS }, async () => {
    expectNothingLost(await runCrashRounds({ rounds: ROUNDS, shim, seed: 1979 }))
  })
})

test.skipIf(shim === null)(
  'the power cut does find what was lost when commits do not wait for the disk',
  { timeout: TIMEOUT_MS },
  async () => {
    const report = await runCrashRounds({ rounds: 3, shim, seed: 1971, asIfNormal: true })
    expect(report.lost).toBeGreaterThan(0)
    expect(report.takenBack).toBeGreaterThan(0)
  },
)
