// What help tells of beside the verbs: a topic has its words in each language and a text of the catalogue.

import { MUD_LANGUAGES, type MudLanguage } from './mud-object.ts'

export interface Topic {
  /** The first is the one that help lists. */
  readonly words: Readonly<Record<MudLanguage, readonly string[]>>
  readonly text: string
}

export const TOPICS: readonly Topic[] = [
  { words: { en: ['start', 'newbie', 'walking'], nb: ['start', 'begynne', 'gå omkring'] }, text: 'mud.topic.start' },
  { words: { en: ['talking'], nb: ['snakke', 'prate'] }, text: 'mud.topic.talking' },
  { words: { en: ['building', 'build'], nb: ['bygge', 'bygging'] }, text: 'mud.topic.building' },
  { words: { en: ['locks'], nb: ['låser'] }, text: 'mud.topic.locks' },
  { words: { en: ['scripting', 'scripts'], nb: ['skripting', 'skript'] }, text: 'script.topic' },
]

export const topicOf = (word: string): Topic | undefined =>
  TOPICS.find(({ words }) => MUD_LANGUAGES.some((language) => words[language].includes(word)))
