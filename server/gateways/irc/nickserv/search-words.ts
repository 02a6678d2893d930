// Search in words, for clients that cannot ask for it: lines of channels and conversations, and articles on boards.

import type { SnippetPart } from '../../../core/search/search-calls.ts'
import { splitByOctets } from '../../../wire/irc/octets.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import type { AccountWord, Asked } from './word.ts'

const LINES = 10
const ARTICLES = 5
const LINE_OCTETS = 380
const BOLD = '\x02'

const shown = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** With what was looked for in bold. */
const inBold = (parts: readonly SnippetPart[]): string =>
  parts.map(({ text, isHit }) => (isHit ? `${BOLD}${sanitizeLine(text)}${BOLD}` : sanitizeLine(text))).join('')

const cut = (line: string): string => splitByOctets(line, LINE_OCTETS)[0] ?? ''

const search = async ({ session: { core, id: session }, rest }: Asked): Promise<readonly string[] | null> => {
  if (rest === '') return null
  const said = await core.search.messages({ session, query: rest, limit: LINES })
  const written = await core.search.articles({ session, query: rest, limit: ARTICLES })
  const lines = said.items
    .toReversed()
    .map(({ at, target, nick, snippet }) => cut(`${shown(at)}  ${target}  <${nick}> ${inBold(snippet)}`))
  const articles = written.items.flatMap(({ date, boards: [place], author, subject, messageId, snippet }) => [
    cut(
      `${shown(date)}  ${place?.board ?? ''} ${place?.number ?? ''}  ${BOLD}${sanitizeLine(subject)}${BOLD}, ${author}`,
    ),
    cut(`    ${inBold(snippet)}  news:${messageId.slice(1, -1)}`),
  ])
  if (lines.length + articles.length === 0) return [`Nothing here holds that: ${rest}`]
  return [
    ...(lines.length > 0 ? ['Said in channels and to you:', ...lines] : []),
    ...(articles.length > 0 ? ['Written on boards:', ...articles] : []),
    ...(said.next !== null || written.next !== null
      ? ['There is more: add a word, in:#channel, in:board, after:2026-01-31.']
      : []),
  ]
}

export const SEARCH_WORDS: Readonly<Record<string, AccountWord>> = {
  search: {
    usage: 'search WORDS',
    help: [
      'finds what was said in channels you may read, and to you, and what was written on boards',
      'All words must be there; "several words" together, word* what begins so, -word not that one.',
      'from:NICK  in:#CHANNEL  with:NICK (private)  in:BOARD  subject:WORD  after:2026-01-31  before:2026-02',
    ],
    run: search,
  },
}
