// SEARCH: lines of channels and of one's own conversations (https://soju.im/search, as soju and senpai speak it). Its
// one parameter holds attributes, written like message tags: `in=#name;from=nick;text=some\swords;limit=20`. Clients
// that have not asked for the capability get the same in words, as from the house's own nick.

import { isRefusal } from '../../../core/refusal.ts'
import type { MessageSearchArgs } from '../../../core/search/search-calls.ts'
import { parseTags } from '../../../wire/irc/tags.ts'
import { CAP } from '../capabilities.ts'
import { linesOf } from '../playback.ts'
import { sentenceFor } from '../replies.ts'
import { serve } from '../service.ts'
import type { IrcSession } from '../session.ts'
import { parsePoint } from './chathistory.ts'
import type { Call, Command } from './command.ts'

const MOST = 100
/** The vendor's name and the draft's (ircv3-specifications, pull request 496): one command, two types of batch. */
const batchType = (session: IrcSession): string => (session.has(CAP.search) ? 'soju.im/search' : 'search')

const run = async (call: Call): Promise<void> => {
  const { session, house, params } = call
  if (!session.has(CAP.search) && !session.has(CAP.draftSearch))
    return serve(session, house, `search ${params.join(' ')}`)
  const wanted = readAttributes(params.join(' '))
  if (typeof wanted === 'string') return session.fail('SEARCH', 'INVALID_PARAMS', 'That cannot be read', wanted)
  try {
    const { items } = await session.core.search.messages({ session: session.id, ...wanted })
    const lines = items.toReversed().flatMap((item) => linesOf(session, item.target, { ...item, seq: 0 }))
    session.answerBatch(batchType(session), [], lines)
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    const isOurs = error.code === 'busy' || error.code === 'throttled'
    session.fail('SEARCH', isOurs ? 'INTERNAL_ERROR' : 'INVALID_PARAMS', sentenceFor('SEARCH', error))
  }
}

type Attributes = Omit<MessageSearchArgs, 'session'>

/** The name of the attribute that cannot be read, where there is one. Attributes that we do not know are passed over. */
const readAttributes = (text: string): Attributes | string => {
  const given = parseTags(text)
  const [since, until] = [timeIn(given.get('after')), timeIn(given.get('before'))]
  if (since === null) return 'after'
  if (until === null) return 'before'
  const limit = given.get('limit')
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit)) return 'limit'
  const target = given.get('in') ?? ''
  const from = given.get('from') ?? ''
  return {
    query: given.get('text') ?? '',
    limit: Math.min(Number(limit ?? MOST), MOST),
    ...(target !== '' && { target }),
    ...(from !== '' && { from }),
    ...(since !== undefined && { since }),
    // "At or before": the moment itself is in it.
    ...(until !== undefined && { until: until + 1 }),
  }
}

/** As `timestamp=` of CHATHISTORY; null when it is no time. */
const timeIn = (text: string | undefined): number | null | undefined => {
  if (text === undefined || text === '') return undefined
  const point = parsePoint(`timestamp=${text}`)
  return point !== null && 'at' in point ? point.at : null
}

export const search: Command = { minParams: 1, isActivity: true, run }
