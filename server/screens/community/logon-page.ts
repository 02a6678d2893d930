// How the logon screen stands on a page: the news on the left, people on the right, the wall below; one under the other
// where it is narrow. What does not fit is left out from the bottom. Pure.

import { shortWhen } from '../boards/when.ts'
import { plainText } from '../channels/formatting.ts'
import type { ScreenContext } from '../screen.ts'
import { cutText, type Line, lineWidth, type Span, styled, wrapMarked } from '../widgets/lines.ts'
import { nickStyle } from '../widgets/styles.ts'
import type { Size } from '../widgets/widget.ts'
import type { LogonNews } from './logon-news.ts'

type Words = Pick<ScreenContext, 'text' | 'me' | 'house'>

/** From this width on people stand beside the news. */
const TWO_COLUMNS = 72
const PEOPLE_COLUMNS = 26
const GAP = 3
const BOARDS_SHOWN = 4
const MENTIONS_SHOWN = 3
const CALLERS_SHOWN = 6

export const logonPage = (news: LogonNews, words: Words, { width, height }: Size): readonly Line[] => {
  const greeting = wrapMarked(greetingOf(news, words), width)
  const isWide = width >= TWO_COLUMNS
  const left = isWide ? width - PEOPLE_COLUMNS - GAP : width
  const told = section(words.text('community.logon.new'), newsLines(news, words, left), left)
  const people = [
    ...section(
      words.text('community.logon.on', { count: news.online.length }),
      onlineLines(news, words, isWide ? PEOPLE_COLUMNS : width),
      isWide ? PEOPLE_COLUMNS : width,
    ),
    ...(isWide
      ? [[], ...section(words.text('community.callers.title'), callerLines(news, words), PEOPLE_COLUMNS)]
      : []),
  ]
  const body = isWide ? beside(told, people, left) : [...told, ...people]
  const above = [...greeting, [], ...body]
  const room = height - above.length - 2
  if (room < 1 || news.wall.length === 0) return above.slice(0, height)
  const wall = news.wall
    .slice(-room)
    .map(
      ({ name, text }): Line => [
        styled(nickStyle(name), cutText(name, 12)),
        `  ${cutText(text, width - Math.min(12, name.length) - 2)}`,
      ],
    )
  return [...above, ...(isWide ? [[]] : []), ...section(words.text('community.oneliners.title'), wall, width)].slice(
    0,
    height,
  )
}

/** The same told line by line: no columns, no rules, nothing left out. */
export const logonVoice = (news: LogonNews, words: Words, columns: number): readonly Line[] => {
  const { text } = words
  const callers = news.callers.slice(0, CALLERS_SHOWN).map(({ name, came }) => `${name} ${shortWhen(came, words)}`)
  const named = (title: string, names: readonly string[]): Line => [`${title}: ${names.join(', ')}`]
  return [
    ...wrapMarked(greetingOf(news, words), columns),
    [`${text('community.logon.new')}:`],
    ...newsLines(news, words, columns),
    ...(news.online.length === 0
      ? [[text('community.logon.alone')]]
      : [named(text('community.logon.on', { count: news.online.length }), news.online)]),
    ...(callers.length === 0 ? [] : [named(text('community.callers.title'), callers)]),
    ...(news.wall.length === 0 ? [] : [[`${text('community.oneliners.title')}:`]]),
    ...news.wall.map(({ name, text: said }): Line => [`${name}: ${said}`]),
  ]
}

const greetingOf = ({ since }: LogonNews, { text, me, house }: Words): string => {
  const name = me.accountName ?? ''
  if (since === null) return text('community.logon.first', { name, house: house.name })
  return text('community.logon.again', { name, at: new Date(since) })
}

const section = (title: string, lines: readonly Line[], width: number): readonly Line[] => [
  [styled('title', title), ' ', styled('rule', '─'.repeat(Math.max(0, width - title.length - 1)))],
  ...lines,
]

const newsLines = (news: LogonNews, { text }: Words, width: number): readonly Line[] => {
  const { boards, mentions, writers, asking, bulletins, polls } = news
  const lines: Line[] = []
  const item = (detail: string) => lines.push(['   ', styled('dim', cutText(detail, width - 3))])
  const head = (key: string, count: number, more: Record<string, number | string> = {}) =>
    lines.push([styled('fresh', '• '), text(key, { count, ...more })])
  if (boards.length > 0) {
    const count = boards.reduce((sum, { unread }) => sum + (unread ?? 0), 0)
    head('community.logon.articles', count, { boards: boards.length })
    for (const { name, unread } of boards.slice(0, BOARDS_SHOWN)) item(`${name}  ${unread ?? 0}`)
  }
  if (mentions.length > 0) head('community.logon.mentions', mentions.length)
  for (const { by, place, text: said } of mentions.slice(0, MENTIONS_SHOWN)) {
    item(`${by} · ${place}: ${plainText(said.replaceAll('\n', ' '))}`)
  }
  if (writers.length > 0)
    head('community.logon.private', writers.length, { names: cutText(writers.join(', '), width - 24) })
  if (asking.length > 0) {
    head('community.logon.friends', asking.length, { names: cutText(asking.join(', '), width - 30) })
  }
  if (bulletins.length > 0) head('community.logon.bulletins', bulletins.length)
  for (const { title } of bulletins.slice(0, 2)) item(title)
  if (polls.length > 0) head('community.logon.polls', polls.length)
  for (const { question } of polls.slice(0, 2)) item(question)
  return lines.length > 0 ? lines : [[styled('dim', text('community.logon.nothing'))]]
}

const onlineLines = ({ online }: LogonNews, { text }: Words, width: number): readonly Line[] => {
  if (online.length === 0) return [[styled('dim', text('community.logon.alone'))]]
  const lines: Span[][] = [[]]
  let used = 0
  for (const [at, nick] of online.entries()) {
    if (used > 0 && used + nick.length > width) {
      if (lines.length === 2) {
        lines.at(-1)?.push(styled('dim', `+${online.length - at}`))
        break
      }
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(styled(nickStyle(nick), cutText(nick, width - 5)), '  ')
    used += nick.length + 2
  }
  return lines
}

const callerLines = ({ callers }: LogonNews, words: Words): readonly Line[] =>
  callers.slice(0, CALLERS_SHOWN).map(({ name, came }) => {
    const when = shortWhen(came, words)
    const shown = cutText(name, PEOPLE_COLUMNS - when.length - 1)
    return [
      styled(nickStyle(name), shown),
      ' '.repeat(PEOPLE_COLUMNS - shown.length - when.length),
      styled('dim', when),
    ]
  })

const beside = (left: readonly Line[], right: readonly Line[], columns: number): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const line = left[row] ?? []
    return [...line, ' '.repeat(Math.max(0, columns - lineWidth(line)) + GAP), ...(right[row] ?? [])]
  })
