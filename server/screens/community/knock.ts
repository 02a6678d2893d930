// Paging somebody: a knock at every screen of theirs, with a word if one likes.

import { PAGE_OCTETS } from '../../../shared/limits.ts'
import type { ScreenContext } from '../screen.ts'

export const knockAt = async (context: ScreenContext, nick: string): Promise<void> => {
  const { core, session, text, prompt, say } = context
  const typed = await prompt({
    title: text('community.page.title', { nick }),
    text: text('community.page.text', { nick }),
    label: text('community.page.label'),
    limit: PAGE_OCTETS,
    accept: async (words) => {
      await core.pages.page({ session, nick, text: words })
      return undefined
    },
  })
  if (typed !== null) say(text('community.page.done', { nick }), 'good')
}
