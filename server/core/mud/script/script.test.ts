// What scripts do in the world, as those read it who are there.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wingToYaml } from '../../../house/world-export.ts'
import { readWing } from '../../../house/world-files.ts'
import { play } from '../../../testing/mud.ts'
import { openScriptTest, type ScriptTest } from '../../../testing/mud-scripts.ts'
import { dumpWing } from '../planting.ts'
import { HOUSE } from '../world.ts'

let core: ScriptTest['core']
let mud: ScriptTest['mud']
let lab: ScriptTest['lab']
let hall: ScriptTest['hall']
let A: ScriptTest['A']
let B: ScriptTest['B']
let body: ScriptTest['body']
let own: ScriptTest['own']
let scripted: ScriptTest['scripted']
let written: ScriptTest['written']
let now: ScriptTest['now']
let wait: ScriptTest['wait']

beforeEach(async () => {
  ;({ core, mud, lab, hall, A, B, body, own, scripted, written, now, wait } = await openScriptTest())
})

afterEach(() => core.close())

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
  own('ada', 'north', { kind: 'exit', target: hall.id, props: written('ada', 'on use: announce "The hinges creak."') })
  scripted('ada', 'bell', 'on get: tell actor, "Do not drop it."\non drop: sound "a crack"')
  const greeting =
    'on enter: tell actor, "Welcome, {name(actor)}."; show actor, ["one", "two"]\non leave: announce "{actor} has left."'
  core.house.tick.run(() => {
    mud.world.change(now(hall), { props: written('ada', greeting) }, HOUSE, '')
    mud.world.change(now(lab), { props: written('ada', greeting) }, HOUSE, '')
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

test('a gift does nothing with the rights of who got it, until they say so', () => {
  const gift = scripted('bob', 'gift', 'on say "open": hide "vase"')
  const vase = own('ada', 'vase')
  core.house.tick.run(() => mud.world.change(now(gift), { owner: body('ada').owner }, HOUSE, 'chown'))
  play({ A, B }, 'B> "open\nA< bob says\nA> @script gift\nA< It came to you with its script')
  expect(now(vase).flags).toEqual([])
  play({ A, B }, 'A> @script/on gift\nB> "open')
  expect(now(vase).flags).toEqual(['hidden'])
})
