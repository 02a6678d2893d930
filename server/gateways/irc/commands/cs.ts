// CS and CHANSERV: a word to ChanServ without /msg.

import { serveChannels } from '../chanserv/chanserv.ts'
import type { Command } from './command.ts'

export const cs: Command = {
  minParams: 1,
  isActivity: true,
  run: ({ session, house, params }) => serveChannels(session, house, params.join(' ')),
}
