import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../testing/mud.ts'
import type { MudObject } from './mud-object.ts'

let core: TestCore
let mud: MudTest
let lab: MudObject
let A: Player
let B: Player

beforeEach(async () => {
  core = openCore()
  mud = openMudTest(core)
  lab = mud.make({
    ...{ kind: 'room', name: { en: 'The lab', nb: 'Laben' } },
    text: { en: 'Two machines hum.', nb: 'To maskiner summer.' },
  })
  const hall = mud.make({ kind: 'room', name: { en: 'The hall', nb: 'Hallen' }, props: { channel: '#oulu' } })
  const exit = { kind: 'exit' as const, location: lab.id, target: hall.id }
  mud.make({ ...exit, name: { en: 'north', nb: 'nord' }, words: { en: ['n'], nb: ['n'] } })
  mud.make({ ...exit, location: hall.id, target: lab.id, name: { en: 'south', nb: 'sør' }, words: { en: ['s'] } })
  const thing = { kind: 'thing' as const, location: lab.id }
  mud.make({ ...thing, name: { en: 'brass lamp', nb: 'messinglampe' }, words: { en: ['lamp', 'brass'] } })
  mud.make({ ...thing, name: { en: 'oil lamp', nb: 'oljelampe' }, words: { en: ['lamp', 'oil'] } })
  mud.make({ ...thing, name: { en: 'teletype', nb: 'fjernskriver' }, flags: ['fixed'] })
  mud.make({ ...thing, name: { en: 'basket', nb: 'kurv' }, flags: ['container'] })
  A = await mud.enter('ada', { room: lab })
  B = await mud.enter('bob', { language: 'nb', room: lab })
})

afterEach(() => core.close())

describe('somebody who looks', () => {
  test('sees room, things, people and exits, each in their own language', () => {
    play(
      { A, B },
      `A> look
       A< The lab
       A< Two machines hum.
       A< You see a brass lamp, an oil lamp, a teletype, and a basket.
       A< bob is here.
       A< Exits: north.
       B> se
       B< Laben
       B< Du ser en messinglampe, en oljelampe, en fjernskriver og en kurv.
       B< Utganger: nord.
       A< (nothing)`,
    )
  })

  test('is told what is not there', () => {
    play({ A, B }, 'A> look at dragon\nA< You see no "dragon" here.\nB< (nothing)')
  })
})

describe('carrying', () => {
  test('is told in two voices', () => {
    play(
      { A, B },
      `A> get brass lamp
       A< You take the brass lamp.
       B< ada tar en messinglampe.
       A> put lamp in basket
       A< You put the brass lamp into the basket.
       B< ada legger en messinglampe i kurven.
       B> ta lampe fra kurv
       B< Du tar messinglampen.
       B> gi lampe til ada
       A< bob gives you a brass lamp.
       A> i
       A< You carry a brass lamp.`,
    )
  })

  test('asks which one was meant, and takes a number or an adjective for an answer', () => {
    play({ A, B }, 'A> get lamp\nA< Which one? 1) a brass lamp and 2) an oil lamp\nA> 2\nA< You take the oil lamp.')
    play(
      { A, B },
      'A> drop all\nA< You put down the oil lamp.\nA> get lamp\nA< Which one?\nA> brass\nA< You take the brass',
    )
  })

  test('understands ordinals and all, and leaves what is fixed', () => {
    play(
      { A, B },
      'A> get 2nd lamp\nA< You take the oil lamp.\nA> get all\nA< You take the brass lamp.\nA< You take the basket.',
    )
    play({ A, B }, 'A> get teletype\nA< It stays where it is: the teletype.\nB< (nothing)')
  })
})

describe('a room that is linked', () => {
  test('speaks into its channel, and hears it, as one message', () => {
    const wire = core.guest('wiz')
    core.channels.join({ session: wire, channel: '#oulu' })
    play(
      { A, B },
      'A> n\nA< The hall\nA< Also listening: wiz.\nB< ada går: nord.\nA> "terve\nA< You say, "terve"\nB< (nothing)',
    )
    expect(
      core.channels.history({ session: wire, channel: '#oulu', limit: 5 }).map(({ nick, text }) => [nick, text]),
    ).toEqual([['ada', 'terve']])
    A.read.length = 0
    core.channels.say({ session: wire, channel: '#oulu', text: 'hei', kind: 'message' })
    expect(A.read).toEqual(['wiz says, "hei"'])
    play({ A, B }, 'A> :waves\nA< ada waves\nA> s\nA< The lab')
    expect(core.channels.members({ session: wire, channel: '#oulu' }).map(({ nick }) => nick)).toEqual(['wiz'])
  })
})

test('a direction without a way is told as that', () => {
  play({ A, B }, 'A> west\nA< There is no way called "west" here.\nB> øst\nB< Det er ingen vei som heter «øst» her.')
})

test('a word that could be two verbs is asked about, one that is none is answered kindly', () => {
  play({ A, B }, 'A> xyzzy\nA< "xyzzy" is no verb here.\nA> wh\nA< To whom')
})

test('a visitor leaves the world as it was, and drops what it carried', () => {
  const V = mud.visit('wanderer', { room: lab })
  const before = mud.world.size
  play({ A, B, V }, 'V> get brass lamp\nA< wanderer takes a brass lamp.')
  const [session] = core.events.flatMap((event) =>
    event.type === 'session.entered' && event.who.nick === 'wanderer' ? [event.session] : [],
  )
  if (session !== undefined) core.sessions.close({ session, reason: '' })
  expect(mud.world.size).toBe(before - 1)
  play({ A, B }, 'A> get brass lamp\nA< You take the brass lamp.')
})

test('a session that is not in the world is refused', async () => {
  const session = await core.enter('carl')
  expect(await refusalOf(() => core.house.services.mud.command({ session, line: 'look' }))).toBe('not-permitted')
})
