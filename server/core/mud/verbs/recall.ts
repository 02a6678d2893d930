// recall: what was last said in the room's channel

import { Stop } from '../act.ts'
import { line } from '../line.ts'
import { propText } from '../mud-object.ts'
import type { Verb } from '../verb.ts'

const LINES = 20
const MOST = 100

export const recall: Verb = {
  words: { en: ['recall', 'history'], nb: ['gjenta', 'historie'] },
  topic: 'talk',
  help: {
    en: 'recall [NUMBER]\nThe last lines (20, or as many as you say) of the channel that this room is.',
    nb: 'gjenta [TALL]\nDe siste linjene (20, eller så mange du sier) i kanalen som dette rommet er.',
  },
  run: (act) => {
    const channel = propText(act.room, 'channel')
    const asked = act.rest === '' ? LINES : Number(act.rest)
    if (!Number.isInteger(asked) || asked < 1) throw new Stop('mud.recall.how')
    const lines = channel === '' ? [] : act.theatre.wires.recent(act.session, channel, Math.min(asked, MOST))
    if (lines.length === 0) throw new Stop(channel === '' ? 'mud.recall.unlinked' : 'mud.recall.none', { channel })
    for (const { nick, kind, text, at } of lines) {
      act.show(line(`mud.recall.at-${kind}`, { who: nick, text, at }, 'dim'))
    }
  },
}
