// Bulletins: what the staff want everybody to read. Some are written in the house, others are files of the sysop's.

import { BULLETIN_OCTETS, SUBJECT_OCTETS } from '../../../shared/limits.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { canDo } from '../visibility.ts'
import type { Bulletin, Bulletins } from './community-calls.ts'
import { type CommunityOptions, nameOf, REF_LENGTH, requireLine } from './community-options.ts'
import type { BulletinRepository } from './community-repository.ts'

const MOST = 100

export interface BulletinServiceOptions extends CommunityOptions {
  readonly bulletins: BulletinRepository
  /** Those that are files; their text is the sysop's own. */
  readonly files: readonly Bulletin[]
}

export class BulletinService implements Bulletins {
  readonly #options: BulletinServiceOptions

  constructor(options: BulletinServiceOptions) {
    this.#options = options
  }

  list({ session }: { session: SessionId }): readonly Bulletin[] {
    const { sessions, bulletins, files } = this.#options
    sessions.actor(session)
    return [...bulletins.all(), ...files].sort((a, b) => b.at - a.at)
  }

  write({ session, title, text }: Parameters<Bulletins['write']>[0]): Bulletin {
    const { tick, clock, entropy, sanitizer, sessions, bulletins } = this.#options
    const actor = sessions.actor(session)
    if (!canDo(actor, 'write-bulletins')) throw new Refusal('not-permitted', 'bulletins')
    if (Buffer.byteLength(text) > BULLETIN_OCTETS) throw new Refusal('too-long', 'text')
    const words = { title: requireLine(sanitizer, title, SUBJECT_OCTETS), text: sanitizer.text(text).trimEnd() }
    if (words.text === '') throw new Refusal('empty', 'text')
    if (bulletins.all().length >= MOST) throw new Refusal('too-many', `${MOST} bulletins`)
    const bulletin = { ref: entropy.token(REF_LENGTH), author: nameOf(actor), at: clock.now(), ...words }
    tick.run(() => {
      bulletins.add(bulletin)
      tick.publish({ type: 'bulletins.changed' })
    })
    return bulletin
  }

  withdraw({ session, ref }: { session: SessionId; ref: string }): void {
    const { tick, sessions, bulletins } = this.#options
    const actor = sessions.actor(session)
    if (!canDo(actor, 'write-bulletins')) throw new Refusal('not-permitted', 'bulletins')
    tick.run(() => {
      if (!bulletins.withdraw(ref, nameOf(actor))) throw new Refusal('no-such-thing', 'bulletin')
      tick.publish({ type: 'bulletins.changed' })
    })
  }
}
