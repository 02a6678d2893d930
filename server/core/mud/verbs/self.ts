// think, brief, verbose, alias, unalias, ignore, unignore: what concerns oneself alone

import { foldName } from '../../../../shared/names.ts'
import { type Act, Stop } from '../act.ts'
import { aliasesOf, aliasKey } from '../aliases.ts'
import { ignoredBy } from '../ignoring.ts'
import { line } from '../line.ts'
import type { MudObject } from '../mud-object.ts'
import type { Verb } from '../verb.ts'
import { HOUSE } from '../world.ts'

const ALIASES = 50
const ALIAS_LETTERS = 200
const IGNORED = 50

/** Keeps something on the body; null takes it away. No deed of a builder: the log does not hear of it. */
const keep = (act: Act, key: string, value: string | null): MudObject => {
  const { [key]: _, ...others } = act.body.props
  return act.world.change(act.body, { props: value === null ? others : { ...others, [key]: value } }, HOUSE, '')
}

export const think: Verb = {
  words: { en: ['think'], nb: ['tenk'] },
  topic: 'self',
  help: {
    en: 'think TEXT\nOnly you read it: a note to yourself in your own scrollback.',
    nb: 'tenk TEKST\nBare du leser det: et notat til deg selv.',
  },
  run: (act) => {
    if (act.rest === '') throw new Stop('mud.think.what')
    act.tell('mud.think', { text: act.rest }, 'said')
  },
}

export const brief: Verb = {
  words: { en: ['brief'], nb: ['kort'] },
  topic: 'self',
  help: {
    en: 'brief\nRooms show only their names when you come in; "look" still shows all. "verbose" undoes it.',
    nb: 'kort\nRom viser bare navnet når du kommer inn; «se» viser fortsatt alt. «lang» opphever det.',
  },
  run: (act) => {
    keep(act, 'brief', 'yes')
    act.tell('mud.brief')
  },
}

export const verbose: Verb = {
  words: { en: ['verbose'], nb: ['lang'] },
  topic: 'self',
  help: {
    en: 'verbose\nRooms show all of themselves when you come in.',
    nb: 'lang\nRom viser alt når du kommer inn.',
  },
  run: (act) => {
    keep(act, 'brief', null)
    act.tell('mud.verbose')
  },
}

export const alias: Verb = {
  words: { en: ['alias'], nb: ['forkort'] },
  topic: 'self',
  help: {
    en: 'alias WORD = COMMAND\nYour own word for a longer command: "alias gl = get lamp", "alias hi = say Hello, *!" (the * takes what you type behind it). "alias" lists yours; nothing behind the = takes one away.',
    nb: 'forkort ORD = KOMMANDO\nDitt eget ord for en lengre kommando: «forkort tl = ta lampe», «forkort hei = si Hei, *!» (* tar det du skriver etter). «forkort» lister dine; ingenting bak = tar bort en.',
  },
  run: (act) => {
    const known = aliasesOf(act.body)
    if (act.rest === '') {
      if (known.length === 0) act.tell('mud.alias.none')
      for (const each of known) act.show(line('mud.alias', each, 'list'))
      return
    }
    const [, typed = '', means = ''] = /^(\S{1,20})\s*=\s*(.*)$/.exec(act.rest) ?? []
    if (typed === '') throw new Stop('mud.alias.how')
    const word = typed.toLowerCase()
    if (means.length > ALIAS_LETTERS) throw new Stop('mud.alias.long', { count: ALIAS_LETTERS })
    const isNew = !known.some((each) => each.word === word)
    if (means !== '' && isNew && known.length >= ALIASES) throw new Stop('mud.alias.many', { count: ALIASES })
    keep(act, aliasKey(word), means === '' ? null : means)
    if (means === '') act.tell('mud.alias.gone', { word })
    else act.tell('mud.alias.done', { word, means })
  },
}

export const ignore: Verb = {
  words: { en: ['ignore'], nb: ['ignorer'] },
  topic: 'people',
  help: {
    en: 'ignore NAME\nYou no longer hear what somebody says, does or tells you in the world. They are not told. "ignore" lists whom you ignore; "unignore NAME" ends it.',
    nb: 'ignorer NAVN\nDu hører ikke lenger det noen sier, gjør eller forteller deg i verdenen. De får ikke vite det. «ignorer» lister dem du ignorerer; «hør NAVN» gjør slutt på det.',
  },
  run: (act) => {
    const list = ignoredBy(act.body)
    if (act.rest === '') {
      act.tell(list.length === 0 ? 'mud.ignore.none' : 'mud.ignore.list', { list })
      return
    }
    const person = act.theatre.wires.person(act.session, act.rest)
    if (person === null) throw new Stop('mud.finger.nobody', { who: act.rest })
    const name = foldName(person.nick)
    if (name === foldName(act.body.name.en ?? '')) throw new Stop('mud.ignore.self')
    if (!list.includes(name)) {
      if (list.length >= IGNORED) throw new Stop('mud.ignore.many', { count: IGNORED })
      keep(act, 'ignore', [...list, name].join(' '))
    }
    act.tell('mud.ignore.done', { who: person.nick })
  },
}

export const unignore: Verb = {
  words: { en: ['unignore'], nb: ['hør'] },
  topic: 'people',
  help: { en: 'unignore NAME\nYou hear somebody again.', nb: 'hør NAVN\nDu hører noen igjen.' },
  run: (act) => {
    const list = ignoredBy(act.body)
    const name = foldName(act.rest)
    if (!list.includes(name)) throw new Stop('mud.ignore.not', { who: act.rest })
    const left = list.filter((each) => each !== name)
    keep(act, 'ignore', left.length === 0 ? null : left.join(' '))
    act.tell('mud.ignore.ended', { who: act.rest })
  },
}
