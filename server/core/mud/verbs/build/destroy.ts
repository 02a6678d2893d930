// @destroy, @undo: taking things out of the world, and taking deeds back

import { Stop } from '../../act.ts'
import { called, findOwn, usage } from '../../building/own.ts'
import { lastDeed, requireMayGo, takeBack, wreck } from '../../building/wrecking.ts'
import type { Verb } from '../../verb.ts'

export const destroy: Verb = {
  words: { en: ['@destroy', '@recycle'], nb: ['@ødelegg', '@slett'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@destroy X\nTakes something of yours out of the world, after asking. What is in it goes home; of a room also the exits go. "@undo" brings it back.',
    nb: '@ødelegg X\nTar noe av ditt ut av verdenen, etter å ha spurt. Det som er i den, drar hjem; for et rom forsvinner også utgangene. «@angre» henter den tilbake.',
  },
  run: (act) => {
    if (act.rest === '') throw usage(destroy)
    findOwn(act, act.rest, (object) => {
      requireMayGo(act, object)
      const inside = act.world.in(object.id).filter((each) => each.kind !== 'exit').length
      act.doubt('mud-build.destroy.really', { what: called(object), number: object.id, count: inside }, () => {
        const here = act.room.id
        wreck(act, object)
        act.tell('mud-build.destroy.done', { what: called(object) })
        if (here === act.room.id) act.others('mud-build.destroy.done.others', { what: called(object) })
        act.theatre.stage.carries(act.body)
        act.theatre.stage.changed(act.room.id)
      })
    })
  },
}

export const undo: Verb = {
  words: { en: ['@undo'], nb: ['@angre'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@undo\nTakes back the last thing you built, changed or destroyed; again, the one before it.',
    nb: '@angre\nTar tilbake det siste du bygde, endret eller ødela; en gang til, det før der.',
  },
  run: (act) => {
    const { account } = act.body
    const entries = account === null ? [] : lastDeed(act, account)
    const [last] = entries
    if (last === undefined) throw new Stop('mud-build.undo.nothing')
    const [first] = takeBack(act, entries)
    const what = entries.at(-1)?.act ?? last.act
    act.tell('mud-build.undo.done', { act: `@${what}`, what: first === undefined ? `#${last.object}` : called(first) })
    act.theatre.stage.carries(act.body)
    act.theatre.stage.changed(act.room.id)
  },
}
