import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../../testing/mud.ts'

let core: TestCore
let mud: MudTest
let A: Player
let B: Player

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  mud = openMudTest(core)
  core.boards.add({ session: core.console, board: 'local.chess', description: '' })
  const props = { channel: '#chess', board: 'local.chess' }
  const room = mud.make({ kind: 'room', name: { en: 'Chess room', nb: 'Sjakkrommet' }, text: { en: 'Boards.' }, props })
  A = await mud.enter('ada', { room })
  B = await mud.enter('bjorn', { language: 'nb', room })
})

afterEach(() => core.close())

/** What was asked of the house and comes a turn later. */
const later = () => new Promise((done) => setTimeout(done, 20))

describe('the board on the wall', () => {
  test('is listed, read and answered by number', async () => {
    core.boards.post({ session: B.session, boards: ['local.chess'], subject: 'Openings', text: 'Which one?' })
    play({ A, B }, 'A> read\nA< On the board local.chess hang:\nA< 1  Openings  (bjorn)')
    A.type('read 1')
    await later()
    expect(A.read.join('\n')).toContain('Which one?')
    expect(core.events.filter((event) => event.type === 'world.opened').map(({ what }) => what)).toEqual(['article'])
    A.type('reply 1 The Ruy Lopez.')
    await later()
    expect(A.read.join('\n')).toContain('Your answer to "Openings" hangs on local.chess now.')
    A.type('reply 1')
    A.type('read 99')
    await later()
    expect(core.events.filter((event) => event.type === 'world.opened').map(({ what }) => what)).toContain('reply')
    expect(core.boards.get({ session: A.session, board: 'local.chess' }).count).toBe(2)
    play({ A, B }, 'B> les\nB< 1  Openings  (bjorn, ett svar)')
  })
})

describe('people', () => {
  test('are looked up, here or gone', () => {
    play(
      { A, B },
      `A> @describe me as Tall, and in a hurry.
       A< Described: ada.
       B> om ada
       B< ada
       B< Inne nå, i Sjakkrommet.
       B< Tall, and in a hurry.
       A> finger nobody
       A< Nobody is called "nobody" here.`,
    )
    core.sessions.close({ session: B.session, reason: '' })
    play({ A }, 'A> finger bjorn\nA< bjorn\nA< Last here')
  })

  test('who are ignored are not heard, in the room, in private, and in gestures', () => {
    play(
      { A, B },
      `A> ignore bjorn
       A< You do not hear bjorn any more.
       B> "hei
       B< Du sier
       A< (nothing)
       B> vink til ada
       B< Du vinker til ada.
       A< (nothing)
       B> kall ada hei
       B< Til ada: hei
       A< (nothing)
       A> ignore
       A< You ignore bjorn.
       A> unignore bjorn
       A< You hear bjorn again.
       B> "hei
       A< bjorn says, "hei"
       A> ignore ada
       A< That would be hard to do.`,
    )
  })
})

describe('gestures', () => {
  test('are seen in the language of each, alone and at somebody', () => {
    play(
      { A, B },
      `A> wave
       A< You wave.
       B< ada vinker.
       A> wave at bjorn
       A< You wave at bjorn.
       B< ada vinker til deg.
       B> klem ada
       B< Du klemmer ada.
       A< bjorn hugs you.
       A> wave dragon
       A< There is nobody called "dragon" here.
       A> wave me
       A< You would need somebody else for that.
       A> socials
       A< Gestures: wave, smile,`,
    )
  })

  test('there are enough of them, and none takes the word of a verb', async () => {
    const { VERB_WORDS } = await import('./table.ts')
    const { readSocials } = await import('../../../house/socials-file.ts')
    const { dataPath } = await import('../../../root.ts')
    const words = readSocials([dataPath()]).flatMap((social) => [...social.words.en, ...social.words.nb])
    expect(readSocials([dataPath()]).length).toBeGreaterThanOrEqual(25)
    expect(words.filter((word) => VERB_WORDS.includes(word))).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('oneself', () => {
  test('has words of one’s own', () => {
    play(
      { A, B },
      `A> alias zz = say Hello, *!
       A< "zz" means "say Hello, *!" now.
       A> zz there
       A< You say, "Hello, there!"
       B< ada sier: «Hello, there!»
       A> alias
       A< zz = say Hello, *!
       A> alias zz =
       A< means nothing of your own any more.
       A> zz
       A< is no verb here
       A> alias
       A< You have no words of your own yet.
       B> forkort x
       B< Det skrives slik`,
    )
  })

  test('thinks, and sees rooms in short or at length', () => {
    play({ A, B }, 'A> think about it\nA< You think: about it\nB< (nothing)\nB> tenk\nB< Tenk hva?')
    const { id } = mud.make({ kind: 'room', name: { en: 'Hall' }, text: { en: 'Long and bright.' }, flags: ['common'] })
    play({ A, B }, `A> brief\nA< Rooms show only their names\nA> @teleport #${id}\nA< Hall`)
    expect(A.read).not.toContain('Long and bright.')
    play({ A, B }, 'A> verbose\nA< Rooms show all\nA> look\nA< Long and bright.')
  })

  test('reads again what was said in the channel', () => {
    play({ A, B }, 'A> "e4\nA< You say\nB> gjenta\nB< ada: e4\nA> recall none\nA< A number, please')
    const { id } = mud.make({ kind: 'room', name: { en: 'Hall' }, flags: ['common'] })
    play({ A, B }, `A> @teleport #${id}\nA< Hall\nA> recall\nA< This room is no channel`)
  })
})

describe('help', () => {
  test('lists verbs by topic, tells of a verb, and walks a newcomer through building', () => {
    play(
      { A, B },
      `A> help
       A< What you can do
       A< Building: @dig, @open
       A< Topics, with "help TOPIC": start, talking, building
       B> hjelp bygge
       B< Å bygge: tre rom og en ting på fem minutter
       A> help @dig
       A< @dig [WAY[|BACK] to] NAME
       A> help buildng
       A< Did you mean building?`,
    )
  })

  test('names what a mistyped verb may have been, in both languages', () => {
    play(
      { A, B },
      'A> loook\nA< Did you mean look?\nB> hvsik ada hei\nB< Mente du hvisk?\nA> xyzzy\nA< "help" lists them all.',
    )
  })
})

test('the plain verbs do what they say, on both sides', () => {
  play(
    { A, B },
    `A> exits
     A< There is no way out
     A> say hello
     A< You say, "hello"
     B< ada sier: «hello»
     A> emote waves
     B< ada waves
     A> who
     A< ada, in Chess room
     B> hvem
     B< ada, i Sjakkrommet
     A> go north
     A< There is no way called "north" here.
     A> home
     A< You are home.
     A> unfriend bjorn
     A> quit
     B< (nothing)`,
  )
  expect(core.events.at(-1)).toMatchObject({ type: 'world.left', session: A.session })
})
