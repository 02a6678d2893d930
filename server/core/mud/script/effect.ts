// What a script wants done. Collected while it runs; apply.ts does all of it afterwards, or nothing.

import type { Local, MudId } from '../mud-object.ts'
import type { Place } from './fault.ts'
import type { EffectName } from './syntax.ts'
import type { Value } from './value.ts'

/** How a value is said: texts in every language that they have. */
export type Said = string | Local

export type Effect = Place &
  (
    | { readonly is: 'set'; readonly target: MudId; readonly name: string; readonly kept: string }
    | { readonly is: EffectName; readonly of: readonly Value[] }
  )
