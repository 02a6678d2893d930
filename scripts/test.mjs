// `npm test [-- ARGUMENTS OF VITEST]`: makes everything ready, runs the tests, says which real clients were missing, and
// ends in one line that counts.

import './node-version.mjs'

import('./setup.mjs').then(async ({ setUp }) => {
  const { spawn } = await import('node:child_process')
  const { mkdtempSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const { at, readOrNull, root } = await import('./setup/project.mjs')
  const { clientReport, countTests } = await import('./test-report.mjs')

  await setUp()
  const folder = mkdtempSync(join(tmpdir(), 'samband-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = [at('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)]
  const child = spawn(process.execPath, vitest, { cwd: root, stdio: 'inherit' })
  process.on('SIGINT', () => child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const code = await new Promise((resolve) => child.on('close', (status) => resolve(status ?? 1)))

  const counts = countTests(readOrNull(report))
  rmSync(folder, { recursive: true, force: true })
  const clients = clientReport(process.env)
  const lines = [...clients.lines, `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`]
  if (code !== 0 && counts.failed === 0) lines.unshift('Something failed outside of any test: see above.')
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  process.exitCode = code !== 0 || counts.failed > 0 || clients.failed ? 1 : 0
})
