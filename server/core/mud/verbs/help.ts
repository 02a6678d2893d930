// help, help VERB: what stands beside each verb

import { Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import { MUD_ROLES } from '../lock.ts'
import { type Local, MUD_LANGUAGES } from '../mud-object.ts'
import type { Verb } from '../verb.ts'

const TOPICS = ['look', 'things', 'talk', 'people', 'self', 'build'] as const

/** Knows all the others, itself too. */
export const helpAbout = (verbs: () => readonly Verb[]): Verb => ({
  words: { en: ['help', '?'], nb: ['hjelp'] },
  topic: 'self',
  help: {
    en: 'help [VERB]\nThis. With a verb it tells more: "help look".',
    nb: 'hjelp [VERB]\nDette. Med et verb forteller den mer: «hjelp se».',
  },
  run: (act) => {
    const allowed = verbs().filter((verb) => MUD_ROLES.indexOf(act.role) >= MUD_ROLES.indexOf(verb.role ?? 'visitor'))
    const wanted = act.rest.trim().toLowerCase()
    if (wanted === '') {
      act.tell('mud.help', {}, 'title')
      for (const topic of TOPICS) {
        const list = allowed.filter((verb) => verb.topic === topic).map(firstWord)
        if (list.length > 0) act.show(line(`mud.help.topic.${topic}`, { list }, 'list'))
      }
      act.tell('mud.help.more', {}, 'dim')
      return
    }
    const verb = allowed.find(({ words }) => MUD_LANGUAGES.some((language) => words[language].includes(wanted)))
    if (verb === undefined) throw new Stop('mud.help.none', { what: wanted })
    act.show(prose(verb.help))
    const others = MUD_LANGUAGES.flatMap((language) => verb.words[language]).filter((word) => word !== wanted)
    if (others.length > 0) act.show(line('mud.help.also', { list: others }, 'dim'))
  },
})

const firstWord = ({ words }: Verb): Local => ({ en: words.en[0] ?? '', nb: words.nb[0] ?? '' })
