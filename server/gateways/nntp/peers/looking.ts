// What is new at an upstream, asked as a newsreader asks: NEWNEWS where it is offered (RFC 3977 §7.4), else group by group
// with OVER or XOVER from the number where the last look ended.

import type { MessageId } from '../../../core/ids.ts'
import { formatDateTime, parseDateTime } from '../../../wire/nntp/date.ts'
import { type PeerConnection, PeerTrouble } from './connection.ts'
import type { LinkContext } from './peer-link.ts'

/** Articles found, and how to keep in mind that they need not be looked for again once they are here. */
export interface Find {
  readonly articles: readonly { readonly messageId: MessageId; readonly name: string }[]
  readonly group: string
  readonly position: number
}

/** Clocks differ, and an article may arrive while we ask. */
const OVERLAP_MS = 600_000
/** RFC 3977 §3.1: with the date, a line of 512 octets. */
const WILDMAT_OCTETS = 400
const WINDOW = 500
/** Of a group that was never looked at. */
const FIRST_LOOK_ARTICLES = 1000
/** Where the moment of the last NEWNEWS is kept. */
const ALL = ''

export type Positions = Awaited<ReturnType<LinkContext['link']['core']['peering']['positions']>>

/** Finds, one after the other; each is to be fetched before the next is asked for. @throws PeerTrouble */
export async function* look(
  { firstLook }: LinkContext,
  connection: PeerConnection,
  positions: Positions,
): AsyncGenerator<Find> {
  await connection.ask('MODE READER')
  const { boards, read } = positions
  if (boards.length === 0) return
  const now = await timeThere(connection)
  const since = (read[ALL] ?? now - firstLook) - OVERLAP_MS
  const news = (await offersNewNews(connection)) ? await newNews(connection, boards, since) : null
  if (news !== null) yield { articles: news, group: ALL, position: now }
  else for (const board of boards) yield* lookInto(connection, board, read[board])
}

/** Its own clock decides what is new there (RFC 3977 §7.1). */
const timeThere = async (connection: PeerConnection): Promise<number> => {
  const { code, text } = await connection.ask('DATE')
  const [stamp = ''] = text.split(' ')
  const at = code === 111 ? parseDateTime(stamp.slice(0, 8), stamp.slice(8), true, Date.now()) : null
  return at ?? Date.now()
}

const offersNewNews = async (connection: PeerConnection): Promise<boolean> => {
  const { code } = await connection.ask('CAPABILITIES')
  if (code !== 101) return false
  const lines = await connection.lines()
  return lines.some((line) => /^NEWNEWS\b/i.test(line))
}

/** Null when it is offered and refused. */
const newNews = async (
  connection: PeerConnection,
  boards: readonly string[],
  since: number,
): Promise<Find['articles'] | null> => {
  const stamp = formatDateTime(since)
  const found: { messageId: MessageId; name: string }[] = []
  for (const wildmat of wildmatsOf(boards)) {
    const { code, text } = await connection.ask(`NEWNEWS ${wildmat} ${stamp.slice(0, 8)} ${stamp.slice(8)} GMT`)
    if (code === 480) throw new PeerTrouble(`it wants us to log in: ${text}`)
    if (code !== 230) return null
    const ids = (await connection.lines()).map((line) => line.trim() as MessageId)
    found.push(...ids.map((messageId) => ({ messageId, name: messageId })))
  }
  return found
}

const wildmatsOf = (boards: readonly string[]): readonly string[] => {
  const wildmats: string[] = []
  for (const board of boards) {
    const last = wildmats.at(-1)
    if (last === undefined || last.length + board.length + 1 > WILDMAT_OCTETS) wildmats.push(board)
    else wildmats[wildmats.length - 1] = `${last},${board}`
  }
  return wildmats
}

async function* lookInto(connection: PeerConnection, board: string, read: number | undefined): AsyncGenerator<Find> {
  const { code, text } = await connection.ask(`GROUP ${board}`)
  if (code === 411) return
  if (code !== 211) throw new PeerTrouble(`it answered GROUP ${board} with ${code} ${text}`)
  const [, low = 0, high = 0] = text.split(' ').map(Number)
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) throw new PeerTrouble(`it said ${code} ${text}`)
  // Below what was read before: the group was made anew there.
  const isKnown = read !== undefined && read <= high
  const first = isKnown ? read + 1 : high - FIRST_LOOK_ARTICLES + 1
  for (let from = Math.max(low, first, 1); from <= high; from += WINDOW) {
    const to = Math.min(high, from + WINDOW - 1)
    yield { articles: await overview(connection, from, to), group: board, position: to }
  }
}

const overview = async (connection: PeerConnection, from: number, to: number): Promise<Find['articles']> => {
  let { code, text } = await connection.ask(`OVER ${from}-${to}`)
  if (code === 500) ({ code, text } = await connection.ask(`XOVER ${from}-${to}`))
  if (code === 420 || code === 423) return []
  if (code !== 224) throw new PeerTrouble(`it answered OVER with ${code} ${text}`)
  return (await connection.lines()).flatMap((line) => {
    const [number = '', , , , messageId = ''] = line.split('\t')
    return /^<.+>$/.test(messageId) && /^\d+$/.test(number) ? [{ messageId: messageId as MessageId, name: number }] : []
  })
}
