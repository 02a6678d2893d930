// HDR, and its elders XHDR and XPAT (RFC 3977 §8.5, RFC 2980 §2.6, §2.9): one header field of many articles.

import type { HeaderRow } from '../../../core/boards/news.ts'
import type { MessageId } from '../../../core/ids.ts'
import { BLOCK_END, formatLines, formatStatus } from '../../../wire/nntp/response.ts'
import { compilePattern } from '../../../wire/nntp/wildmat.ts'
import { unlessRefused } from '../replies.ts'
import type { NntpSession } from '../session.ts'
import type { Command } from './command.ts'
import { noneInSpan, type Span, selectSpan } from './selection.ts'

/** How one of the three speaks. */
interface Dialect {
  readonly status: string
  /** The line of an article, or null to leave it out. `label`: its number, or what it was asked for by. */
  readonly line: (label: string, value: string | null) => string | null
  /** How an article that was named by its Message-ID is labelled. */
  readonly labelOf: (messageId: string) => string
}

const HDR: Dialect = {
  status: formatStatus(225, 'Headers follow'),
  line: (label, value) => `${label} ${value ?? ''}`,
  labelOf: () => '0',
}
const XHDR: Dialect = {
  status: formatStatus(221, 'Headers follow'),
  line: (label, value) => `${label} ${value ?? '(none)'}`,
  labelOf: (messageId) => messageId,
}
const xpat = (patterns: readonly string[]): Dialect => {
  const matchers = patterns.map((pattern) => compilePattern(textOf(pattern)))
  return {
    status: formatStatus(221, 'Headers that match follow'),
    line: (label, value) => {
      if (value === null) return null
      const text = textOf(value)
      return matchers.some((matches) => matches(text)) ? `${label} ${value}` : null
    },
    labelOf: (messageId) => messageId,
  }
}

const textOf = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8')

/** RFC 5536 §2.2, and the two metadata items that there are. */
const isField = (name: string): boolean => /^:(bytes|lines)$|^[!-9;-~]+$/i.test(name)

const answer = async (
  session: NntpSession,
  field: string,
  word: string | undefined,
  dialect: Dialect,
): Promise<void> => {
  if (!isField(field)) return session.reply(501, 'That is no name of a header field')
  const span = selectSpan(session, word)
  if (span === null) return
  if (typeof span === 'string') await one(session, field, span, dialect)
  else await range(session, field, span, dialect)
}

const one = async (session: NntpSession, field: string, messageId: MessageId, dialect: Dialect): Promise<void> => {
  const found = await unlessRefused('no-such-article', async () => ({
    value: await session.core.news.headerOf({ session: session.id, messageId, field }),
  }))
  if (found === null) return session.reply(430, 'No article with that message-id')
  const line = dialect.line(dialect.labelOf(messageId), found.value)
  session.send(Buffer.concat([Buffer.from(dialect.status), formatLines(line === null ? [] : [line]), END]))
}

const END = Buffer.from(BLOCK_END)

const range = async (session: NntpSession, field: string, span: Span, dialect: Dialect): Promise<void> => {
  const { group, to } = span
  let isBegun = false
  for (let from: number | null = span.from; from !== null && !session.hasEnded; ) {
    const page = { session: session.id, group, from, to, field }
    const { items, next }: { items: readonly HeaderRow[]; next: number | null } = await session.core.news.header(page)
    if (items.length > 0 && !isBegun) session.send(dialect.status)
    isBegun ||= items.length > 0
    session.send(formatLines(items.flatMap(({ number, value }) => dialect.line(String(number), value) ?? [])))
    from = next
    if (next !== null) await session.caughtUp()
  }
  if (isBegun) session.send(BLOCK_END)
  else noneInSpan(session, span)
}

export const hdr: Command = {
  args: [1, 2],
  syntax: 'header [range|message-id]',
  run: ({ session, command: { args } }) => answer(session, args[0] ?? '', args[1], HDR),
}

export const xhdr: Command = {
  ...hdr,
  run: ({ session, command: { args } }) => answer(session, args[0] ?? '', args[1], XHDR),
}

export const xpatCommand: Command = {
  args: [3, 100],
  syntax: 'header range|message-id pattern [pattern...]',
  run: ({ session, command: { args } }) => answer(session, args[0] ?? '', args[1], xpat(args.slice(2))),
}
