// NS and NICKSERV: a word to NickServ without /msg.

import { NICKSERV_NICK, serve } from '../service.ts'
import type { Command } from './command.ts'

export const ns: Command = {
  minParams: 1,
  isActivity: true,
  run: ({ session, house, params }) => serve(session, house, params.join(' '), NICKSERV_NICK),
}
