// @load: pasted lines as a zone of their own

import { Stop } from '../../act.ts'
import { discard, keep, zoneOf, zones } from '../../building/load.ts'
import { nameIn, usage } from '../../building/own.ts'
import type { Verb } from '../../verb.ts'

export const load: Verb = {
  words: { en: ['@load'], nb: ['@last'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@load begin NAME … @load end   @load keep NAME   @load discard NAME\nBuilds from lines that you paste: everything between "@load begin" and "@load end" (200 lines at most; "@load stop" gives up) is carried out at once, in a first room of its own called NAME. If one line goes wrong, nothing has happened, and you are told which. Look round, then keep the zone or throw it away as a whole. "@load" alone lists your zones.',
    nb: '@last start NAVN … @last slutt   @last behold NAVN   @last kast NAVN\nBygger av linjer som du limer inn: alt mellom «@last start» og «@last slutt» (høyst 200 linjer; «@last stopp» gir opp) blir utført på én gang, i et eget første rom som heter NAVN. Går én linje galt, har ingenting skjedd, og du får vite hvilken. Se deg om, og behold så sonen eller kast den som en helhet. «@last» alene lister sonene dine.',
  },
  run: (act) => {
    const [, what = '', name = ''] = /^(\S+)(?:\s+(.+))?$/.exec(act.rest) ?? []
    if (what === '') {
      const list = zones(act)
      act.tell(list.length === 0 ? 'mud-build.load.none' : 'mud-build.load.list', { list }, 'list')
    } else if (name === '') throw usage(load)
    else if (/^(?:begin|start)$/i.test(what)) {
      if (zoneOf(act, nameIn(name)).length > 0) throw new Stop('mud-build.load.taken', { name })
      act.waking.load = { name: nameIn(name), lines: [] }
      act.tell('mud-build.load.begin', { name })
    } else if (zoneOf(act, name).length === 0) throw new Stop('mud-build.load.unknown', { name })
    else if (/^(?:keep|behold)$/i.test(what)) act.tell('mud-build.load.kept', { name, count: keep(act, name) })
    else if (/^(?:discard|kast)$/i.test(what)) {
      act.doubt('mud-build.load.really', { name, count: zoneOf(act, name).length }, () =>
        act.tell('mud-build.load.discarded', { name, count: discard(act, name) }),
      )
    } else throw usage(load)
  },
}
