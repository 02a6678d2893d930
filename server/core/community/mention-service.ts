// Mentions: where an account was named while it may have been away. Kept as places only; what was said there is asked
// for when it is read, and judged anew, so that nobody reads here what they could not read there.

import { foldName } from '../../../shared/names.ts'
import type { Actor } from '../accounts/session.ts'
import type { CoreEvent } from '../events.ts'
import type { AccountId, ArticleId, ChannelId } from '../ids.ts'
import type { Mention, Mentions } from './community-calls.ts'
import { atMost, type CommunityOptions } from './community-options.ts'
import type { MentionRepository, MentionRow, PeopleRepository } from './community-repository.ts'

type EventOf<Type extends CoreEvent['type']> = Extract<CoreEvent, { readonly type: Type }>

export interface MentionServiceOptions extends CommunityOptions {
  readonly mentions: MentionRepository
  readonly people: PeopleRepository
  /** The channel's id, when this account could read what is said in it; else null. */
  readonly channelFor: (account: AccountId, channel: string) => ChannelId | null
  /** A line as the actor may read it; null when they may not, or it is gone. */
  readonly lineFor: (actor: Actor, channel: ChannelId, msgid: string) => { channel: string; text: string } | null
  readonly articleFor: (actor: Actor, messageId: string) => { board: string; subject: string } | null
  /** Whom an article answers, and what its author wrote, without quotations. */
  readonly wordsOf: (article: ArticleId) => Promise<{ readonly answers: AccountId | null; readonly text: string }>
}

const HOUSE_NICK = 'Samband'
const MOST = 200
const MOST_IN_ONE = 10
/** As accounts are named. */
const NAMES = /[A-Za-z0-9_][A-Za-z0-9_-]+/g
const CALLED = /@([A-Za-z0-9_][A-Za-z0-9_-]+)/g

export class MentionService implements Mentions {
  readonly #options: MentionServiceOptions
  readonly #accounts: Map<string, AccountId>

  constructor(options: MentionServiceOptions) {
    this.#options = options
    this.#accounts = new Map(options.people.names().map(({ folded, id }) => [folded, id]))
    options.tick.subscribe((event) => this.#heed(event))
  }

  list({ session, limit, since = 0 }: Parameters<Mentions['list']>[0]): readonly Mention[] {
    const { sessions, mentions } = this.#options
    const { id } = sessions.requireAccount(session)
    const actor = sessions.actor(session)
    return mentions.of(id, since, atMost(limit, MOST)).flatMap((row) => this.#view(actor, row) ?? [])
  }

  #heed(event: CoreEvent): void {
    switch (event.type) {
      case 'account.registered': {
        const account = this.#options.accounts.byFoldedName(foldName(event.account))
        if (account !== undefined) this.#accounts.set(foldName(event.account), account.id)
        return
      }
      case 'channel.said':
        this.#said(event)
        return
      case 'article.posted':
        // A hint may be lost when the house closes in between; the article itself stands.
        this.#posted(event).catch(() => {})
        return
      default:
    }
  }

  #said({ channel, from, text, msgid, seq, at }: EventOf<'channel.said'>): void {
    // What the house announces names authors, who know.
    if (seq === 0 || from.nick === HOUSE_NICK) return
    const own = from.account === null ? undefined : this.#accounts.get(foldName(from.account))
    const named = this.#named(text, NAMES, 0).filter((id) => id !== own)
    if (named.length === 0) return
    const { tick, channelFor } = this.#options
    tick.run(() => {
      for (const id of named) {
        const where = channelFor(id, channel)
        if (where !== null) this.#note(id, { at, by: from.nick, channel: where, msgid, messageId: null })
      }
    })
  }

  /** What it says is read a moment later: its text has to be decoded. */
  async #posted({ article, messageId, author, at }: EventOf<'article.posted'>): Promise<void> {
    const { tick, wordsOf } = this.#options
    const { answers, text } = await wordsOf(article)
    const own = this.#accounts.get(foldName(author))
    const named = new Set([...(answers === null ? [] : [answers]), ...this.#named(text, CALLED, 1)])
    if (own !== undefined) named.delete(own)
    if (named.size === 0) return
    tick.run(() => {
      for (const id of named) this.#note(id, { at, by: author, channel: null, msgid: null, messageId })
    })
  }

  #named(text: string, pattern: RegExp, group: number): readonly AccountId[] {
    const found = new Set<AccountId>()
    for (const match of text.matchAll(pattern)) {
      const id = this.#accounts.get(foldName(match[group] ?? ''))
      if (id !== undefined) found.add(id)
      if (found.size >= MOST_IN_ONE) break
    }
    return [...found]
  }

  #note(id: AccountId, row: MentionRow): void {
    const { tick, mentions, accounts } = this.#options
    const account = accounts.byId(id)
    if (account === undefined) return
    mentions.add(id, row)
    tick.publish({ type: 'account.mentioned', account: account.name, by: row.by })
  }

  #view(actor: Actor, { at, by, channel, msgid, messageId }: MentionRow): Mention | null {
    const { lineFor, articleFor } = this.#options
    if (channel !== null && msgid !== null) {
      const line = lineFor(actor, channel, msgid)
      return line === null ? null : { at, by, place: line.channel, article: null, text: line.text }
    }
    const found = messageId === null ? null : articleFor(actor, messageId)
    return found === null ? null : { at, by, place: found.board, article: messageId, text: found.subject }
  }
}
