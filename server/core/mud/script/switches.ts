// Whether a thing's script runs, and what was last wrong with it: kept on the thing.

import type { MudObject } from '../mud-object.ts'
import { propText } from '../mud-object.ts'
import type { Fault } from './fault.ts'

const SOURCE = 'script'
const OFF = '~script.off'
const WRONG = '~script.wrong'
/** Whose rights it was written for. */
export const WRITTEN_FOR = '~script.for'

export const sourceOf = (object: MudObject): string => propText(object, SOURCE)

const rightsOf = ({ owner }: MudObject): string => (owner === null ? '' : String(owner))

/**
 * By its owner, because it failed too often, or because it has changed hands: what one gave away must not act with the
 * rights of another. Null for a script that runs.
 */
export const offBy = (object: MudObject): 'owner' | 'failures' | 'given' | null => {
  if (propText(object, WRITTEN_FOR) !== rightsOf(object)) return 'given'
  const by = propText(object, OFF)
  return by === '' ? null : by === 'owner' ? 'owner' : 'failures'
}

export const wrongOf = (object: MudObject): Fault | null => {
  const kept = propText(object, WRONG)
  if (kept === '') return null
  try {
    return JSON.parse(kept)
  } catch {
    return null
  }
}

type Props = MudObject['props']

const without = (props: Props, names: readonly string[]): Props =>
  Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)))

/** A new script runs, whatever the one before did; '' is none. */
export const withSource = (object: MudObject, source: string): Props => ({
  ...without(object.props, [SOURCE, OFF, WRONG, WRITTEN_FOR]),
  ...(source !== '' && { [SOURCE]: source, [WRITTEN_FOR]: rightsOf(object) }),
})

export const switched = (object: MudObject, off: 'owner' | null): Props =>
  off === null
    ? { ...without(object.props, [OFF, WRONG]), [WRITTEN_FOR]: rightsOf(object) }
    : { ...object.props, [OFF]: off }

export const withFault = ({ props }: MudObject, fault: Fault, isOff: boolean): Props => ({
  ...props,
  [WRONG]: JSON.stringify(fault),
  ...(isOff && { [OFF]: 'failures' }),
})
