// quit: leave the world; the account stays signed in where the caller came from

import type { Verb } from '../verb.ts'

export const quit: Verb = {
  words: { en: ['quit', 'logout'], nb: ['avslutt', 'slutt'] },
  topic: 'self',
  help: {
    en: 'quit\nLeaves the world. You fall asleep where you stand and wake up there next time.',
    nb: 'avslutt\nForlater verdenen. Du sovner der du står, og våkner der neste gang.',
  },
  run: (act) => act.theatre.tick.publish({ type: 'world.left', session: act.session }),
}
