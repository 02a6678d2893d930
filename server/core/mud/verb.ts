// What a verb is: the words that mean it, its help, and what it does. The help beside the verb is the help.

import type { Act } from './act.ts'
import type { MudRole } from './lock.ts'
import type { Local, MudLanguage } from './mud-object.ts'

export interface Verb {
  /** In each language; the first is the one that help lists. */
  readonly words: Readonly<Record<MudLanguage, readonly string[]>>
  /** The first line is how it is typed; what follows is prose. */
  readonly help: Local
  /** Under which heading help lists it. */
  readonly topic: 'look' | 'things' | 'talk' | 'people' | 'self' | 'build'
  /** The least role that may; others do not see it in the help. */
  readonly role?: MudRole
  /** @throws Stop nothing happens, and the actor reads why; Refusal likewise */
  run(act: Act): void
}
