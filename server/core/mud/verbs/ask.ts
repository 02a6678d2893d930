// ask PERSON about WORD: people of the world who answer

import { type Act, Stop } from '../act.ts'
import { type Local, type MudObject, propKeys, propLocal, the } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { foldWords } from '../words.ts'

export const ask: Verb = {
  words: { en: ['ask', 'talk'], nb: ['spør', 'snakk'] },
  topic: 'talk',
  help: {
    en: 'ask PERSON about WORD\nPeople who belong to the house answer what they know: "ask guide about mail". "talk guide" shows what they like to talk about.',
    nb: 'spør PERSON om ORD\nFolk som hører til huset, svarer på det de vet: «spør guiden om post». «snakk guiden» viser hva de liker å snakke om.',
  },
  run: (act) => {
    const rest = act.rest.replace(/^(?:to|with|til|med)\s+/i, '')
    const [whom = '', about = ''] = rest.split(/\s+(?:about|om)\s+(.+)/i)
    if (whom === '') throw new Stop('mud.ask.whom')
    const people = act.world.in(act.room.id).filter((each) => each.kind === 'person')
    act.find(whom, people, (person) => hear(act, person, about), 'mud.nobody')
  },
}

const hear = (act: Act, person: MudObject, about: string): void => {
  const topics = propKeys(person.props, 'topic.').map((name) => ({
    name,
    words: name.slice('topic.'.length).split(',').map(foldWords),
  }))
  if (about === '') {
    const list = topics.map(({ words }): Local => ({ en: words[0] ?? '', nb: words.at(-1) ?? '' }))
    if (list.length === 0) throw new Stop('mud.ask.silent', { who: the(person) })
    act.tell('mud.ask.topics', { who: the(person), list }, 'list')
    return
  }
  const asked = foldWords(about).split(' ')
  const found = topics.find(({ words }) => words.some((word) => asked.some((each) => isMeant(each, word))))
  const words = found === undefined ? null : propLocal(person, found.name)
  act.others('mud.ask.asks', { whom: the(person), about })
  if (words === null) act.tell('mud.ask.unknown', { who: the(person), about })
  else act.tell('mud.ask.says', { who: the(person), text: words }, 'said')
}

/** The word itself, with an ending, or its beginning when that is long enough. */
const isMeant = (asked: string, word: string): boolean =>
  asked === word || (asked.length > 3 && (word.startsWith(asked) || asked.startsWith(word)) && word.length > 2)
