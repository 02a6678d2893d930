// What ChanServ does about places: a channel and the board whose new threads it announces.

import { foldChannelName } from '../../../../shared/names.ts'
import type { ChannelWord } from './word.ts'
import { shownTime } from './word.ts'

const place: ChannelWord['run'] = async ({ session, channel, args: [board] }) => {
  const { core, id } = session
  if (board === undefined) {
    const all = await core.places.list({ session: id })
    const here = all.find((each) => foldChannelName(each.channel) === foldChannelName(channel))
    if (here === undefined) return [`${channel} has no board. Its owner gives it one: place ${channel} BOARD`]
    return [
      `${here.channel} announces new threads on ${here.board} (linked by ${here.setBy}, ${shownTime(here.setAt)}).`,
    ]
  }
  if (board.toLowerCase() === 'off') {
    await core.places.unlink({ session: id, channel })
    return [`${channel} stands by itself now.`]
  }
  const linked = await core.places.link({ session: id, channel, board })
  return [`${linked.channel} announces new threads on ${linked.board} from now on.`]
}

export const PLACE_WORDS: Readonly<Record<string, ChannelWord>> = {
  place: {
    usage: 'place #channel [BOARD|off]',
    help: [
      'makes a channel and a board one place',
      'Each new thread on the board is announced in the channel, with its address; replies are not.',
      'Whoever may read the channel must be allowed to read the board. Without a board it tells how things stand.',
    ],
    takesChannel: true,
    run: place,
  },
}
