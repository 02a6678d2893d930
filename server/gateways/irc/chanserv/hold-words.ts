// What ChanServ does about held lines: newcomers' lines with links, which wait for the yes of those who keep order.

import type { HeldLine } from '../../../core/channels/hold-calls.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { sanitizeLine, stripIrcFormatting } from '../../../wire/text/sanitize.ts'
import type { ChannelWord } from './word.ts'
import { shownTime } from './word.ts'

/** Octets of a held line that are shown: enough to judge it, and whole in one line of ours. */
const SHOWN_OCTETS = 240

export const describeHeld = ({
  handle,
  nick,
  channel,
  to,
  text,
}: Pick<HeldLine, 'handle' | 'nick' | 'channel' | 'to' | 'text'>): string => {
  const plain = sanitizeLine(stripIrcFormatting(text.replaceAll('\n', ' ↵ ')))
  return `${handle}: ${nick} to ${channel ?? to}: ${cutToOctets(plain, SHOWN_OCTETS)}`
}

const held: ChannelWord['run'] = async ({ session }) => {
  const lines = await session.core.holds.list({ session: session.id })
  if (lines.length === 0) return ['No line waits for you.']
  return [...lines.map((line) => `${describeHeld(line)} (${shownTime(line.at)})`), 'release NUMBER or discard NUMBER']
}

const settle =
  (how: 'release' | 'drop'): ChannelWord['run'] =>
  async ({ session, args: [handle] }) => {
    if (handle === undefined) return null
    const { nick, channel, to } = await session.core.holds[how]({ session: session.id, handle })
    const where = channel ?? to ?? ''
    return [
      how === 'release' ? `${nick} is heard in ${where}, and from now on at once.` : `The line of ${nick} is gone.`,
    ]
  }

export const HOLD_WORDS: Readonly<Record<string, ChannelWord>> = {
  held: {
    usage: 'held',
    help: [
      'the lines of newcomers that wait for you',
      'Links from people who are new here are looked at first, by those who keep order in the channel and the staff.',
    ],
    takesChannel: false,
    run: held,
  },
  release: {
    usage: 'release NUMBER',
    help: ['says a held line, and trusts whoever said it from then on'],
    takesChannel: false,
    run: settle('release'),
  },
  discard: { usage: 'discard NUMBER', help: ['lets a held line fall'], takesChannel: false, run: settle('drop') },
}
