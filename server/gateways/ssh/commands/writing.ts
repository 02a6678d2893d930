// Commands that say something: post, say. And the one that carries a board away: export.

import { ARTICLE_OCTETS, MESSAGE_OCTETS } from '../../../../shared/limits.ts'
import { isChannelName } from '../../../../shared/names.ts'
import type { ArrivalCursor } from '../../../core/boards/news.ts'
import { Refusal } from '../../../core/refusal.ts'
import { writeMboxEntry } from '../../../wire/article/mbox-writer.ts'
import { type Command, momentOption, type Request, UsageError } from './command.ts'
import { findArticle } from './looking.ts'

export const post: Command = {
  words: [1, 1],
  options: ['subject', 'reply'],
  run: async (request) => {
    const { core, session, options, text } = request
    const [board = ''] = request.words
    const { name, canPost } = await core.boards.get({ session, board })
    // Said before anybody has typed a long text for nothing.
    if (!canPost) throw new Refusal('not-permitted', name)
    const answered = options.get('reply')
    const parent = answered === undefined ? null : await findArticle(request, name, answered)
    const written = readDraft((await request.input(ARTICLE_OCTETS)).toString('utf8'))
    const subject = options.get('subject') ?? written.subject ?? (parent === null ? '' : replySubject(parent.subject))
    if (subject.trim() === '') throw new UsageError('commands.no-subject')
    const inReplyTo = parent === null ? {} : { inReplyTo: parent.messageId }
    const posted = await core.boards.post({ session, boards: [name], subject, text: written.text, ...inReplyTo })
    if (posted.held !== null) {
      return {
        lines: [text('commands.held', { board: name, why: posted.held })],
        json: { messageId: posted.messageId, held: true, why: posted.held, boards: [] },
      }
    }
    const number = posted.placements.find((each) => each.board === name)?.number ?? 0
    return {
      lines: [text('commands.posted', { board: name, number, id: posted.messageId })],
      json: { messageId: posted.messageId, held: false, boards: posted.placements },
    }
  },
}

const replySubject = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`)

/** A `Subject:` on the first line is the header of what follows behind an empty line. */
const readDraft = (raw: string): { readonly subject: string | null; readonly text: string } => {
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const match = /^subject:[ \t]*([^\n]*)\n(?:\n|$)?/i.exec(text)
  if (match === null) return { subject: null, text }
  return { subject: (match[1] ?? '').trim(), text: text.slice(match[0].length) }
}

/** Lines of standard input said at once. */
const MOST_LINES = 20

export const say: Command = {
  words: [1, 10_000],
  run: async (request) => {
    const { core, session, text } = request
    const [channel = '', ...words] = request.words
    if (!isChannelName(channel)) throw new UsageError('commands.bad-channel')
    const lines = words.length > 0 ? [words.join(' ')] : await typedLines(request)
    if (lines.length === 0) throw new UsageError('commands.nothing-to-say')
    if (lines.length > MOST_LINES) throw new UsageError('commands.too-many-lines', { most: MOST_LINES })
    const { name } = await core.channels.join({ session, channel })
    for (const line of lines) await core.channels.say({ session, channel: name, text: line })
    return {
      lines: [text('commands.said', { channel: name, count: lines.length })],
      json: { channel: name, lines: lines.length },
    }
  },
}

const typedLines = async (request: Request): Promise<readonly string[]> =>
  (await request.input(MOST_LINES * MESSAGE_OCTETS))
    .toString('utf8')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')

export const exportBoard: Command = {
  words: [1, 1],
  options: ['since'],
  run: async (request) => {
    const { core, session } = request
    const [board = ''] = request.words
    const since = momentOption(request, 'since') ?? 0
    if (request.hasTerminal) throw new UsageError('commands.raw-octets')
    const { name } = await core.boards.get({ session, board })
    let after: ArrivalCursor | null = null
    do {
      const page: Awaited<ReturnType<typeof core.news.arrivals>> = await core.news.arrivals({
        ...{ session, groups: [name], since },
        ...(after === null ? {} : { after }),
      })
      for (const messageId of page.items) {
        const raw = Buffer.from(await core.boards.raw({ session, messageId }))
        const { date } = await core.boards.read({ session, article: messageId })
        await request.write(writeMboxEntry({ raw, sender: 'samband', date }))
      }
      after = page.next
    } while (after !== null)
    return null
  },
}
