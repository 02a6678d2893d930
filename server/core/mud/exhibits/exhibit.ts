// An exhibit is a thing of the shipped world with something to do: its `does` names one of these. They use what every
// thing may use: the act, short lists kept on the thing, and the wires to the rest of the house.

import type { Act } from '../act.ts'
import type { MudObject } from '../mud-object.ts'

export interface Exhibit {
  /** `use THING WORDS`; `words` is '' when there were none. */
  use(act: Act, thing: MudObject, words: string): void
}
