// @describe, @name: what something looks like and what it is called

import { Stop } from '../../act.ts'
import { called, findOwn, halves, inLanguage, local, nameIn, textIn, usage } from '../../building/own.ts'
import type { Verb } from '../../verb.ts'
import { namingOf } from './create.ts'

export const describe: Verb = {
  words: { en: ['@describe', '@desc'], nb: ['@beskriv'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@describe X as TEXT\nWhat look shows: "@describe here as A small room, painted blue.", "@describe me as Tall, and in a hurry." It is kept in your language; "@describe lamp in Norwegian as …" writes the other. "\\n" begins a new paragraph.',
    nb: '@beskriv X som TEKST\nDet «se» viser: «@beskriv her som Et lite rom, malt blått.», «@beskriv meg som Høy, og med dårlig tid.» Teksten står på ditt språk; «@beskriv lampe på engelsk som …» skriver den andre. «\\n» begynner på et nytt avsnitt.',
  },
  run: (act) => {
    const split = halves(act.rest, ['as', 'som'])
    if (split === null || split.left === '') throw usage(describe)
    const { phrase, language } = inLanguage(act, split.left)
    const text = textIn(split.right)
    findOwn(act, phrase, (object) => {
      const { [language]: _, ...others } = object.text
      act.world.change(object, { text: text === '' ? others : { ...others, [language]: text } }, act.hand, 'describe')
      if (text === '') act.tell('mud-build.describe.empty', { what: called(object) })
      else act.tell('mud-build.describe.done', { what: called(object) })
      const has = language === 'en' ? object.text.nb : object.text.en
      if (has !== undefined) act.tell(`mud-build.describe.other.${language}`, {}, 'dim')
    })
  },
}

export const name: Verb = {
  words: { en: ['@name', '@rename'], nb: ['@navn'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@name X as NAME\nGives something another name: "@name lamp as brass lantern", "@name here as The blue room". Further words it answers to: "@set lamp words = lantern, light".',
    nb: '@navn X som NAVN\nGir noe et annet navn: «@navn lampe som messinglykt», «@navn her som Det blå rommet». Andre ord den svarer på: «@sett lampe ord = lykt, lys».',
  },
  run: (act) => {
    const split = halves(act.rest, ['as', 'som', 'to', 'til'])
    if (split === null || split.left === '') throw usage(name)
    const { phrase, language } = inLanguage(act, split.left)
    const typed = nameIn(split.right)
    findOwn(act, phrase, (object) => {
      if (object.kind === 'character') throw new Stop('mud-build.name.body')
      const isThing = object.kind === 'thing'
      const { one, the, ...naming } = isThing ? namingOf(language, typed) : { name: local(language, typed) }
      const forms = {
        ...(object.one !== undefined || one !== undefined ? { one: { ...without(object.one, language), ...one } } : {}),
        ...(object.the !== undefined || the !== undefined ? { the: { ...without(object.the, language), ...the } } : {}),
      }
      const patch = { name: { ...object.name, ...naming.name }, ...forms }
      const renamed = act.world.change(object, patch, act.hand, 'name')
      act.tell('mud-build.name.done', { what: called(object), name: called(renamed) })
      act.theatre.stage.changed(act.room.id)
    })
  },
}

const without = <T extends object>(local: T | undefined, language: 'en' | 'nb'): Partial<T> =>
  Object.fromEntries(Object.entries(local ?? {}).filter(([key]) => key !== language)) as Partial<T>
