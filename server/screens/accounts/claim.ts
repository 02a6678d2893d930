// Becoming sysop with the code that was printed at the very first start.

import type { ScreenContext } from '../screen.ts'

export const claimCode = async (context: ScreenContext): Promise<void> => {
  const { core, session, text } = context
  if (context.me.role === 'sysop') return context.say(text('accounts.claim.already'))
  const code = await context.prompt({
    title: text('accounts.claim.title'),
    text: text('accounts.claim.text'),
    label: text('accounts.claim.label'),
    limit: 100,
    accept: async (value) => {
      await core.accounts.claim({ session, code: value.trim() })
      return undefined
    },
  })
  if (code === null) return
  context.say(text('accounts.claim.done'), 'good')
  await context.home()
}
