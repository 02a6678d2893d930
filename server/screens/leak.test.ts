// Callers come and go for months: nothing of those who left may stay behind.

import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openCore, type TestCore } from '../testing/core.ts'
import { dial } from '../testing/dial.ts'

const CALLS = 300

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** One call that looks around and hangs up, in the middle of something every other time. */
const callOnce = async (core: TestCore, at: number): Promise<WeakRef<object>> => {
  const isLines = at % 3 === 0
  const session = await core.enter(`caller${at % 10}`)
  const kind = isLines ? { term: 'dumb', colors: 1 } : {}
  const { terminal, caller, faults } = dial(core, { entry: 'menu', session, kind })
  await terminal.settle()
  for (const key of ['\r', 'b', '\r', 'w']) {
    terminal.type(isLines ? `${key}\r` : key)
    await terminal.settle()
  }
  if (at % 2 === 0) terminal.hangUp()
  else caller.close('')
  core.sessions.close({ session, reason: '' })
  expect(faults).toEqual([])
  return new WeakRef(terminal)
}

test('nothing is left of three hundred callers who came and went', async () => {
  const core = openCore({ LIMITS_THROTTLE: 'false' })
  const left: WeakRef<object>[] = []
  for (let at = 0; at < CALLS; at += 1) {
    left.push(await callOnce(core, at))
    // What the test itself remembers of them.
    core.events.splice(0)
  }
  for (let tries = 0; tries < 20; tries += 1) {
    await pause(50)
    collect()
  }
  // The last few may still be in the hands of a timer.
  expect(left.filter((each) => each.deref() !== undefined).length).toBeLessThan(10)
  expect(core.sessions.census({ session: core.console }).nicks).toBe(0)
  core.close()
}, 180_000)
