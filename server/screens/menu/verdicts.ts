// What moderators decided on the caller's own articles that waited: said at once to whoever is here, and kept until the
// caller has seen it in the main menu.

import type { ArticleJudged } from '../../core/boards/board-events.ts'
import type { Verdict } from '../../core/boards/order-calls.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { ScreenContext } from '../screen.ts'

/** More than this is summed up. */
const MOST_TOLD = 5

export const sayVerdict = (context: ScreenContext, event: ArticleJudged): void => {
  if (event.account !== context.me.accountName) return
  context.say(sentence(context, event), event.isApproved ? 'good' : 'fresh')
}

export const tellVerdicts = async (context: ScreenContext): Promise<void> => {
  const { core, session, text, me } = context
  if (me.account === null) return
  const verdicts = await core.order.verdicts({ session })
  const last = verdicts.at(-1)
  if (last === undefined) return
  await core.order.takeNote({ session, upTo: last.id })
  const more = verdicts.length - MOST_TOLD
  const sentences = verdicts.slice(-MOST_TOLD).map((verdict) => sentence(context, verdict))
  await context.notice({
    title: text('order.verdicts.title'),
    text: [...sentences, ...(more > 0 ? [text('order.verdicts.more', { count: more })] : [])].join('\n\n'),
  })
}

const sentence = (
  { text }: ScreenContext,
  { isApproved, subject, boards, reason }: Pick<Verdict, 'isApproved' | 'subject' | 'boards' | 'reason'>,
): string => {
  const words = { subject: sanitizeLine(subject), board: boards.join(', '), reason: sanitizeLine(reason) }
  if (isApproved) return text('order.verdict.approved', words)
  return text(reason === '' ? 'order.verdict.rejected' : 'order.verdict.rejected-why', words)
}
