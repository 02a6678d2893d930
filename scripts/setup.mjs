// Makes the house ready to run, by itself and with nothing but Node: the packages of the lockfile, the sources compiled
// into dist/. Plain JavaScript, because it runs before anything is installed.
//
// When there is nothing to do it costs a few hundred stat calls and says nothing. Two set-ups at once take turns.

import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { compile, isCompiled } from './setup/compilation.mjs'
import { install, isInstalled } from './setup/packages.mjs'
import { at, giveUp } from './setup/project.mjs'
import { isSomebodyAtWork, takeTurn } from './setup/turn.mjs'

/**
 * Packages and compilation: only what is missing. Ends the process with a clear line when one of them cannot be had.
 * @param {{ quiet?: boolean, compiling?: 'when stale' | 'always' | 'never' }} [options] `quiet` keeps the compilation to
 *   itself; an installation is always announced
 */
export const setUp = async ({ quiet = false, compiling = 'when stale' } = {}) => {
  const isReady = () => compiling === 'never' || (compiling === 'when stale' && isCompiled())
  if (isInstalled() && isReady() && !isSomebodyAtWork()) return
  const endTurn = await takeTurn()
  try {
    if (!isInstalled()) await install()
    if (!isReady()) await compile({ quiet })
  } finally {
    endTurn()
  }
}

/**
 * Goes on as a compiled program, in this process: signals, exit code and the remaining arguments are its own.
 * @param {string[]} parts its path under dist/
 */
export const become = async (...parts) => {
  const program = at('dist', ...parts)
  if (!existsSync(program)) giveUp(`There is no ${parts.join('/')}.`)
  process.setSourceMapsEnabled(true)
  process.argv[1] = program
  await import(pathToFileURL(program).href)
}
