// help, help VERB: what stands beside each verb

import { Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import { MUD_ROLES } from '../lock.ts'
import { type Local, MUD_LANGUAGES } from '../mud-object.ts'
import { TOPICS, topicOf } from '../topics.ts'
import type { Verb } from '../verb.ts'
import { nearest } from '../verb-distance.ts'

const HEADINGS = ['look', 'things', 'talk', 'people', 'self', 'build'] as const

/** Knows all the others, itself too. */
export const helpAbout = (verbs: () => readonly Verb[]): Verb => ({
  words: { en: ['help', '?'], nb: ['hjelp'] },
  topic: 'self',
  help: {
    en: 'help [VERB or TOPIC]\nWhat there is to do. With a verb or a topic it tells more: "help look", "help building".',
    nb: 'hjelp [VERB eller EMNE]\nDet man kan gjøre. Med et verb eller et emne forteller den mer: «hjelp se», «hjelp bygge».',
  },
  run: (act) => {
    const allowed = verbs().filter((verb) => MUD_ROLES.indexOf(act.role) >= MUD_ROLES.indexOf(verb.role ?? 'visitor'))
    const wanted = act.rest.trim().toLowerCase()
    if (wanted === '') {
      act.tell('mud.help', {}, 'title')
      for (const topic of HEADINGS) {
        const list = allowed.filter((verb) => verb.topic === topic).map(firstWord)
        if (list.length > 0) act.show(line(`mud.help.topic.${topic}`, { list }, 'list'))
      }
      act.show(line('mud.help.topics', { list: TOPICS.map(firstWord) }, 'list'))
      act.tell('mud.help.more', {}, 'dim')
      return
    }
    const topic = topicOf(wanted)
    if (topic !== undefined) {
      act.tell(topic.text, {}, 'prose')
      return
    }
    const verb = allowed.find(({ words }) => MUD_LANGUAGES.some((language) => words[language].includes(wanted)))
    if (verb === undefined) throw noHelp(wanted, allowed)
    act.show(
      prose(
        part(verb.help, (usage) => usage),
        'title',
      ),
      prose(part(verb.help, (_, ...rest) => rest.join('\n\n'))),
    )
    const others = MUD_LANGUAGES.flatMap((language) => verb.words[language]).filter((word) => word !== wanted)
    if (others.length > 0) act.show(line('mud.help.also', { list: others }, 'dim'))
  },
})

/** Of the help in each language: the first row is how the verb is typed. */
const part = (help: Local, pick: (usage: string, ...rest: string[]) => string): Local =>
  Object.fromEntries(
    Object.entries(help).map(([language, text]) => {
      const [usage = '', ...rest] = text.split('\n')
      return [language, pick(usage, ...rest)]
    }),
  )

const noHelp = (what: string, verbs: readonly Verb[]): Stop => {
  const known = [...verbs, ...TOPICS].flatMap(({ words }) => [...words.en, ...words.nb])
  const list = nearest(what, known)
  return list.length === 0 ? new Stop('mud.help.none', { what }) : new Stop('mud.help.near', { what, list })
}

const firstWord = ({ words }: Pick<Verb, 'words'>): Local => ({ en: words.en[0] ?? '', nb: words.nb[0] ?? '' })
