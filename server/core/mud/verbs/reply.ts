// reply: to the last one who spoke in private, or, in front of a board, to a thread that hangs there

import { isRefusal } from '../../refusal.ts'
import { type Act, refusalLine, Stop } from '../act.ts'
import { line } from '../line.ts'
import { propText } from '../mud-object.ts'
import type { Verb } from '../verb.ts'

export const reply: Verb = {
  words: { en: ['reply', 're'], nb: ['svar'] },
  topic: 'talk',
  help: {
    en: 'reply TEXT   or   reply NUMBER\nAnswers the last one who spoke to you in private. In front of a board "reply 12" answers thread 12: a reader opens where there is one, and "reply 12 TEXT" posts a short answer from anywhere.',
    nb: 'svar TEKST   eller   svar NUMMER\nSvarer den siste som snakket privat til deg. Foran en tavle svarer «svar 12» på tråd 12: en leser åpnes der det finnes en, og «svar 12 TEKST» legger inn et kort svar hvor som helst fra.',
  },
  run: (act) => {
    const board = propText(act.room, 'board')
    const [, number, text = ''] = /^#?(\d{1,9})(?:\s+(.+))?$/s.exec(act.rest) ?? []
    if (board !== '' && number !== undefined) return replyOnBoard(act, board, Number(number), text)
    const whom = act.theatre.lastPaged.get(act.body.id)
    if (whom === undefined) throw new Stop('mud.reply.nobody')
    if (act.rest === '') throw new Stop('mud.say.what')
    act.theatre.wires.tell(act.session, whom, act.rest)
  },
}

const replyOnBoard = (act: Act, board: string, number: number, text: string): void => {
  const { theatre, session } = act
  const { wires, tick, stage } = theatre
  const tell = (...lines: Parameters<typeof stage.toSession>[1][]): void =>
    tick.run(() => stage.toSession(session, ...lines))
  wires.read(session, board, number).then(
    (article) => {
      if (text === '') {
        tick.run(() => tick.publish({ type: 'world.opened', session, what: 'reply', target: article.messageId }))
        tell(line('mud.reply.how', { number, subject: article.subject }, 'dim'))
        return
      }
      try {
        const { held } = wires.post(session, board, article, text)
        tell(line(held ? 'mud.reply.held' : 'mud.reply.posted', { board, subject: article.subject }))
      } catch (error) {
        if (!isRefusal(error)) throw error
        tell(refusalLine(error))
      }
    },
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      tell(refusalLine(error))
    },
  )
}
