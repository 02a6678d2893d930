// What scripts may use up, each limit held to.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { play } from '../../../testing/mud.ts'
import { openScriptTest, type ScriptTest } from '../../../testing/mud-scripts.ts'

let core: ScriptTest['core']
let mud: ScriptTest['mud']
let A: ScriptTest['A']
let B: ScriptTest['B']
let scripted: ScriptTest['scripted']
let now: ScriptTest['now']

beforeEach(async () => {
  ;({ core, mud, A, B, scripted, now } = await openScriptTest())
})

afterEach(() => core.close())

const twice = (text: string): string => `let t = "${text}"; for each i in [1,2,3,4,5,6,7,8,9,10]; let t = t + t; end`
const list = `[${Array.from({ length: 200 }, () => '1').join(',')}]`
const CASES: readonly (readonly [string, string, string])[] = [
  [
    '10,000 steps',
    `let l = ${list}; for each a in l; for each b in l; let x = a + b; end; end`,
    'more than 10000 steps',
  ],
  ['4 KiB of text', twice('0123456789'), 'longer than 4096 octets'],
  ['256 values in a list', `let l = ${list}; let l = l + l`, 'longer than 256 values'],
  ['no lists in lists', 'let l = [[1]]', 'A list cannot hold lists'],
  ['64 effects', `for each i in ${list}; set this.x = i; end`, 'more than 64 things'],
  ['20 lines', `for each i in ${list}; say "x"; end`, 'more than 20 lines'],
  ['5 seconds of waiting', 'schedule 4, "soon"', 'from 5 to 86400'],
  [
    '64 alarms',
    `for each i in ${list}; set this.x = i; end`.replace('set this.x = i', 'schedule 60, "later"'),
    'more than 64',
  ],
  ['division', 'say 1 / 0', 'divided by zero'],
]
test.each(CASES)('%s are held, and a script that is stopped has changed nothing', (_, script, told) => {
  const imp = scripted('ada', 'imp', `on say "go": set this.done = true; say "Working."; hide this; ${script}`)
  play({ A, B }, `B> "go\nA< The script of the imp, line 1\nA< ${told}`)
  expect(B.read.join()).not.toContain('Working')
  expect(now(imp)).toMatchObject({ flags: [] })
  expect(now(imp).props['~my.done']).toBeUndefined()
})

test('fifty values are remembered, and alarms of all events together are 64', () => {
  const names = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))
  const sets = (prefix: string) => names.map((name) => `set this.${prefix}${name} = 1`).join('; ')
  scripted('ada', 'imp', `on say "one": ${sets('a')}\non say "two": ${sets('b')}`)
  play({ A, B }, 'B> "one\nA< bob says\nB> "two\nA< 50 values')
  const alarms = Array.from({ length: 33 }, () => 'schedule 60, "later"').join('; ')
  scripted('ada', 'clock', `on say "wind": ${alarms}`)
  play({ A, B }, 'B> "wind\nA< bob says')
  expect(A.read).toEqual([])
  core.pass(20_000)
  play({ A, B }, 'B> "wind\nA< More than 64 alarms')
})

test('five events a second for one owner; what is over is dropped, with one word to the owner', () => {
  for (const at of [1, 2, 3, 4]) scripted('ada', `echo ${at}`, 'on say "*": say "echo"')
  play({ A, B }, 'B> "one\nB< echo\nB> "two\nA< Too much happens around')
  expect(B.read.filter((line) => line.includes('echo'))).toHaveLength(1)
  play({ A, B }, 'B> "three\nA< bob says')
  expect(A.read).toEqual([])
  core.pass(1000)
  play({ A, B }, 'B> "four\nB< echo\nB< echo\nB< echo\nB< echo')
})

test('no loops: things of one owner do not answer each other, and things of two only once', () => {
  for (const owner of ['ada', 'bob']) scripted(owner, `${owner}s parrot`, 'on say "*": say "echo"')
  scripted('ada', 'second parrot', 'on say "*": say "echo"')
  play({ A, B }, 'B> "hi')
  // Both of ada's answer bob, and bob's parrot answers bob and each of them; ada's answer bob's once.
  expect(A.read.filter((line) => line.includes('echo')).length).toBeLessThanOrEqual(7)
  core.pass(1000)
  mud.pulse()
  A.read.length = 0
  core.pass(1000)
  mud.pulse()
  expect(A.read).toEqual([])
})

test('a script that fails five times in a row is switched off, until its owner lets it try again', () => {
  const imp = scripted('ada', 'imp', 'on say "go"\n  say 1 / this.zero')
  for (let count = 0; count < 5; count += 1) {
    core.pass(1000)
    A.read.length = 0
    B.type('"go')
  }
  expect(A.read).toEqual([
    ...['bob says, "go"', 'The script of the imp, line 2, column 9:', '2|   say 1 / this.zero', '           ^'],
    'Nothing can be divided by zero.',
    `The script of the imp failed 5 times in a row and is switched off now. Mend it with "@edit #${imp.id}", or let it try again with "@script/on #${imp.id}".`,
  ])
  play({ A, B }, 'B> "go\nA< bob says')
  expect(A.read).toEqual([])
  play(
    { A, B },
    `A> @script imp
     A< What the imp answers to
     A< 1| on say "go"
     A< It failed too often and was switched off.
     A> @script/on imp
     A< Switched on`,
  )
  core.pass(10_000)
  play({ A, B }, 'B> "go\nA< divided by zero')
})
