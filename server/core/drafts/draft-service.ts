// Drafts: a text survives the line that dropped while it was written.

import { ARTICLE_OCTETS, BOARD_NAME_OCTETS, MESSAGE_ID_OCTETS, SUBJECT_OCTETS } from '../../../shared/limits.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { Clock } from '../clock.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import type { Draft, Drafts } from './draft-calls.ts'
import type { DraftRepository } from './draft-repository.ts'

export interface DraftServiceOptions {
  readonly tick: Tick
  readonly clock: Clock
  readonly sessions: SessionService
  readonly sanitizer: Sanitizer
  readonly drafts: DraftRepository
}

const MOST_DRAFTS = 20
const DRAFT_DAYS = 30
const DAY = 86_400_000
const PLACE = /^(?:board|reply|edit):\S+$/

export class DraftService implements Drafts {
  readonly #options: DraftServiceOptions

  constructor(options: DraftServiceOptions) {
    this.#options = options
  }

  keep({ session, place, board, subject, text }: Parameters<Drafts['keep']>[0]): void {
    const { tick, clock, sessions, sanitizer, drafts } = this.#options
    const { id } = sessions.requireAccount(session)
    if (!PLACE.test(place) || Buffer.byteLength(place) > MESSAGE_ID_OCTETS + 6) throw new Refusal('malformed', 'place')
    requireOctets(board, BOARD_NAME_OCTETS, 'board')
    requireOctets(subject, SUBJECT_OCTETS, 'subject')
    requireOctets(text, ARTICLE_OCTETS, 'text')
    const [where, title] = [sanitizer.line(board), sanitizer.line(subject)]
    tick.run(() => {
      const at = clock.now()
      drafts.put(id, { place, board: where, subject: title, text: sanitizer.text(text), at })
      drafts.trim(id, MOST_DRAFTS)
      drafts.dropBefore(at - DRAFT_DAYS * DAY)
    })
  }

  get({ session, place }: { session: SessionId; place: string }): Draft | null {
    return this.#fresh(session).find((draft) => draft.place === place) ?? null
  }

  list({ session }: { session: SessionId }): readonly Draft[] {
    return this.#fresh(session)
  }

  drop({ session, place }: { session: SessionId; place: string }): void {
    const { tick, sessions, drafts } = this.#options
    const { id } = sessions.requireAccount(session)
    if (drafts.find(id, place) !== undefined) tick.run(() => drafts.drop(id, place))
  }

  #fresh(session: SessionId): readonly Draft[] {
    const { clock, sessions, drafts } = this.#options
    const oldest = clock.now() - DRAFT_DAYS * DAY
    return drafts.of(sessions.requireAccount(session).id).filter(({ at }) => at >= oldest)
  }
}

/** @throws Refusal too-long */
const requireOctets = (text: string, most: number, what: string): void => {
  if (Buffer.byteLength(text) > most) throw new Refusal('too-long', what)
}
