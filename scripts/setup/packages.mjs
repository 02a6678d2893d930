// The packages of the lockfile: whether node_modules/ holds just those, and how they get there.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { at, giveUp, readOrNull, root, run, say } from './project.mjs'

const STAMP = at('node_modules', '.samband-installed')

/** The lockfile as it was installed, and the kind of Node that native packages were compiled for. */
const wanted = () => {
  const lockfile = readFileSync(at('package-lock.json'))
  const hash = createHash('sha256').update(lockfile).digest('hex')
  return `${hash} ${process.platform}-${process.arch} abi-${process.versions.modules}\n`
}

export const isInstalled = () => {
  if (readOrNull(STAMP) === wanted()) return true
  if (!isAlreadyThere()) return false
  writeFileSync(STAMP, wanted())
  return true
}

/** Somebody ran npm themselves: every package of the lockfile is there in its version, and the native one loads. */
const isAlreadyThere = () => {
  const installed = readOrNull(at('node_modules', '.package-lock.json'))
  if (installed === null) return false
  const present = JSON.parse(installed).packages
  for (const [folder, entry] of Object.entries(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages)) {
    if (folder === '' || entry.optional === true) continue
    if (present[folder]?.version !== entry.version) return false
  }
  return loadsEngine()
}

/** The database engine is compiled for one kind of Node; only loading it shows whether it is this one. */
const loadsEngine = () => {
  try {
    const probe = "new (require('better-sqlite3'))(':memory:')"
    execFileSync(process.execPath, ['-e', probe], { cwd: root, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export const install = async () => {
  say(
    existsSync(at('node_modules'))
      ? 'The packages are not those of the lockfile, or belong to another Node: installing them (up to two minutes) …'
      : 'First start: installing packages. The database engine may have to be compiled; this takes about two minutes …',
  )
  const { command, args } = npm()
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output, seconds } = await run(command, [...args, ...options], (elapsed) =>
    say(`  still installing (${Math.round(elapsed)} s) …`),
  )
  if (code !== 0) {
    say(output.trimEnd())
    giveUp('The packages could not be installed: see what npm says above.')
  }
  if (!loadsEngine()) {
    giveUp(
      `The database engine was built, but not for this Node (${process.version}). Does npm have a "nodedir" setting, or is` +
        ' another npm on the path?',
    )
  }
  writeFileSync(STAMP, wanted())
  say(`  packages installed in ${Math.round(seconds)} s.`)
}

/** The npm that started us, or else the one on the path. */
const npm = () => {
  const running = process.env.npm_execpath
  if (running?.endsWith('npm-cli.js')) return { command: process.execPath, args: [running] }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }
}
