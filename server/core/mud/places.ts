// The rooms that have a part to play: where one comes in, and where one belongs.

import { type MudObject, propText } from './mud-object.ts'
import { HOUSE, type World } from './world.ts'

/** The seed key of the room where newcomers wake. */
const ENTRANCE = 'entrance'

/** There is always one: an empty world gets a bare room. */
export const entranceOf = (world: World): MudObject => {
  const seeded = world.seeded(ENTRANCE)
  if (seeded !== undefined) return seeded
  for (const object of world.objects()) if (object.kind === 'room') return object
  return world.create(
    {
      ...{ kind: 'room', name: { en: 'An empty room', nb: 'Et tomt rom' }, words: {}, flags: ['common'], locks: {} },
      text: {
        en: 'Bare walls, and a smell of fresh paint. Whatever this world will be begins here.',
        nb: 'Nakne vegger og lukt av ny maling. Hva denne verdenen enn skal bli, så begynner den her.',
      },
      ...{ owner: null, location: null, target: null, account: null, parent: null, props: {}, seed: null },
    },
    HOUSE,
    'create',
  )
}

export const homeOf = (world: World, body: MudObject): MudObject => {
  const own = /^#(\d+)$/.exec(propText(body, 'home'))?.[1]
  for (const object of own === undefined ? [] : [world.get(Number(own) as MudObject['id'])]) {
    if (object?.kind === 'room') return object
  }
  return entranceOf(world)
}
