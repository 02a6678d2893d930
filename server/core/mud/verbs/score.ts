// score: how far one has come

import { RANKS, rankAt, scoreOf } from '../points.ts'
import type { Verb } from '../verb.ts'

export const score: Verb = {
  words: { en: ['score', 'rank'], nb: ['poeng', 'rang'] },
  topic: 'self',
  help: {
    en: 'score\nYour points as an explorer, your rank, and how far it is to the next one. Rooms, plaques and things to do give points, each once.',
    nb: 'poeng\nPoengene dine som utforsker, rangen din, og hvor langt det er til den neste. Rom, plakater og ting å gjøre gir poeng, hver én gang.',
  },
  run: (act) => {
    const points = scoreOf(act.body)
    const at = rankAt(points)
    act.tell('mud.score', { score: points, rank: RANKS[at]?.name ?? {} })
    const next = RANKS[at + 1]
    if (next !== undefined) act.tell('mud.score.next', { missing: next.from - points, rank: next.name }, 'dim')
  },
}
