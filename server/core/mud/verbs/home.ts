// home: back to the entrance, or to the room one has made one's own

import { Stop } from '../act.ts'
import { line } from '../line.ts'
import { moveBody } from '../movement.ts'
import { the } from '../mud-object.ts'
import { homeOf } from '../places.ts'
import type { Verb } from '../verb.ts'

export const home: Verb = {
  words: { en: ['home'], nb: ['hjem'] },
  topic: 'look',
  help: {
    en: 'home\nTakes you back to the entrance, or to your own home, wherever you are: nobody gets stuck. "@set me home = here" makes a room of your own your home.',
    nb: 'hjem\nTar deg tilbake til inngangen, eller til ditt eget hjem, hvor du enn er: ingen sitter fast. «@sett meg hjem = her» gjør et av dine egne rom til hjemmet ditt.',
  },
  run: (act) => {
    const target = homeOf(act.world, act.body)
    if (target.id === act.room.id) throw new Stop('mud.home.already')
    moveBody(act, target, { leaving: line('mud.home.leaves', { who: the(act.body) }, 'dim') })
  },
}
