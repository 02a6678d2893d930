import { afterEach, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../../testing/mud.ts'
import type { MudObject } from '../mud-object.ts'

let core: TestCore
let mud: MudTest
let A: Player
let B: Player
let V: Player

const room = (key: string): MudObject => {
  const found = mud.world.seeded(key)
  if (found === undefined) throw new Error(`no room ${key}`)
  return found
}

/** Ada in English and Bjørn in Norwegian, both members, and a visitor, in one room of the museum. */
const visit = async (key: string): Promise<void> => {
  core = openCore()
  mud = openMudTest(core)
  A = await mud.enter('ada', { room: room(key) })
  B = await mud.enter('bjorn', { room: room(key), language: 'nb' })
  V = mud.visit('wanderer', { room: room(key) })
}

const people = () => ({ A, B, V })
const pass = (milliseconds: number): void => {
  core.pass(milliseconds)
  mud.pulse()
}

afterEach(() => core.close())

describe('what one writes on', () => {
  test('the wall shows the newest text, and the older ones behind it; visitors only read', async () => {
    await visit('wiki-wall')
    play(
      people(),
      `A> use wall
       A< Nobody has written on the wall yet.
       A> use wall First!
       A< You write on the wall: First!
       B< ada skriver på veggen: First!
       B> bruk vegg Andre gang
       B< Du skriver på veggen: Andre gang
       A> use wall
       A< On the wall stands: Andre gang  (bjorn)
       A< Behind it, fainter, one older text:
       A< ada: First!
       V> use wall mine too
       V< With a name of your own
       B< (nothing)`,
    )
  })

  test('a bird takes 140 letters and not one more', async () => {
    await visit('bird-room')
    play(
      people(),
      `A> use cage ${'x'.repeat(141)}\nA< That has 141 letters\nA> use cage hello\nA< sings: hello\nB< ada hvisker`,
    )
    play(people(), 'B> bruk bur\nB< ada: hello')
  })

  test('a journal entry for friends is read by friends alone', async () => {
    await visit('lj-desk')
    play(
      people(),
      'A> befriend bjorn\nA< bjorn will find your question.\nB> venner\nB< ada spør\nB> venn ada\nB< Du og ada er venner nå.',
    )
    const C = await mud.enter('carl', { room: room('lj-desk') })
    play(
      { A, B, C },
      'A> use journal friends I passed!\nA< for you and one friend\nB> bruk dagbok\nB< ada, for venner: I passed!',
    )
    play({ A, B, C }, 'C> use journal\nC< nothing in it that is open to you')
    play({ A, B, C }, 'A> use journal Open to all\nA< for everybody\nC> use journal\nC< ada: Open to all')
  })

  test('the film runs, and takes comments', async () => {
    await visit('projector-room')
    play(
      people(),
      'A> use projector Nice animals\nA< You write below the film\nB> bruk fremviser\nB< Én kommentar:\nB< ada: Nice animals\nA< bjorn starts the projector.',
    )
  })
})

describe('doors into the rest of the house', () => {
  test('the teletype shows what was said in private', async () => {
    await visit('bbn-lab')
    play(people(), 'A> use teletype\nA< NO MAIL\nB> kall ada Er du der?\nA< bjorn tells you: Er du der?')
    play(people(), 'A> use teletype\nA< ONE LETTER\nA< FROM BJORN: ER DU DER?\nA> reply Yes\nB< ada sier til deg: Yes')
  })

  test('threads lead from friend to friend', async () => {
    await visit('six-threads')
    const C = await mud.enter('carl', { room: room('six-threads') })
    play({ A, B, C }, 'A> use threads carl\nA< none of them reaches carl')
    for (const line of ['A> befriend bjorn', 'B> venn ada', 'B> venn carl', 'C> befriend bjorn'])
      play({ A, B, C }, line)
    play({ A, B, C }, 'A> use threads carl\nA< 2 steps: ada, bjorn, and carl.')
  })

  test('the tube opens the desk of its group', async () => {
    await visit('usenet-tube-room')
    play(people(), 'A> use tube\nA< What you write goes to comp.misc.\nB< ada åpner luka')
    expect(
      core.events.at(-1)?.type === 'world.opened' || core.events.some((event) => event.type === 'world.opened'),
    ).toBe(true)
  })
})

describe('things to try out', () => {
  test('two machines whose prices do not fit each other make one rich', async () => {
    await visit('vending-corner')
    play(
      people(),
      'A> use left machine\nA< You have 125 tokens and 1 doll.\nB< ada kjøper ei dukke.\nA> use right machine\nA< You have 225 tokens',
    )
    play(people(), 'A> use right machine\nA< you have none')
  })

  test('the booth holds one, and the others hear the busy signal', async () => {
    await visit('cbbs-basement')
    play(
      people(),
      'A> in\nA< The telephone booth\nB< ada går\nB> inn\nB< opptattsignalet\nA> out\nA< basement\nB> inn\nB< Telefonkiosken',
    )
  })

  test('a letter in the basket is carried at the mail hour', async () => {
    await visit('fido-kennel')
    play(people(), 'A> use basket bjorn Woof\nA< You put a letter for bjorn into the basket.\nB< ada legger et brev')
    play(people(), 'A> use clock\nA< The next mail hour is in')
    for (const each of [A, B, V]) each.read.length = 0
    pass(5 * 60_000)
    expect(B.read.join('\n')).toContain('En hund legger et brev foran føttene dine. Fra ada: Woof')
    expect(A.read.join('\n')).toContain('The clock strikes mail hour.')
  })

  test('a ballot counts each once, and lets one change', async () => {
    await visit('ballot-room')
    play(
      people(),
      'A> use box yes\nA< Yes: 1. No: 0.\nB> bruk urne nei\nB< Ja: 1. Nei: 1.\nA> use box no\nA< Yes: 0. No: 2.\nV> use box yes\nV< name of your own',
    )
  })

  test('a Top Eight has eight places, in order', async () => {
    await visit('glitter-room')
    play(
      people(),
      'A> use frame bjorn nobody-here\nA< nobody called nobody-here\nA> use frame bjorn ada\nA< in this order: bjorn and ada\nB> bruk ramme til ada\nB< 1. bjorn\nB< 2. ada',
    )
  })

  test('at the Talkomatic table one sees the others type', async () => {
    await visit('talkomatic-room')
    play(people(), 'A> use table\nA< You sit down\nB> bruk bord\nB< Du setter deg')
    const typed = () => core.events.flatMap((event) => (event.type === 'world.typing' ? [event.text] : []))
    mud.typing(A, 'hel')
    mud.typing(V, 'psst')
    expect(typed()).toEqual(['hel'])
  })
})

describe('finding one’s way', () => {
  test('points come once, rank by rank, and the ladder shows them', async () => {
    await visit('essex-terminal-room')
    play(people(), 'A> score\nA< You have 5 points. Your rank: newcomer.\nA> up\nA< Come back with 200 points')
    play(
      people(),
      'A> use ladder\nA< 0  newcomer  <- you stand here\nA< [+10, 15 in all]\nA> use ladder\nA> score\nA< You have 15 points',
    )
  })

  test('the map shows the rooms around', async () => {
    await visit('foyer')
    play(people(), 'A> map\nA< [ ]-[*]-[ ]\nA< [*] you')
    play(people(), 'A> north\nA> map\nA< [ ]-[*]-[ ]')
  })

  test('the guide greets once, answers in both languages, and says what she does not know', async () => {
    await visit('foyer')
    play(
      people(),
      'A> ask guide about mail\nA< The guide says, "The first hall on the left.\nB< ada spør guiden om mail.',
    )
    play(people(), 'B> spør guiden om post\nB< Guiden sier: «Den første salen til venstre.')
    play(people(), 'A> ask guide about dragons\nA< shakes the head\nA> talk guide\nA< likes to talk about')
  })

  test('the tour walks through all halls by itself, and can be left', async () => {
    await visit('foyer')
    play(
      people(),
      'A> tour\nA< The guide closes the counter\nA< A machine room in Cambridge\nA< Stop 1 of 17.\nB< ada går videre med guiden.',
    )
    for (const each of [A, B, V]) each.read.length = 0
    pass(51_000)
    expect(A.read.join('\n')).toContain('A classroom in Urbana')
    play(people(), 'A> next\nA< A terminal room in Essex\nA> west\nA< A road between words')
    A.read.length = 0
    pass(51_000)
    expect(A.read).toEqual([])
    play(people(), 'A> next\nA< no tour under way')
  })
})

test('a thing that does nothing says so', async () => {
  await visit('oulu-lab')
  play(people(), 'A> use coffee\nA< Nothing happens with the coffee pot.')
})
