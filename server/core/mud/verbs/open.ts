// open, close: containers

import { type Act, Stop } from '../act.ts'
import { prose } from '../line.ts'
import { hasFlag, type MudObject, propLocal, the } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { HOUSE } from '../world.ts'

export const open: Verb = {
  words: { en: ['open'], nb: ['åpne'] },
  topic: 'things',
  help: {
    en: 'open THING\nOpens something that holds things. Locked ones open to those who have the key with them.',
    nb: 'åpne TING\nÅpner noe som har ting i seg. Det som er låst, åpner seg for dem som har nøkkelen med.',
  },
  run: (act) => {
    if (act.rest === '') throw new Stop('mud.open.what')
    act.find(act.rest, act.inReach, (thing) => {
      requireContainer(thing)
      if (!hasFlag(thing, 'closed')) throw new Stop('mud.open.already', { what: the(thing) })
      if (!act.passes(thing, 'enter')) {
        const words = propLocal(thing, 'fail')
        if (words === null) throw new Stop('mud.open.locked', { what: the(thing) })
        act.show(prose(words, 'wrong'))
        return
      }
      turn(act, thing, false)
      act.both('mud.open.done', { what: the(thing) })
    })
  },
}

export const close: Verb = {
  words: { en: ['close', 'shut'], nb: ['lukk'] },
  topic: 'things',
  help: { en: 'close THING\nShuts something that holds things.', nb: 'lukk TING\nLukker noe som har ting i seg.' },
  run: (act) => {
    if (act.rest === '') throw new Stop('mud.close.what')
    act.find(act.rest, act.inReach, (thing) => {
      requireContainer(thing)
      if (hasFlag(thing, 'closed')) throw new Stop('mud.close.already', { what: the(thing) })
      turn(act, thing, true)
      act.both('mud.close.done', { what: the(thing) })
    })
  },
}

const requireContainer = (thing: MudObject): void => {
  if (!hasFlag(thing, 'container')) throw new Stop('mud.look.no-inside', { what: the(thing) })
}

const turn = (act: Act, thing: MudObject, isClosed: boolean): void => {
  const flags = thing.flags.filter((flag) => flag !== 'closed')
  act.world.change(thing, { flags: isClosed ? [...flags, 'closed'] : flags }, HOUSE, '')
}
