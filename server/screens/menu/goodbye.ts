// Leaving: the question, and the words that stay on the caller's own terminal afterwards.

import type { ScreenContext } from '../screen.ts'

/** Asks, and hangs up when the caller means it. */
export const askGoodbye = async (context: ScreenContext): Promise<void> => {
  const isSure = await context.confirm({
    title: context.text('menu.goodbye.title'),
    text: context.text('menu.goodbye.ask'),
    yes: context.text('menu.goodbye.yes'),
    no: context.text('menu.goodbye.no'),
    assumeYes: true,
    insistent: true,
  })
  if (isSure) context.hangUp(farewell(context))
}

/** Printed on the caller's terminal when the screens are gone. */
const farewell = ({ me, house, text }: ScreenContext): string => {
  const again = house.ways.find((way) => way.line.startsWith('ssh '))?.line ?? ''
  const name = me.accountName ?? ''
  const line = name === '' ? again : again.replace(/\b(?:NAME|new)@/, `${name}@`)
  return [
    '',
    text('menu.goodbye.words', { name: me.nick ?? '', known: me.nick === null ? 'no' : 'yes', house: house.name }),
    ...(line === '' ? [] : [text('menu.goodbye.again', { line })]),
    '',
  ].join('\n')
}
