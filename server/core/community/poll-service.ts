// Polls: a question with two to ten answers, one vote for each account while it is open.

import { POLL_OCTETS } from '../../../shared/limits.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo } from '../visibility.ts'
import type { Polls, PollView } from './community-calls.ts'
import { type CommunityOptions, REF_LENGTH, requireLine } from './community-options.ts'
import type { PollRepository, PollRow } from './community-repository.ts'

const MOST_SHOWN = 100
const MOST_OPTIONS = 10
/** By one account at a time. */
const MOST_OPEN = 3

export class PollService implements Polls {
  readonly #options: CommunityOptions & { readonly polls: PollRepository }

  constructor(options: CommunityOptions & { readonly polls: PollRepository }) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly PollView[] {
    return this.#options.polls.all(MOST_SHOWN).map((row) => this.#view(session, row))
  }

  open({ session, question, options }: Parameters<Polls['open']>[0]): PollView {
    const { tick, clock, entropy, sanitizer, sessions, polls } = this.#options
    const { id } = sessions.requireAccount(session)
    const asked = requireLine(sanitizer, question, POLL_OCTETS)
    const answers = options.map((text) => requireLine(sanitizer, text, POLL_OCTETS))
    if (answers.length < 2) throw new Refusal('empty', 'two answers at least')
    if (answers.length > MOST_OPTIONS) throw new Refusal('too-many', `${MOST_OPTIONS} answers`)
    if (new Set(answers).size < answers.length) throw new Refusal('duplicate', 'answers')
    if (polls.openOf(id) >= MOST_OPEN) throw new Refusal('too-many', `${MOST_OPEN} open polls of yours`)
    const ref = entropy.token(REF_LENGTH)
    return tick.run(() => {
      polls.add({ ref, account: id, at: clock.now(), question: asked }, answers)
      tick.publish({ type: 'poll.changed', ref })
      return this.#view(session, this.#require(ref))
    })
  }

  vote({ session, ref, option }: Parameters<Polls['vote']>[0]): PollView {
    const { tick, clock, sessions, polls } = this.#options
    const { id } = sessions.requireAccount(session)
    const poll = this.#require(ref)
    if (poll.options[option] === undefined) throw new Refusal('no-such-thing', 'answer')
    if (poll.closed !== null) throw new Refusal('locked', 'poll')
    return tick.run(() => {
      polls.vote(poll.id, id, option, clock.now())
      tick.publish({ type: 'poll.changed', ref })
      return this.#view(session, this.#require(ref))
    })
  }

  close({ session, ref }: { session: SessionId; ref: string }): PollView {
    const { tick, clock, polls } = this.#options
    const poll = this.#require(ref)
    if (!this.#view(session, poll).canClose) throw new Refusal('not-permitted', 'poll')
    return tick.run(() => {
      polls.close(poll.id, clock.now())
      tick.publish({ type: 'poll.changed', ref })
      return this.#view(session, this.#require(ref))
    })
  }

  #require(ref: string): PollRow {
    const poll = this.#options.polls.find(ref)
    if (poll === undefined) throw new Refusal('no-such-thing', 'poll')
    return poll
  }

  #view(session: SessionId, { id, ref, question, author, account, at, closed, options }: PollRow): PollView {
    const actor = this.#options.sessions.actor(session)
    const chosen = actor.account === null ? null : this.#options.polls.choiceOf(id, actor.account)
    const canClose = closed === null && (actor.account === account || canDo(actor, 'keep-order'))
    return { ref, question, author, at, closed, options, chosen, canClose }
  }
}
