// The way into a part of the house from another year: what was not there yet is kindly said not to be, and at the door
// hangs a placard, to be read the first time.

import type { ScreenContext } from '../screen.ts'
import type { Area } from './era.ts'
import { placardScreen } from './placard-screen.ts'

export const enterArea = async (context: ScreenContext, area: Area, open: () => Promise<void>): Promise<void> => {
  const { era, text, say } = context
  if (!era.has(area)) {
    say(text('eras.not-yet', { year: era.year ?? '', arrival: era.arrivalOf(area) ?? '' }), 'warning')
    return
  }
  const found = era.unreadPlacard(area)
  if (found === null) return open()
  await era.markRead(found.era, [found.placard])
  await context.push(placardScreen({ era: found.era, placards: [found.placard], word: 'eras.keys.enter', go: open }))
}
