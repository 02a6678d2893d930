// LIST with ELIST=CMNTU: which channels there are, by name, mask, size and age.

import { isMask, matchesMask } from '../../../../shared/mask.ts'
import { foldChannelName } from '../../../../shared/names.ts'
import type { ChannelView } from '../../../core/channels/channel.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sanitizeChat } from '../../../wire/text/sanitize.ts'
import { type Call, type Command, listOf } from './command.ts'

type Condition = (channel: ChannelView) => boolean

const LINES_BETWEEN_PAUSES = 200
const MINUTE = 60_000

const byName = (name: string): Condition => {
  if (isMask(name)) return (channel) => matchesMask(name, channel.name)
  const folded = foldChannelName(name)
  return (channel) => foldChannelName(channel.name) === folded
}

/** `>n` and `<n` members; `C<n`, `T<n`: created, or topic set, less than n minutes ago, and `>` more. */
const byFigure = (word: string, now: number): Condition | null => {
  const [, what = '', sign = '', digits = ''] = /^([CT]?)([<>])(\d{1,9})$/i.exec(word) ?? []
  if (digits === '') return null
  const limit = Number(digits)
  const isRight = (figure: number): boolean => (sign === '<' ? figure < limit : figure > limit)
  if (what === '') return ({ members }) => isRight(members)
  if (what.toUpperCase() === 'C') return ({ created }) => isRight((now - created) / MINUTE)
  return ({ topic }) => topic !== null && isRight((now - topic.setAt) / MINUTE)
}

/** Of several names and masks one must fit, and every other condition. */
export const listCondition = (words: readonly string[], now: number): Condition => {
  const names: Condition[] = []
  const others: Condition[] = []
  for (const word of words) {
    const figure = byFigure(word, now)
    if (figure !== null) others.push(figure)
    else if (word.startsWith('!')) {
      const isExcluded = byName(word.slice(1))
      others.push((channel) => !isExcluded(channel))
    } else names.push(byName(word))
  }
  return (channel) =>
    (names.length === 0 || names.some((fits) => fits(channel))) && others.every((fits) => fits(channel))
}

const run = async ({ session, params: [conditions = ''] }: Call): Promise<void> => {
  const fits = listCondition(listOf(conditions), Date.now())
  const channels = await session.core.channels.list({ session: session.id })
  session.reply(NUMERIC.RPL_LISTSTART, ['Channel'], 'Users  Name')
  for (const [index, { name, members, topic, description }] of channels.filter(fits).entries()) {
    session.reply(NUMERIC.RPL_LIST, [name, String(members)], sanitizeChat(topic?.text ?? description))
    if (index % LINES_BETWEEN_PAUSES === LINES_BETWEEN_PAUSES - 1) await session.caughtUp()
  }
  session.reply(NUMERIC.RPL_LISTEND, [], 'End of /LIST')
}

export const list: Command = { minParams: 0, run }
