// CLAIM: the first person becomes sysop with the code that the very first start printed.

import { serve } from '../service.ts'
import type { Command } from './command.ts'

export const claim: Command = {
  minParams: 1,
  run: ({ session, house, params: [code = ''] }) => serve(session, house, `claim ${code}`),
}
