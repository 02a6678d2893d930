// What scripts do in the world, as those read it who are there.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wingToYaml } from '../../../house/world-export.ts'
import { readWing } from '../../../house/world-files.ts'
import { openCore, type TestCore } from '../../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../../testing/mud.ts'
import type { MudObject } from '../mud-object.ts'
import { dumpWing } from '../planting.ts'
import { HOUSE } from '../world.ts'

let core: TestCore
let mud: MudTest
let lab: MudObject
let hall: MudObject
let A: Player
let B: Player

beforeEach(async () => {
  core = openCore()
  mud = openMudTest(core)
  lab = mud.make({ kind: 'room', name: { en: 'The lab', nb: 'Laben' } })
  hall = mud.make({ kind: 'room', name: { en: 'The hall', nb: 'Hallen' } })
  A = await mud.enter('ada', { room: lab })
  B = await mud.enter('bob', { room: lab, language: 'nb' })
  for (const name of ['ada', 'bob']) appoint(name)
  core.house.tick.run(() => {
    for (const room of [lab, hall]) mud.world.change(room, { owner: body('ada').owner }, HOUSE, '')
  })
})

afterEach(() => core.close())

const body = (name: string): MudObject => {
  const found = [...mud.world.objects()].find((each) => each.kind === 'character' && each.name.en === name)
  if (found === undefined) throw new Error(`nobody is called ${name}`)
  return found
}

const appoint = (name: string): void => {
  const now = body(name)
  core.house.tick.run(() => mud.world.change(now, { props: { ...now.props, builder: 'by a test' } }, HOUSE, ''))
}

/** Something of somebody's, in the lab unless it says otherwise. */
const own = (owner: string | null, en: string, more: Partial<MudObject> = {}): MudObject =>
  mud.make({
    ...{ kind: 'thing', name: { en }, location: lab.id, ...more },
    owner: owner === null ? null : body(owner).owner,
  })

const scripted = (owner: string | null, en: string, script: string, more: Partial<MudObject> = {}): MudObject =>
  own(owner, en, { ...more, props: { script, ...more.props } })

const now = (object: MudObject): MudObject => {
  const found = mud.world.get(object.id)
  if (found === undefined) throw new Error('gone')
  return found
}

/** The world's clock goes on, a second at a time. */
const wait = (seconds: number): void => {
  for (let second = 0; second < seconds; second += 1) {
    core.pass(1000)
    mud.pulse()
  }
}

describe('the three examples of the help', () => {
  test('a parrot answers when it is greeted', () => {
    own('ada', 'parrot')
    play(
      { A, B },
      `A> @script parrot = on say "*hello*": say "Hello, {actor}!"
       A< Saved. It answers to say now: the parrot.
       B> "Oh, hello there
       B< Du sier: «Oh, hello there»
       B< The parrot sier: «Hello, bob!»
       A< The parrot says, "Hello, bob!"
       B> "nothing
       A< bob says
       A< (nothing)`,
    )
  })

  test('a door opens at a word, and falls shut again', () => {
    own('ada', 'north', { kind: 'exit', target: hall.id, flags: ['closed'] })
    play(
      { A, B },
      `A> @edit here
       A< Writing the script of The lab
       A> on say "*sesame*"
       A< 1| on say "*sesame*"
       A>   open "north"
       A>   announce "The door swings open."
       A>   schedule 10, "shut"
       A> on alarm "shut"
       A>   close "north"
       A>   announce "The door falls shut."
       A> .save
       A< Saved. It answers to say and alarm now: The lab.
       B> north
       B< Det er stengt: north.
       B> "sesame!
       B< The door swings open.
       A< The door swings open.
       A> north
       A< The hall`,
    )
    B.read.length = 0
    wait(11)
    expect(B.read).toEqual(['The door falls shut.'])
    play({ A, B }, 'B> north\nB< Det er stengt: north.')
  })

  test('a lamp counts, and remembers over a restart', () => {
    const lamp = own('ada', 'lamp')
    play(
      { A, B },
      `A> @edit lamp
       A> on use
       A>   set this.count = this.count + 1
       A>   if this.count % 2 == 1
       A>     describe "It burns."
       A>     emote "flares up, for the {this.count}. time."
       A>   else
       A>     describe "It is dark."
       A>     emote "goes out."
       A>   end
       A> .save
       A< Saved.
       A> use lamp
       A< The lamp flares up, for the 1. time.
       A> use lamp
       A< The lamp goes out.
       A> look lamp
       A< It is dark.`,
    )
    expect(mud.world.repository.all().find(({ id }) => id === lamp.id)?.props).toMatchObject({ '~my.count': '2' })
    play({ A, B }, 'B> bruk lamp\nB< The lamp flares up, for the 3. time.')
  })
})

describe('a script runs with the rights of its owner', () => {
  test('and cannot touch what belongs to others, whoever sets it off', () => {
    const bobs = own('bob', 'vase')
    own(null, 'statue')
    const thief = scripted(
      'ada',
      'thief',
      'on say "vase": take "vase"\non say "statue": hide "statue"\non say "lock": lock "vase"',
    )
    play({ A, B }, 'B> "vase\nA< "vase" is not its owner\nB> "statue\nB> "lock')
    expect(now(bobs)).toMatchObject({ location: lab.id, locks: {} })
    expect(now(thief).props).toMatchObject({ '~script.wrong': expect.stringContaining('not-yours') })
    expect(mud.world.in(thief.id)).toEqual([])
  })

  test("so a wizard who sets off a script lends it nothing, and a wizard's script is no wizard", async () => {
    const bobs = own('bob', 'vase')
    scripted('ada', 'thief', 'on say "vase": move "vase" to this', { flags: ['container'] })
    await core.accounts.setRole({ session: core.console, name: 'bob', role: 'sysop' })
    play({ A, B }, 'B> "vase\nA< "vase" is not its owner')
    scripted('bob', 'wand', 'on say "ada": move "thief" to here\non say "me": describe actor, "A frog."')
    play({ A, B }, 'A> "ada\nB< «thief» er ikke eierens\nA> "me')
    expect(now(bobs).location).toBe(lab.id)
    expect(body('ada').text).toEqual({})
  })

  test('somebody is moved to rooms of the owner and to common ones whose lock opens, nowhere else', () => {
    const common = mud.make({ kind: 'room', name: { en: 'The square' }, flags: ['common'] })
    const shut = mud.make({ kind: 'room', name: { en: 'The vault' }, flags: ['common'], locks: { enter: 'none' } })
    const foreign = mud.make({ kind: 'room', name: { en: 'The cell' } })
    const rows = [common, shut, foreign, hall].map(({ id, name }) => `on say "${name.en}": move actor to "#${id}"`)
    // Rooms of others are not even found by their numbers.
    scripted('ada', 'portal', rows.join('\n'))
    play(
      { A, B },
      'B> "the cell\nA< Here something was needed that is in sight\nB< (nothing)'.replace('\nB< (nothing)', ''),
    )
    expect(body('bob').location).toBe(lab.id)
    play({ A, B }, 'B> "the hall\nB< Hallen\nA< bob is gone.\nB> home\nB< Laben')
    expect(body('bob').location).toBe(lab.id)
  })

  test('a thing is created from a prototype of the owner alone, and only what was created can be destroyed', () => {
    own('ada', 'coin', { flags: ['prototype'] })
    own('ada', 'medal')
    scripted(
      'ada',
      'mint',
      'on say "coin": create "coin"\non say "melt": destroy "medal"\non say "medal": create "medal"',
    )
    play({ A, B }, 'B> "coin\nB> se\nB< coin\nB> "melt\nA< "medal" is not a prototype')
    const coins = [...mud.world.objects()].filter((each) => each.name.en === 'coin' && each.parent !== null)
    expect(coins.map(({ owner, location }) => [owner, location])).toEqual([[body('ada').owner, lab.id]])
    expect([...mud.world.objects()].some((each) => each.name.en === 'medal')).toBe(true)
  })

  test('and only the owner, who must have an account, can write it', () => {
    own('bob', 'vase')
    play({ A, B }, 'A> @script vase = on use: say "mine"\nA< Only the owner of the vase can give it a script.')
    const V = mud.visit('wanderer', { room: lab })
    play({ V }, 'V> @script vase = on use: say "mine"\nV< @script is for')
  })
})

describe('limits', () => {
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
    play({ A, B }, 'B> "one\nA< (nothing)'.replace('A< (nothing)', 'A< bob says') + '\nB> "two\nA< 50 values')
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
})

test('a timer goes on while somebody is there, and rests in an empty room', () => {
  scripted('ada', 'clock', 'on timer 5: sound "tick"')
  A.read.length = 0
  wait(11)
  expect(A.read).toEqual(['You hear tick', 'You hear tick'])
  own('ada', 'north', { kind: 'exit', target: hall.id })
  own('ada', 'south', { kind: 'exit', location: hall.id, target: lab.id })
  play({ A, B }, 'A> north\nB> north')
  A.read.length = 0
  wait(60)
  expect(A.read).toEqual([])
})

test('rooms greet and see off, exits and things notice who uses and takes them', () => {
  own('ada', 'north', { kind: 'exit', target: hall.id, props: { script: 'on use: announce "The hinges creak."' } })
  scripted('ada', 'bell', 'on get: tell actor, "Do not drop it."\non drop: sound "a crack"')
  const greeting =
    'on enter: tell actor, "Welcome, {name(actor)}."; show actor, ["one", "two"]\non leave: announce "{actor} has left."'
  core.house.tick.run(() => {
    mud.world.change(now(hall), { props: { script: greeting } }, HOUSE, '')
    mud.world.change(now(lab), { props: { script: greeting } }, HOUSE, '')
  })
  play(
    { A, B },
    `B> get bell
     B< Do not drop it.
     A< bob takes a bell.
     B> drop bell
     A< You hear a crack
     B> north
     A< The hinges creak.
     A< bob has left.
     B< Welcome, bob.
     B< one
     B< two`,
  )
})

test('what a script says in two languages is heard in each', () => {
  scripted('ada', 'sign', 'on say "hi": say both("Good day", "God dag")')
  play({ A, B }, 'B> "hi\nA< The sign says, "Good day"\nB< The sign sier: «God dag»')
})

test('the editor lists, inserts, replaces, deletes, keeps on with a faulty script, and can be left', () => {
  own('ada', 'lamp')
  play(
    { A, B },
    `A> @edit lamp
     A< Writing the script of the lamp
     A> on use
     A>   sya "hello"
     A> .insert 2 # a note
     A> .list
     A< 1| on use
     A< 2| # a note
     A< 3|   sya "hello"
     A> .save
     A< The script of the lamp, line 3, column 3:
     A< "sya" is nothing a script can do.
     A< Not saved yet.
     A> .replace 3   say "hello"
     A> .delete 2
     A> .delete 9
     A< Which line? Give a number from 1 to 2.
     A> .dance
     A< There is no ".dance" here.
     A> .save
     A< Saved. It answers to use now: the lamp.
     A> use lamp
     A< The lamp says, "hello"
     A> @edit lamp
     A> .quit
     A< Nothing is changed
     A> @script/off lamp
     A> @script lamp =
     A< Gone: the lamp answers to nothing any more.`,
  )
})

test('help teaches the language in both languages, braces and all', () => {
  play({ A, B }, 'A> help scripting\nA< say "Hello, {actor}!"\nB> hjelp skripting\nB< say "Hei, {actor}!"')
})

test('@examine shows the owner what a thing answers to, and what is wrong with it', () => {
  scripted('ada', 'imp', 'on say "go": say 1 / 0')
  play({ A, B }, 'B> "go\nA> @examine imp\nA< 1| on say "go": say 1 / 0\nA< line 1, column 20\nA< divided by zero')
})

test('a script survives the way into a file and back', () => {
  const lamp = scripted('ada', 'lamp', 'on use\n  say "x"', { props: { '~my.count': '2' } })
  const wing = dumpWing(mud.world, 'test', [now(lab)])
  const [seed] = readWing(wingToYaml(wing), 'test.yaml').seeds.filter(({ kind }) => kind === 'thing')
  expect(seed?.props).toEqual({ script: 'on use\n  say "x"' })
  expect(now(lamp).props).toMatchObject({ '~my.count': '2' })
})
