// LIST (RFC 3977 §7.6, RFC 6048): what there is, by keyword. Also XGTITLE, which old newsreaders know in its place.

import type { NewsgroupView } from '../../../core/boards/news.ts'
import { compileWildmat, type Matcher } from '../../../wire/nntp/wildmat.ts'
import type { House } from '../house.ts'
import type { Call, Command } from './command.ts'

/** RFC 3977 §8.4: in this order, and slrn turns overviews off when it is another. */
const OVERVIEW_FORMAT = ['Subject:', 'From:', 'Date:', 'Message-ID:', 'References:', ':bytes', ':lines', 'Xref:full']
/** Any field may be asked for, and two metadata items (RFC 3977 §8.6). */
const HEADERS = [':', ':bytes', ':lines']

const everything: Matcher = () => true

export const activeLine = ({ name, high, low, posting }: NewsgroupView): string => `${name} ${high} ${low} ${posting}`

/** What a keyword lists of each group. */
const OF_GROUPS: Readonly<Record<string, (group: NewsgroupView, house: string) => string>> = {
  ACTIVE: activeLine,
  'ACTIVE.TIMES': ({ name, created }, house) => `${name} ${Math.floor(created / 1000)} usenet@${house}`,
  COUNTS: ({ name, high, low, count, posting }) => `${name} ${high} ${low} ${count} ${posting}`,
  NEWSGROUPS: ({ name, description }) => `${name}\t${asOctets(description)}`,
  SUBSCRIPTIONS: ({ name }) => name,
}

/** The wire is written as latin1; text is UTF-8 on it (RFC 3977 §3.1). */
const asOctets = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

const LISTS: Readonly<Record<string, readonly string[]>> = {
  'OVERVIEW.FMT': OVERVIEW_FORMAT,
}

/** What the sysop has written down (RFC 6048 §2.3 to §2.5; RFC 3977 §7.6.5). */
const OF_HOUSE: Readonly<Record<string, (house: House) => readonly string[]>> = {
  'DISTRIB.PATS': ({ lists }) => lists.distribPats,
  DISTRIBUTIONS: ({ lists }) => lists.distributions.map((line) => line.replace(/ +/, '\t')),
  MODERATORS: ({ lists }) => lists.moderators,
  MOTD: ({ motd }) => motd,
}

export const LIST_KEYWORDS = [
  ...Object.keys(OF_GROUPS),
  ...Object.keys(LISTS),
  ...Object.keys(OF_HOUSE),
  'HEADERS',
].sort()

const listGroups = async (
  { session }: Call,
  matches: Matcher,
  line: (group: NewsgroupView) => string,
): Promise<string[]> => {
  const groups = await session.core.news.groups({ session: session.id })
  return groups.filter(({ name }) => matches(name)).map(line)
}

const run = async (call: Call): Promise<void> => {
  const { session, house, command } = call
  const [first = 'ACTIVE', argument] = command.args
  const keyword = first.toUpperCase()
  const ofGroups = Object.hasOwn(OF_GROUPS, keyword) ? OF_GROUPS[keyword] : undefined
  if (ofGroups !== undefined) {
    const matches = argument === undefined ? everything : compileWildmat(argument)
    if (matches === null) return session.reply(501, 'That is no wildmat')
    const proposed = compileWildmat(house.lists.subscriptions) ?? everything
    const isListed: Matcher = keyword === 'SUBSCRIPTIONS' ? (name) => proposed(name) && matches(name) : matches
    const lines = await listGroups(call, isListed, (group) => ofGroups(group, house.serverName))
    return session.block(215, `List of ${keyword.toLowerCase()} follows`, lines)
  }
  if (keyword === 'HEADERS') {
    const isKnown = argument === undefined || /^(MSGID|RANGE)$/i.test(argument)
    return isKnown ? session.block(215, 'Header fields follow', HEADERS) : session.reply(501, 'MSGID or RANGE')
  }
  if (argument !== undefined) return session.reply(501, `LIST ${keyword} takes no argument`)
  const ofHouse = Object.hasOwn(OF_HOUSE, keyword) ? OF_HOUSE[keyword] : undefined
  if (ofHouse !== undefined)
    return session.block(215, `List of ${keyword.toLowerCase()} follows`, ofHouse(house).map(asOctets))
  const lines = Object.hasOwn(LISTS, keyword) ? LISTS[keyword] : undefined
  if (lines === undefined) return session.reply(501, `LIST knows ${LIST_KEYWORDS.join(', ')}`)
  session.block(215, 'List follows', lines)
}

export const list: Command = { args: [0, 2], syntax: '[keyword [wildmat|argument]]', run }

export const xgtitle: Command = {
  args: [0, 1],
  syntax: '[wildmat]',
  run: async (call) => {
    const { session, command } = call
    const wildmat = command.args[0] ?? session.group
    if (wildmat === null) return session.reply(481, 'Select a newsgroup, or give a wildmat')
    const matches = compileWildmat(wildmat)
    if (matches === null) return session.reply(481, 'That is no wildmat')
    const line = ({ name, description }: NewsgroupView): string => `${name}\t${asOctets(description)}`
    session.block(282, 'Descriptions follow', await listGroups(call, matches, line))
  },
}
