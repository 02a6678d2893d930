// read: what is written on something, and what hangs on the board of the room

import { isRefusal } from '../../refusal.ts'
import { type Act, refusalLine, Stop } from '../act.ts'
import { line, prose } from '../line.ts'
import { type MudObject, propLocal, propText, the } from '../mud-object.ts'
import { describeNotices } from '../rooms.ts'
import { award } from '../score.ts'
import type { Verb } from '../verb.ts'

export const read: Verb = {
  words: { en: ['read'], nb: ['les'] },
  topic: 'look',
  help: {
    en: 'read THING   or   read NUMBER\nReads what is written on something. Where a board hangs on the wall, "read" lists its newest threads and "read 12" opens number 12.',
    nb: 'les TING   eller   les NUMMER\nLeser det som står på noe. Der det henger en tavle på veggen, lister «les» de nyeste trådene, og «les 12» åpner nummer 12.',
  },
  run: (act) => {
    const phrase = act.rest.replace(/^(?:on|på)\s+/i, '')
    const board = propText(act.room, 'board')
    const number = /^#?(\d{1,9})$/.exec(phrase)?.[1]
    if (number !== undefined && board !== '') readArticle(act, board, Number(number))
    else if (phrase !== '') act.find(phrase, act.inReach, (thing) => readThing(act, thing))
    else if (board !== '')
      act.show(...describeNotices({ theatre: act.theatre, session: act.session, body: act.body }, act.room))
    else readOnly(act)
  },
}

/** With just one thing to read here, "read" means that. */
const readOnly = (act: Act): void => {
  const readable = act.inReach.filter((each) => propLocal(each, 'read') !== null)
  const [first] = readable
  if (first === undefined) throw new Stop('mud.read.nothing-here')
  if (readable.length === 1) readThing(act, first)
  else act.ask(readable, (thing) => readThing(act, thing))
}

const readThing = (act: Act, thing: MudObject): void => {
  const text = propLocal(thing, 'read')
  if (text === null) throw new Stop('mud.read.blank', { what: the(thing) })
  act.tell('mud.read.title', { what: the(thing) }, 'title')
  act.show(prose(text))
  act.others('mud.read.others', { what: the(thing) })
  award(act, thing, 'plaque')
}

/** Opens the reader on faces that have one, and stands here as lines for those that have none. */
const readArticle = (act: Act, board: string, number: number): void => {
  const { theatre, session } = act
  const show = (lines: Parameters<typeof theatre.stage.toSession>[1][]): void =>
    theatre.tick.run(() => theatre.stage.toSession(session, ...lines))
  theatre.wires.read(session, board, number).then(
    ({ messageId, subject, author, text }) => {
      theatre.tick.run(() =>
        theatre.tick.publish({ type: 'world.opened', session, what: 'article', target: messageId }),
      )
      show([
        line('mud.read.article', { number, subject, author, board }, 'title'),
        prose({ en: text }, 'verbatim'),
        line('mud.read.answer', { number }, 'dim'),
      ])
    },
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      show([refusalLine(error)])
    },
  )
}
