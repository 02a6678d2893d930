// A cat on the keyboard: whatever is typed, in whatever size, no screen fails and nothing strange is sent.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCore } from '../testing/core.ts'
import { dial } from '../testing/dial.ts'

const LETTERS = 'abcdefghijklmnoprstuvwxyzBCWSHNY?/123 '
const KEYS = ['\r', '\t', '\u007f', '\u001b[A', '\u001b[B', '\u001b[C', '\u001b[D', '\u001b[5~', '\u001b[6~']
const RARE = [
  '\u001b[H',
  '\u001b[F',
  '\u0001',
  '\u000b',
  '\u000c',
  '\u0012',
  '\u0017',
  '日本',
  '👩‍👩‍👧',
  '\u001b[200~a\nb{bold}\u001b[201~',
]

const typed = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...LETTERS) },
  { weight: 5, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 2, arbitrary: fc.constantFrom(...RARE) },
  { weight: 2, arbitrary: fc.constant('\u001b') },
)
const size = fc.record({ columns: fc.integer({ min: 20, max: 130 }), rows: fc.integer({ min: 6, max: 45 }) })
const act = fc.oneof({ weight: 12, arbitrary: typed }, { weight: 1, arbitrary: size })

test('whatever is typed, in whatever size, no screen fails', { timeout: 60_000 }, async () => {
  const core = openCore({ LIMITS_THROTTLE: 'false' })
  const bo = await core.enter('bo')
  core.channels.join({ session: bo, channel: '#lobby' })
  core.accounts.setDisplayName({ session: bo, displayName: '{red-fg}日本 👩‍👩‍👧\u202e' })
  await core.enter('ava')
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(act, { minLength: 30, maxLength: 120 }), async (isMember, acts) => {
      const session = isMember ? await core.enter('ava') : core.guest()
      const { terminal, faults, caller } = dial(core, { entry: 'menu', session })
      for (const each of acts) {
        if (typeof each === 'string') terminal.type(each)
        else terminal.resize(each.columns, each.rows)
        await new Promise((resolve) => setImmediate(resolve))
      }
      core.channels.say({ session: bo, channel: '#lobby', text: 'still \u0002here\u0002?' })
      await terminal.settle()
      caller.close('')
      core.sessions.close({ session, reason: '' })
      expect(faults).toEqual([])
      expect(terminal.strange).toEqual([])
    }),
    { numRuns: 25 },
  )
  core.close()
})
