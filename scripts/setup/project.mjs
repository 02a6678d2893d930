// The project's folder, and how a command speaks to the person who started it and runs other programs for them.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever folder we were started from. */
export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

/** A path in the project. */
export const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts)

/** Progress goes to standard error, so that the output of a command such as `npm run admin` stays its own. */
export const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`)

/** Ends the process with one line for the person who started it. */
export const giveUp = (/** @type {string} */ line, code = 2) => {
  say(line)
  process.exit(code)
}

export const readOrNull = (/** @type {string} */ file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** The `code` of a system error, such as ENOENT. */
export const codeOf = (/** @type {unknown} */ error) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/**
 * Runs a program in the project's folder and collects what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {(seconds: number) => void} [everyHalfMinute] told how long it has been running
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export const run = (command, args, everyHalfMinute = () => {}) =>
  new Promise((resolve) => {
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const progress = setInterval(() => everyHalfMinute(seconds()), 30_000)
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString()
    }
    const end = (/** @type {number} */ code) => {
      clearInterval(progress)
      resolve({ code, output, seconds: seconds() })
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      output += `${error.message}\n`
      end(1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
