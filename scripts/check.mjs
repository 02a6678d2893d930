// `npm run check`: types, format and lint, dead code, the law of imports. One line a step; what is wrong stands below.

import './node-version.mjs'

import('./setup.mjs').then(async ({ setUp }) => {
  const { existsSync, readdirSync } = await import('node:fs')
  const { at, root, run } = await import('./setup/project.mjs')

  await setUp({ compiling: 'never' })
  const plain = readdirSync(at('scripts')).filter((name) => name.endsWith('.mjs'))
  const asJavaScript = '--ignoreConfig --noEmit --allowJs --checkJs --strict --noImplicitAny false --skipLibCheck'
  const asNode = '--module nodenext --target es2023 --types node'
  /** @type {[string, string, string[]][]} */
  const steps = [
    ['types', 'tsc', ['--noEmit', '-p', root]],
    ['types of the browser part', 'tsc', ['--noEmit', '-p', at('clients', 'web', 'tsconfig.json')]],
    [
      'types of the plain scripts',
      'tsc',
      [...`${asJavaScript} ${asNode}`.split(' '), ...plain.map((name) => at('scripts', name))],
    ],
    ['format and lint', 'biome', ['ci', '--colors=off', root]],
    ['dead code', 'knip', ['--no-progress']],
    ['law of imports, sizes, documents', 'vitest', ['run', 'scripts/architecture.test.ts', 'scripts/docs.test.ts']],
  ]

  let failed = 0
  for (const [name, program, args] of steps) {
    const project = args.at(-1) ?? ''
    if (project.endsWith('.json') && !existsSync(project)) continue
    const { code, output, seconds } = await run(at('node_modules', '.bin', program), args)
    process.stdout.write(`${code === 0 ? 'ok    ' : 'WRONG '} ${name.padEnd(34)} ${seconds.toFixed(1).padStart(5)} s\n`)
    if (code === 0) continue
    failed += 1
    process.stdout.write(`${output.trimEnd()}\n\n`)
  }
  process.exitCode = failed === 0 ? 0 : 1
})
