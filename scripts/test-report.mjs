// What `npm test` says after the tests: which real clients this machine has, and how many tests did what.

import { accessSync, constants } from 'node:fs'
import * as path from 'node:path'

/** The programs that some conversations are held with, and the Debian package each is in. */
const CLIENTS = [
  { programs: ['ssh'], debian: 'openssh-client' },
  { programs: ['tmux'], debian: 'tmux' },
  { programs: ['irssi'], debian: 'irssi' },
  { programs: ['weechat-curses', 'weechat'], debian: 'weechat-curses' },
  { programs: ['chromium', 'chromium-browser'], debian: 'chromium' },
  { programs: ['gcc', 'cc'], debian: 'gcc' },
]

/**
 * Lines for a person, and whether the run has failed for want of a client (SAMBAND_REQUIRE_CLIENTS=1).
 * @param {Record<string, string | undefined>} environment
 */
export const clientReport = (environment) => {
  const missing = CLIENTS.filter(({ programs }) => !programs.some((program) => isOnPath(program, environment)))
  if (missing.length === 0) return { lines: [], failed: false }
  const names = missing.map(({ programs }) => programs[0]).join(', ')
  const packages = missing.map(({ debian }) => debian).join(' ')
  const failed = environment.SAMBAND_REQUIRE_CLIENTS === '1'
  const what = failed
    ? `Not installed, though SAMBAND_REQUIRE_CLIENTS=1 asks for them: ${names}`
    : `Not installed, so the tests that need them were skipped: ${names}`
  return { lines: [`${what} (Debian: apt-get install ${packages}).`], failed }
}

/** @type {(program: string, environment: Record<string, string | undefined>) => boolean} */
const isOnPath = (program, environment) =>
  (environment.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/**
 * Counts a report of vitest's json reporter. A file that could not even be loaded is one failure; so is a run that left
 * no report.
 * @param {string | null} json
 */
export const countTests = (json) => {
  if (json === null) return { passed: 0, failed: 1, skipped: 0 }
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
   *   testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(json)
  const isFailed = (/** @type {{ status: string }} */ each) => each.status === 'failed'
  const broken = report.testResults.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
