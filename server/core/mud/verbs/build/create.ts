// @create, @spawn: things, people, and copies of prototypes

import { type Act, Stop } from '../../act.ts'
import { halves, local, nameIn, textIn, usage } from '../../building/own.ts'
import { make } from '../../building/quota.ts'
import { hasFlag, type MudLanguage, type MudObject, type Naming, one } from '../../mud-object.ts'
import type { Verb } from '../../verb.ts'
import { choose, parsePhrase } from '../../words.ts'

export const create: Verb = {
  words: { en: ['@create'], nb: ['@lag'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@create NAME [as TEXT]\nMakes a thing and puts it into your hands: "@create a brass lamp", "@create brass lamp as It burns with a green flame." With "person" before the name it is somebody who stands here and answers: "@create person Ray", then "@set Ray topic.mail = …".',
    nb: '@lag NAVN [som TEKST]\nLager en ting og legger den i hendene dine: «@lag en messinglampe», «@lag et bord som Det står støtt.» Med «person» foran navnet blir det noen som står her og svarer: «@lag person Ray», deretter «@sett Ray topic.post = …».',
  },
  run: (act) => {
    const isPerson = /^person\s+/i.test(act.rest)
    const whole = act.rest.replace(/^person\s+/i, '')
    const split = halves(whole, ['as', 'som'])
    const naming = namingOf(act.language, nameIn(split?.left ?? whole))
    const text = split === null || split.right === '' ? {} : local(act.language, textIn(split.right))
    const kind = isPerson ? 'person' : 'thing'
    const location = isPerson ? act.room.id : act.body.id
    const flags = isPerson ? (['proper'] as const) : []
    const made = make(act, { kind, ...naming, text, location, flags }, 'create')
    act.both('mud-build.create.done', { thing: one(made), number: made.id })
    announce(act)
  },
}

const announce = (act: Act): void => {
  act.theatre.stage.carries(act.body)
  act.theatre.stage.changed(act.room.id)
}

/** "a brass lamp" is a brass lamp; in Norwegian the article also says the gender: et bord, bordet; ei hytte, hytta. */
export const namingOf = (language: MudLanguage, typed: string): Pick<Naming, 'name' | 'one' | 'the'> => {
  const [, article = '', bare = typed] = /^(a|an|the|en|ei|et)\s+(.+)$/i.exec(typed) ?? []
  const name = local(language, bare)
  if (language === 'en' || article === '') return { name }
  const stem = bare.replace(/e$/, '')
  const endings: Readonly<Record<string, string>> = {
    et: bare.endsWith('e') ? `${bare}t` : `${bare}et`,
    ei: `${stem}a`,
  }
  const definite = endings[article.toLowerCase()]
  return definite === undefined ? { name } : { name, one: local(language, typed), the: local(language, definite) }
}

export const spawn: Verb = {
  words: { en: ['@spawn', '@clone'], nb: ['@kopier'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@spawn [NAME]\nMakes a copy of a prototype and puts it into your hands. "@set lamp prototype" makes a prototype of what is yours; "@spawn" alone lists them all.',
    nb: '@kopier [NAVN]\nLager en kopi av en prototype og legger den i hendene dine. «@sett lampe prototype» gjør noe av ditt til en prototype; «@kopier» alene lister alle.',
  },
  run: (act) => {
    const prototypes = [...act.world.objects()].filter((each) => hasFlag(each, 'prototype'))
    if (act.rest === '') {
      const list = prototypes.slice(0, 50).map((each) => one(each))
      act.tell(list.length === 0 ? 'mud-build.spawn.none' : 'mud-build.spawn.list', { list }, 'list')
      return
    }
    const match = choose(parsePhrase(act.rest), prototypes)
    if (match.kind === 'none' || match.kind === 'all') throw new Stop('mud-build.spawn.unknown', { what: act.rest })
    if (match.kind === 'one') copy(act, match.object)
    else act.ask(match.objects, (chosen) => copy(act, chosen))
  },
}

const copy = (act: Act, prototype: MudObject): void => {
  if (prototype.kind !== 'thing') throw usage(spawn)
  const { kind, name, one: single, the, words, text, locks, props } = prototype
  const { zone: _, ...kept } = props
  const flags = prototype.flags.filter((flag) => flag !== 'prototype')
  const forms = { ...(single !== undefined && { one: single }), ...(the !== undefined && { the }) }
  const draft = { kind, name, ...forms, words, text, flags, locks, props: kept, parent: prototype.id }
  const made = make(act, { ...draft, location: act.body.id }, 'spawn')
  act.both('mud-build.create.done', { thing: one(made), number: made.id })
  announce(act)
}
