// The plain scripts that run before anything is compiled: which Node they take, what they count, and that a set-up with
// nothing to do is quick, from whatever folder it is started.

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const load = (name: string) => import(join(import.meta.dirname, name))
const { isSupportedNode } = await load('node-version.mjs')
const { clientReport, countTests } = await load('test-report.mjs')
const folder = mkdtempSync(join(tmpdir(), 'samband-setup-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['12.22.12', false],
  ['18.20.4', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
  ['25.1.0', true],
])('Node %s: taken is %s', (version, taken) => {
  expect(isSupportedNode(version)).toBe(taken)
})

describe('the last line of npm test', () => {
  const report = (testResults: object[]): string =>
    JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults })

  test('counts tests', () => {
    const results = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
    expect(countTests(report(results))).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })

  test('counts a file that could not be loaded as a failure', () => {
    const results = [{ status: 'failed', assertionResults: [] }]
    expect(countTests(report(results))).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })

  test('counts a run that left no report as a failure', () => {
    expect(countTests(null)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('real clients', () => {
  const programs = ['ssh', 'tmux', 'irssi', 'weechat-curses', 'chromium', 'gcc']
  for (const program of programs) {
    writeFileSync(join(folder, program), '')
    chmodSync(join(folder, program), 0o755)
  }

  test('are not spoken of when all are there', () => {
    expect(clientReport({ PATH: folder, SAMBAND_REQUIRE_CLIENTS: '1' })).toEqual({ lines: [], failed: false })
  })

  test('that are missing are named with their packages, and fail the run only when they are required', () => {
    const without = clientReport({ PATH: '/nowhere' })
    expect(without.failed).toBe(false)
    expect(without.lines.join()).toContain('skipped: ssh, tmux, irssi')
    expect(without.lines.join()).toContain('apt-get install openssh-client')
    expect(clientReport({ PATH: '/nowhere', SAMBAND_REQUIRE_CLIENTS: '1' }).failed).toBe(true)
  })
})

test('a script that is not there is one clear line, also from another folder', () => {
  const script = join(import.meta.dirname, 'run.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '../escape'], { cwd: folder, encoding: 'utf8' })
  expect(stderr).toBe('Usage: node scripts/run.mjs NAME [ARGUMENTS]\n')
  expect(status).toBe(2)
})

test('asking whether anything is to be done takes less than 150 ms', async () => {
  const { isInstalled } = await load('setup/packages.mjs')
  const { isCompiled } = await load('setup/compilation.mjs')
  const started = performance.now()
  isInstalled()
  isCompiled()
  expect(performance.now() - started).toBeLessThan(150)
})
