import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../../../testing/core.ts'
import { type MudTest, openMudTest, type Player, play } from '../../../../testing/mud.ts'
import { HOUSE } from '../../world.ts'

let core: TestCore
let mud: MudTest
let A: Player
let B: Player

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  mud = openMudTest(core)
  const yard = mud.make({ kind: 'room', name: { en: 'The plot', nb: 'Tomta' }, flags: ['common'] })
  A = await mud.enter('ada', { room: yard })
  B = await mud.enter('bjorn', { language: 'nb', room: yard })
  core.accounts.setSettings({ session: B.session, settings: { language: 'nb' } })
})

afterEach(() => core.close())

/** The number that stands in a line which was read. */
const numberIn = (player: Player): string => /#(\d+)/.exec(player.read.join('\n'))?.[0] ?? ''
const owned = (name: string) => [...mud.world.objects()].find((object) => object.name.en === name)

describe('digging', () => {
  test('makes a room and both ways in one step, in the words of both languages', () => {
    play(
      { A, B },
      `A> @dig north to A blue room
       A< You dig. The way "north" leads to A blue room (#
       B< ada graver. Veien «nord» fører til A blue room nå.
       A> @dig north to Another
       A< There is a way "north" in The plot already.
       A> n
       A< A blue room
       A< Exits: south.
       B> @grav blå dør|ut til Et rødt rom
       B< Du graver. Veien «blå dør» fører til Et rødt rom
       B> blå dør
       B< Et rødt rom
       B> ut
       B< Tomta
       A> s
       A< The plot`,
    )
  })

  test('is for rooms of one’s own and common ones; a room without a way is made anywhere', () => {
    play(
      { A, B },
      `A> @dig north to A blue room
       A< You dig.
       B> n
       B< A blue room
       B> @grav opp til Et loft
       B< Du kan ikke åpne utganger her: A blue room tilhører ada.
       B> @grav Et loft
       B< Du har et nytt rom: Et loft
       B> @åpne opp til Et loft
       B< Du kan ikke åpne utganger her
       A> @open up to Et loft
       A< There is no room of yours, or open to all, called "Et loft".`,
    )
  })

  test('opens, links and unlinks ways; a link lock lets others lead there', () => {
    play(
      { A, B },
      'A> @dig north to A blue room\nA< You dig.\nA> @open hatch to A blue room\nA< The way "hatch" leads to A blue room',
    )
    const number = `#${owned('A blue room')?.id}`
    play(
      { A, B },
      `B> @åpne luke til ${number}
       B< A blue room tilhører ada, som ikke lar andre
       A> @lock ${number} link with any
       A< Locked: link of A blue room is for any.
       B> @åpne luke|gang til ${number}
       B< Du kan ikke åpne
       A> @unlink hatch
       A< The way "hatch" leads nowhere now.
       A> hatch
       A< hatch leads nowhere yet.
       A> @link hatch to ${number}
       A< The way "hatch" leads to A blue room now.
       B> @lenk hatch til her
       B< Den tilhører ada: hatch.`,
    )
  })

  test('stops at the quota with words, and a keeper raises it', async () => {
    const keeper = await mud.enter('kari')
    await core.accounts.setRole({ session: core.console, name: 'kari', role: 'moderator' })
    play(
      { A, K: keeper },
      'A> @quota ada rooms 1\nA< Only keepers\nK> @quota ada rooms 1\nK< Rooms: 0 of 1\nA> @dig north to One\nA< You dig.\nA> @dig south to Two\nA< That would be too many rooms: 1 of 1 are there.\nA> @quota\nA< What ada owns\nA< Rooms: 1 of 1\nA< Exits: 2 of 40\nK> @role ada builder\nK< ada is a builder now.\nA< You are a builder now\nA> @quota\nA< Exits: 2 of 200\nA> @role bjorn builder\nA< @role is for those who keep the house.',
    )
    expect(owned('Two')).toBeUndefined()
  })

  test('is not for visitors, who are told why', () => {
    const V = mud.visit('wanderer')
    play({ A, V }, 'V> @dig north to A room\nV< @dig is for those who have an account here')
  })
})

describe('things', () => {
  test('are made, described in each language, named, set and shown', () => {
    play(
      { A, B },
      `A> @create a brass lamp as It burns with a green flame.
       A< You make a brass lamp
       B< ada lager a brass lamp.
       A> @describe lamp in Norwegian as Den brenner med grønn flamme.
       A< Described: the brass lamp.
       A< The English text is as it was
       A> @name lamp as tin lantern
       A< Renamed: the brass lamp is called the tin lantern now.
       A> @set lantern words = light, torch
       A< Set: words of the tin lantern is: light, torch
       A> @set torch read = Made in Trondheim.
       A< Set: read of the tin lantern
       A> drop torch
       A< You put down the tin lantern.
       B> se på lantern
       B< Den brenner med grønn flamme.
       B> les lantern
       B< Made in Trondheim.
       A< bjorn reads the tin lantern.
       B> @sett lantern fast
       B< Den tilhører ada
       A> @set lantern fixed
       A< is fixed now.
       B> ta lantern
       B< Den blir stående der den er
       A> @set lantern !fixed
       A< is not fixed any more.
       A> @examine lantern
       A< tin lantern (#
       A< A thing of ada.
       A< In: The plot
       A< Text (en): It burns
       A< read (en) = Made in Trondheim.
       A< ada: set
       B> @undersøk lantern
       B< En ting som eies av ada.
       B> @lag et bord
       B< Du lager et bord
       A< bjorn makes et bord.
       B> slipp bordet
       B< Du legger fra deg bordet.`,
    )
  })

  test('are copied from prototypes, with a link to where they come from', () => {
    play(
      { A, B },
      `A> @create a paper hat as Folded from a newspaper.
       A< You make
       A> @set hat prototype
       A< is prototype now.
       B> @kopier
       B< Prototyper: a paper hat.
       B> @kopier hat
       B< Du lager a paper hat
       A< bjorn makes a paper hat.
       B> @undersøk hat
       B< Laget av: the paper hat`,
    )
  })

  test('are locked: what a lock cannot say is refused in words', () => {
    play(
      { A, B },
      `A> @create chest
       A< You make
       A> @set chest container
       A< is container now.
       A> drop chest
       A< You put down
       A> @lock chest with owner & role:king
       A< That is no lock:
       A> @lock chest with owner
       A< Locked: take of the chest is for owner.
       B> ta chest
       B< Den blir stående
       A> @lock chest enter with has:key
       A< Locked: enter of the chest
       A> close chest
       A< You shut the chest.
       B< ada lukker the chest.
       B> åpne chest
       B< Den er låst
       A> @create key
       A< You make
       A> open chest
       A< You open the chest.
       A> @unlock chest enter
       A< Unlocked: enter of the chest is for everybody.
       A> @unlock chest enter
       A< There is no lock "enter"
       B> lukk chest
       B< Du lukker
       B> åpne chest
       B< Du åpner the chest.
       A< bjorn opens the chest.`,
    )
  })

  test('may be people who answer', () => {
    play(
      { A, B },
      `A> @create person Ray
       A< You make Ray
       A> @set Ray topic.mail = It began with two machines.
       A< Set: topic.mail of Ray
       A> ask Ray about mail
       A< It began with two machines.
       B< ada spør Ray om mail.`,
    )
  })

  test('change hands, and are found by their numbers', () => {
    play({ A, B }, 'A> @create whistle\nA< You make')
    const number = numberIn(A) || `#${owned('whistle')?.id}`
    play(
      { A, B },
      `A> @find
       A< One thing is yours:
       A< whistle  (ada)
       A> @chown whistle to bjorn
       A< Given: the whistle belongs to bjorn now.
       B< ada gjør deg til eier av the whistle
       A> @describe ${number} as Mine
       A< That belongs to bjorn
       B> @finn whistle
       B< Én er din:
       A> @chown ${number} to nobody-at-all
       A< There is no account called`,
    )
  })
})

describe('rooms that are places', () => {
  test('take a channel or a board only from those who keep order there', async () => {
    core.boards.add({ session: core.console, board: 'local.chess', description: '' })
    play(
      { A, B },
      `A> @dig north to Chess room
       A< You dig.
       A> n
       A< Chess room
       A> @set here board = local.chess
       A< Only those who keep order on local.chess
       A> @set here channel = #lobby
       A< Only those who keep order in #lobby
       A> @set here channel = lobby
       A< is no name of a channel
       A> @set here area = arpanet
       A< is for keepers to set
       A> @set here home = here
       A< means nothing for that
       A> @set me home = here
       A< Set: home of ada is: here
       A> @set me score = 5000
       A< There is no property "score"`,
    )
    core.channels.join({ session: A.session, channel: '#chess' })
    play({ A, B }, 'A> @set here channel = #chess\nA< Set: channel of Chess room is: #chess\nA> "e4\nA< You say, "e4"')
    expect(core.channels.history({ session: A.session, channel: '#chess', limit: 1 })[0]?.text).toBe('e4')
  })
})

describe('moving about', () => {
  test('takes one to one’s own rooms and common ones, not to others', () => {
    play(
      { A, B },
      `A> @dig Attic
       A< You have a new room: Attic
       A> @teleport attic
       A< Attic
       B< ada blekner bort.
       A> @teleport attic
       A< You are there already.
       A> @create drum
       A< You make
       A> @teleport drum to plot
       A< Sent: the drum is in The plot now.
       B> ta drum
       B< Du tar the drum.
       B> @flytt #${0}
       B< Det finnes ikke noe rom`,
    )
    const attic = owned('Attic')
    play({ A, B }, `B> @flytt #${attic?.id}\nB< Du kommer ikke til Attic på den måten.\nA> @tel plot\nA< The plot`)
  })
})

describe('destroying', () => {
  test('asks first, sends home what is inside, and is taken back step by step', () => {
    play(
      { A, B },
      `A> @dig north to A blue room
       A< You dig.
       B> n
       B< A blue room
       B> @lag en kopp
       B< Du lager en kopp
       B> slipp kopp
       B< Du legger
       A> @describe me as Tall.
       A< Described: ada.
       A> @destroy north
       A< Really destroy north
       A> no
       A< Never mind, then.
       A> @destroy #${0}
       A< You see no`,
    )
    const room = owned('A blue room')
    const count = mud.world.size
    play(
      { A, B },
      `A> @destroy #${room?.id}
       A< Really destroy A blue room (#${room?.id})? The 2 things in it go home. yes or no
       A> yes
       A< Gone: A blue room. "@undo" brings it back.
       B> se
       B< Tomta
       B> n
       B< Det er ingen vei som heter`,
    )
    expect(mud.world.size).toBe(count - 3)
    play(
      { A, B },
      'A> @undo\nA< Taken back: @destroy\nB> n\nB< A blue room\nA> @undo\nA< Taken back: @describe of ada.\nA> look me\nA< nothing special',
    )
    play({ A, B }, 'A> @undo\nA< Taken back: @dig\nB> se\nB< Tomta\nA> @undo\nA< There is nothing left')
    expect(mud.world.get(room?.id ?? null)).toBeUndefined()
  })

  test('is not for bodies, nor for what belongs to others, and not undone over another’s change', async () => {
    play({ A, B }, 'B> @ødelegg ada\nB< Den tilhører ada\nA> @destroy me\nA< That is somebody.')
    play(
      { A, B },
      'A> @create hat\nA< You make\nA> @chown hat to bjorn\nA< belongs to bjorn\nB> @navn #9999 som x\nB< Du ser ingen',
    )
    const hat = owned('hat')
    play(
      { A, B },
      `B> @beskriv #${hat?.id} som Rød.\nB< Beskrevet\nA> @undo\nA< bjorn has changed it since\nB> @angre\nB< Tatt tilbake: @describe`,
    )
  })
})

test('a world that was built survives: it is read back from the store as it stands in memory', () => {
  play({ A, B }, 'A> @dig north to A blue room\nA< You dig.\nA> @set me home = north\nA< There is no room')
  const stored = mud.world.repository.all().find((object) => object.name.en === 'A blue room')
  expect(stored).toEqual(owned('A blue room'))
  expect(HOUSE.account).toBeNull()
})
