// Two set-ups at once in one folder take turns: a lock file that its owner keeps touching.

import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { at, codeOf, readOrNull, say } from './project.mjs'

const LOCK = at('dist', '.setup-lock')
const HEARTBEAT_MS = 1_000
const ABANDONED_MS = 30_000

export const isSomebodyAtWork = () => existsSync(LOCK)

/** Waits until no other set-up is at work, and returns what ends our turn. */
export const takeTurn = async () => {
  mkdirSync(at('dist'), { recursive: true })
  let announced = false
  while (!grab()) {
    if (isAbandoned()) {
      rmSync(LOCK, { force: true })
      continue
    }
    if (!announced) say('Another set-up is at work in this folder; waiting for it …')
    announced = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const heartbeat = setInterval(() => {
    if (existsSync(LOCK)) utimesSync(LOCK, new Date(), new Date())
  }, HEARTBEAT_MS)
  const end = () => {
    clearInterval(heartbeat)
    process.removeListener('exit', end)
    rmSync(LOCK, { force: true })
  }
  process.on('exit', end)
  return end
}

const grab = () => {
  try {
    writeFileSync(LOCK, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Its owner was killed: the process is gone, or the file has not been touched for long (a pid may be used again). */
const isAbandoned = () => {
  const stat = statSync(LOCK, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (Date.now() - stat.mtimeMs > ABANDONED_MS) return true
  const owner = Number(readOrNull(LOCK) ?? '')
  if (!(owner > 0)) return false
  try {
    process.kill(owner, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}
