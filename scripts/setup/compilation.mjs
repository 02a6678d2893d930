// dist/: whether it is what the sources say, and how it is made from them.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { at, giveUp, readOrNull, root, run, say } from './project.mjs'

const STAMP = at('dist', '.built')
const BUILD_INFO = at('dist', '.tsbuildinfo')
const MAIN = at('dist', 'server', 'main.js')
/** What dist/ is made from. */
const SOURCES = ['server', 'shared', 'clients', 'scripts', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts']

export const isCompiled = () => existsSync(MAIN) && readOrNull(STAMP) === fingerprint()

/** Every source by path, size and time of change: sees edits, additions, removals and a checkout of something older. */
const fingerprint = () => {
  const hash = createHash('sha1')
  const add = (/** @type {string} */ name) => {
    const stat = statSync(at(name), { throwIfNoEntry: false })
    if (stat?.isFile()) hash.update(`${name}\0${stat.mtimeMs}\0${stat.size}\n`)
    if (!stat?.isDirectory()) return
    for (const each of readdirSync(at(name)).sort()) if (each !== 'node_modules') add(`${name}/${each}`)
  }
  for (const source of SOURCES) add(source)
  return hash.digest('hex')
}

/** Compiles the sources and bundles the browser's part. */
export const compile = async ({ quiet = false } = {}) => {
  if (!quiet) say('Compiling …')
  const started = performance.now()
  const sources = fingerprint()
  rmSync(STAMP, { force: true })
  // The compiler rewrites only what has changed, so a daemon that runs from dist/ meanwhile is left in peace.
  if (!existsSync(MAIN)) rmSync(BUILD_INFO, { force: true })
  const options = ['--incremental', '--tsBuildInfoFile', BUILD_INFO, '--noEmitOnError']
  await must(at('node_modules', '.bin', 'tsc'), ['-p', root, ...options], 'The sources do not compile: see above.')
  removeOrphans()
  const bundler = at('scripts', 'build-web.mjs')
  if (existsSync(bundler))
    await must(process.execPath, [bundler], "The browser's part could not be bundled: see above.")
  writeFileSync(STAMP, sources)
  if (!quiet) say(`  compiled in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

/** @type {(command: string, args: string[], complaint: string) => Promise<void>} */
const must = async (command, args, complaint) => {
  const { code, output } = await run(command, args)
  if (code === 0) return
  say(output.trimEnd())
  giveUp(complaint, 1)
}

/** Compiled files whose source is gone. */
const removeOrphans = () => {
  for (const folder of ['server', 'shared', 'scripts'].filter((each) => existsSync(at('dist', each)))) {
    for (const each of readdirSync(at('dist', folder), { recursive: true })) {
      const compiled = String(each)
      const source = compiled.replace(/\.js(\.map)?$/, '.ts')
      if (source !== compiled && !existsSync(at(folder, source))) rmSync(at('dist', folder, compiled), { force: true })
    }
  }
}
