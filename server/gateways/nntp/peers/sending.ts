// How articles go to a peer: streamed (RFC 4644: CHECK and TAKETHIS with many under way), one by one (IHAVE), or posted as
// a newsreader would. Each takes the backlog from its beginning to its end and reports every answer to the core.

import type { Answer, BacklogEntry } from '../../../core/boards/peering/peering-calls.ts'
import { type PeerConnection, PeerTrouble } from './connection.ts'
import type { LinkContext } from './peer-link.ts'

/** How many answers are told to the core at once. */
const ANSWERS_AT_ONCE = 50
const PAGE = 200

/** The backlog of one peer, page by page, and what becomes of it. */
class Backlog {
  readonly #context: LinkContext
  #page: BacklogEntry[] = []
  #after = 0
  #answers: Answer[] = []

  constructor(context: LinkContext) {
    this.#context = context
  }

  /** Undefined at the end. What was put off is met again by a backlog begun anew. */
  async next(): Promise<BacklogEntry | undefined> {
    if (this.#page.length === 0) {
      const { link, session, peer } = this.#context
      const from = { session, peer: peer.name, after: this.#after, limit: PAGE }
      this.#page = [...(await link.core.peering.backlog(from))]
      this.#after = this.#page.at(-1)?.entry ?? this.#after
    }
    return this.#page.shift()
  }

  octets(entry: number): Promise<Uint8Array | null> {
    const { link, session, peer } = this.#context
    return link.core.peering.octets({ session, peer: peer.name, entry, proto: peer.sendBy === 'post' })
  }

  async settle(entry: number, kind: Answer['kind']): Promise<void> {
    this.#answers.push({ entry, kind })
    if (this.#answers.length >= ANSWERS_AT_ONCE) await this.tell()
  }

  /** Tells the core what was answered so far. */
  async tell(): Promise<void> {
    const { link, session, peer } = this.#context
    const answers = this.#answers
    this.#answers = []
    if (answers.length > 0) await link.core.peering.answered({ session, peer: peer.name, answers })
  }
}

type Send = (context: LinkContext, connection: PeerConnection, backlog: Backlog) => Promise<void>

/** Offers everything that waits; resolves when all of it has been answered. @throws PeerTrouble */
export const sendBacklog = async (
  context: LinkContext,
  connection: PeerConnection,
  how: 'stream' | 'ihave' | 'post',
): Promise<void> => {
  const backlog = new Backlog(context)
  try {
    await SEND[how](context, connection, backlog)
  } finally {
    await backlog.tell()
  }
}

const stream: Send = async ({ peer, log }, connection, backlog) => {
  const underWay = new Map<string, BacklogEntry>()
  let isThrough = false
  for (;;) {
    while (!isThrough && underWay.size < peer.window) {
      const next = await backlog.next()
      if (next === undefined) isThrough = true
      else if (!underWay.has(next.messageId)) {
        underWay.set(next.messageId, next)
        connection.send(`CHECK ${next.messageId}`)
      }
    }
    if (underWay.size === 0) return
    const { code, text } = await connection.answer()
    const [messageId = ''] = text.split(' ')
    const entry = underWay.get(messageId)
    if (entry === undefined) throw new PeerTrouble(`it said ${code} ${text}`)
    if (code === 238) {
      const octets = await backlog.octets(entry.entry)
      if (octets === null) underWay.delete(messageId)
      else {
        connection.send(`TAKETHIS ${messageId}`)
        await connection.sendArticle(octets)
      }
      continue
    }
    const kind = STREAMED[code]
    if (kind === undefined) throw new PeerTrouble(`it answered ${messageId} with ${code}`)
    if (code === 439) log.info({ peer: peer.name, messageId, said: text }, 'a peer refused an article')
    underWay.delete(messageId)
    await backlog.settle(entry.entry, kind)
  }
}

/** RFC 4644 §2.4, §2.5. */
const STREAMED: Readonly<Record<number, Answer['kind']>> = {
  239: 'sent',
  431: 'later',
  438: 'unwanted',
  439: 'unwanted',
}

const ihave: Send = async ({ peer, log }, connection, backlog) => {
  for (let next = await backlog.next(); next !== undefined; next = await backlog.next()) {
    const { entry, messageId } = next
    const octets = await backlog.octets(entry)
    if (octets === null) continue
    let { code, text } = await connection.ask(`IHAVE ${messageId}`)
    if (code === 335) {
      await connection.sendArticle(octets)
      ;({ code, text } = await connection.answer())
    }
    const kind = OFFERED[code]
    if (kind === undefined) throw new PeerTrouble(`it answered IHAVE with ${code} ${text}`)
    if (code === 437) log.info({ peer: peer.name, messageId, said: text }, 'a peer refused an article')
    await backlog.settle(entry, kind)
  }
}

/** RFC 3977 §6.3.2. */
const OFFERED: Readonly<Record<number, Answer['kind']>> = {
  235: 'sent',
  435: 'unwanted',
  436: 'later',
  437: 'unwanted',
}

const post: Send = async ({ peer, log }, connection, backlog) => {
  for (let next = await backlog.next(); next !== undefined; next = await backlog.next()) {
    const { entry, messageId } = next
    const octets = await backlog.octets(entry)
    if (octets === null) continue
    const asked = await connection.ask('POST')
    if (asked.code !== 340) throw new PeerTrouble(`it takes no posts: ${asked.code} ${asked.text}`)
    await connection.sendArticle(octets)
    const { code, text } = await connection.answer()
    if (code !== 240 && code !== 441) throw new PeerTrouble(`it answered a post with ${code} ${text}`)
    // 441 also says that it has been there: posted before, and the answer was lost.
    if (code === 441) log.info({ peer: peer.name, messageId, said: text }, 'an upstream refused a post')
    await backlog.settle(entry, code === 240 ? 'sent' : 'unwanted')
  }
}

const SEND: Readonly<Record<'stream' | 'ihave' | 'post', Send>> = { stream, ihave, post }
