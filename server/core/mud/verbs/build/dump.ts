// @dump: one's own rooms written down as a world file

import { Stop } from '../../act.ts'
import { findRoom, requireOwner } from '../../building/own.ts'
import { prose } from '../../line.ts'
import { dumpWing } from '../../planting.ts'
import type { Verb } from '../../verb.ts'

/** The sysop writes more than this into a file: `npm run admin -- world export`. */
const LETTERS = 60_000

export const dump: Verb = {
  words: { en: ['@dump'], nb: ['@skriv-ut', '@dumpe'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@dump [ROOM]\nShows your rooms, or one of them, with what is in them, as a world file: to keep, or for the sysop to bring into another house.',
    nb: '@skriv-ut [ROM]\nViser rommene dine, eller ett av dem, med det som er i dem, som en verdensfil: til å ta vare på, eller til sysopen som vil ha dem med til et annet hus.',
  },
  run: (act) => {
    const wing =
      (act.body.name.en ?? 'rooms')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+/, '') || 'rooms'
    const { world } = act
    const write = (rooms: Parameters<typeof dumpWing>[2]): void => {
      if (rooms.length === 0) throw new Stop('mud-build.dump.none')
      const text = act.theatre.format.write(dumpWing(world, wing, rooms))
      if (text.length > LETTERS) throw new Stop('mud-build.dump.too-long')
      act.show(prose({ en: text }, 'verbatim'))
    }
    if (act.rest === '')
      write([...world.objects()].filter((each) => each.kind === 'room' && each.owner === act.body.account))
    else {
      findRoom(act, act.rest, (room) => {
        requireOwner(act, room)
        write([room])
      })
    }
  },
}
