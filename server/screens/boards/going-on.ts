// Going on with what was not sent: the editor is opened where the text was meant to go.

import type { ArticleView } from '../../core/boards/board.ts'
import type { Draft } from '../../core/drafts/draft-calls.ts'
import type { MessageId } from '../../core/ids.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { ScreenContext } from '../screen.ts'
import { editArticle } from './own-article.ts'
import { replyTo, writeArticle } from './posting.ts'

/** @throws Refusal no-such-board */
export const goOnWriting = async (context: ScreenContext, draft: Draft): Promise<void> => {
  const [, kind = '', of = ''] = /^(\w+):(.*)$/.exec(draft.place) ?? []
  if (kind === 'board') return writeArticle(context, of, { goesOn: true })
  const article = await find(context, of as MessageId)
  if (article === null) {
    context.say(context.text('editor.draft.gone'), 'warning')
    return writeArticle(context, draft.board, { goesOn: true, place: draft.place })
  }
  if (kind === 'edit') return editArticle(context, article, async () => {}, true)
  return replyTo(context, draft.board, article, true)
}

/** Null when it is gone, or not for the caller's eyes any more. */
const find = async ({ core, session }: ScreenContext, article: MessageId): Promise<ArticleView | null> => {
  try {
    return await core.boards.read({ session, article })
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}
