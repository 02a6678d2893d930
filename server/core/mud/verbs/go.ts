// go X; an exit's own name is enough

import { Stop } from '../act.ts'
import { walk } from '../movement.ts'
import type { Verb } from '../verb.ts'

export const go: Verb = {
  words: { en: ['go', 'walk', 'enter'], nb: ['gå'] },
  topic: 'look',
  help: {
    en: 'go EXIT\nTakes you through an exit. Its name alone is enough: "north", or "n".',
    nb: 'gå UTGANG\nTar deg gjennom en utgang. Navnet alene er nok: «nord», eller «n».',
  },
  run: (act) => {
    const phrase = act.rest.replace(/^(?:to|through|til|gjennom|inn i|ut)\s+/i, '')
    if (phrase === '') throw new Stop('mud.go.where')
    act.find(phrase, act.exits, (exit) => walk(act, exit), 'mud.go.no-exit')
  },
}
