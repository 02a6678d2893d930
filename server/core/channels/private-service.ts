// Private lines: from one nick to another, kept when both are accounts.

import { foldName } from '../../../shared/names.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import { originOf, type Presence, takesWordsFrom } from '../accounts/presence.ts'
import type { SessionService } from '../accounts/session-service.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { type ChannelMessage, requireLines, requireMessageText } from './channel.ts'
import type { Channels, Told } from './channel-calls.ts'
import type { ChannelRepository } from './channel-repository.ts'
import type { HoldService } from './hold-service.ts'
import { cleanLines, type Lines, pageSize } from './lines.ts'
import type { Newcomers } from './newcomers.ts'

export interface PrivateServiceOptions {
  readonly tick: Tick
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly repository: ChannelRepository
  readonly lines: Lines
  readonly sanitizer: Sanitizer
  readonly hold: HoldService
  readonly newcomers: Newcomers
  readonly guests: 'talk' | 'look' | 'none'
}

export class PrivateService {
  readonly #options: PrivateServiceOptions

  constructor(options: PrivateServiceOptions) {
    this.#options = options
  }

  tell({ session, to, text, kind = 'message', isMultiline = false, tags }: Parameters<Channels['tell']>[0]): Told {
    const { tick, sessions, lines, sanitizer, newcomers } = this.#options
    const sender = sessions.requirePresence(session)
    if (isMultiline) requireLines(text)
    else requireMessageText(text)
    if (tags !== undefined) lines.requireTagsFit(tags)
    const receiver = sessions.findByNick(to)
    if (receiver === undefined) throw new Refusal('no-such-nick', to)
    if (sender.account === null && this.#options.guests !== 'talk') throw new Refusal('not-permitted', to)
    if (!takesWordsFrom(receiver, sender)) throw new Refusal('sign-in-required', receiver.nick)
    lines.requireCalm(sender.id)
    const clean = cleanLines(sanitizer, text)
    if (clean.trim() === '') throw new Refusal('empty')
    this.#options.hold.guardPrivate(receiver, sender, { kind, text: clean })
    return tick.run(() => {
      newcomers.heard(sender)
      const from = originOf(sender)
      const draft = lines.draft(from, kind, clean, tags)
      this.#keep(sender, receiver, draft)
      const { msgid, at } = draft
      const said = { type: 'direct.said' as const, msgid, at, from, to: originOf(receiver), session, kind, text: clean }
      tick.publish(tags === undefined ? said : { ...said, tags })
      return { msgid, at, ...(receiver.away !== null && { away: receiver.away }) }
    })
  }

  conversation({ session, nick, before, limit }: Parameters<Channels['conversation']>[0]): readonly ChannelMessage[] {
    const { sessions, accounts, repository } = this.#options
    const own = sessions.requireAccount(session)
    const other = accounts.byFoldedName(foldName(nick))
    if (other === undefined) throw new Refusal('no-such-account', nick)
    const stream = repository.conversation(own.id, other.id)
    return stream === undefined ? [] : repository.page(stream, before ?? null, pageSize(limit))
  }

  #keep(sender: Presence, receiver: Presence, draft: Omit<ChannelMessage, 'seq'>): void {
    if (sender.account === null || receiver.account === null) return
    const { repository } = this.#options
    const ids = [sender.account.id, receiver.account.id] as const
    repository.append(repository.conversation(...ids) ?? repository.startConversation(...ids), draft)
  }
}
