// map: the rooms around, drawn with letters; a map of the area for those who look and a list for those who listen

import { Stop } from '../act.ts'
import { prose } from '../line.ts'
import { drawMap } from '../map.ts'
import type { Verb } from '../verb.ts'

export const map: Verb = {
  words: { en: ['map'], nb: ['kart'] },
  topic: 'look',
  help: {
    en: 'map\nDraws the rooms around you: [*] is you, [o] a room you have seen, [ ] one you have not. In modes without drawing, use "exits" instead.',
    nb: 'kart\nTegner rommene omkring deg: [*] er deg, [o] et rom du har sett, [ ] et du ikke har sett. I moduser uten tegning bruker du «utganger» i stedet.',
  },
  run: (act) => {
    const rows = drawMap(act.world, act.room, act.body)
    if (rows === null) throw new Stop('mud.map.none')
    act.show(prose({ en: rows.join('\n') }, 'map'))
    act.tell('mud.map.legend', {}, 'dim')
  },
}
