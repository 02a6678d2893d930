// @set: flags and properties

import { type Act, Stop } from '../../act.ts'
import { called, findOwn, usage } from '../../building/own.ts'
import { flagOf, propOf, settingOf, withFlag } from '../../building/settings.ts'
import { FLAGS, type MudObject } from '../../mud-object.ts'
import type { Verb } from '../../verb.ts'

export const set: Verb = {
  words: { en: ['@set'], nb: ['@sett'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@set X FLAG   or   @set X !FLAG   or   @set X PROPERTY = VALUE\nFlags: fixed, container, closed, hidden, proper (its name takes no article), prototype; of rooms: common (anybody may open exits here), announces.\nProperties: "@set me home = here"; of rooms channel, board, year; of things read; of exits success and fail (what is read on passing, and on not passing); of people greets and "topic.mail"; of all words ("@set lamp words = lantern, light"). Nothing behind the = takes it away. Only those who keep order in a channel or on a board may give it a room.',
    nb: '@sett X MERKE   eller   @sett X !MERKE   eller   @sett X EGENSKAP = VERDI\nMerker: fast, beholder, lukket, skjult, egennavn (navnet tar ingen artikkel), prototype; for rom: felles (alle kan åpne utganger her), melder.\nEgenskaper: «@sett meg hjem = her»; for rom kanal, tavle, år; for ting les; for utganger ja og nei (det man leser når man slipper gjennom, og når man ikke gjør det); for folk hilser og «emne.post»; for alt ord («@sett lampe ord = lykt, lys»). Ingenting bak = tar det bort. Bare de som holder orden i en kanal eller på en tavle, kan gi den et rom.',
  },
  run: (act) => {
    const at = act.rest.indexOf('=')
    if (at >= 0) {
      const { phrase, word } = lastWord(act.rest.slice(0, at).trim())
      const value = act.rest.slice(at + 1).trim()
      findOwn(act, phrase, (object) => setProp(act, object, propOf(word), value))
      return
    }
    const { phrase, word } = lastWord(act.rest)
    const isOff = /^!/.test(word) || /\s(?:not|ikke)$/i.test(phrase)
    const flag = flagOf(word.replace(/^!/, ''))
    if (flag === null) throw new Stop('mud-build.set.no-flag', { what: word, list: FLAGS })
    findOwn(act, phrase.replace(/\s(?:not|ikke)$/i, ''), (object) => {
      if (flag === 'announces' && !act.theatre.wires.keepsChannel(act.session, String(object.props['channel'] ?? ''))) {
        throw new Stop('mud-build.set.announces')
      }
      act.world.change(object, { flags: withFlag(object, flag, !isOff) }, act.hand, 'set')
      act.tell(isOff ? 'mud-build.set.flag-off' : 'mud-build.set.flag-on', { what: called(object), flag })
      act.theatre.stage.changed(act.room.id)
    })
  },
}

const lastWord = (text: string): { readonly phrase: string; readonly word: string } => {
  const [, phrase = '', word = ''] = /^(.+)\s+(\S+)$/.exec(text) ?? []
  if (phrase === '') throw usage(set)
  return { phrase, word }
}

const setProp = (act: Act, object: MudObject, name: string, value: string): void => {
  const patch = settingOf(object, name).patch(act, object, value)
  act.world.change(object, patch, act.hand, 'set')
  if (value === '') act.tell('mud-build.set.taken', { what: called(object), prop: name })
  else act.tell('mud-build.set.done', { what: called(object), prop: name, value })
}
