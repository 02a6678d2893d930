// Whether a thing's script runs, and what was last wrong with it: kept on the thing.

import type { MudObject } from '../mud-object.ts'
import { propText } from '../mud-object.ts'
import type { Fault } from './fault.ts'

const SOURCE = 'script'
const OFF = '~script.off'
const WRONG = '~script.wrong'

export const sourceOf = (object: MudObject): string => propText(object, SOURCE)

/** By its owner, or because it failed too often; null for a script that runs. */
export const offBy = (object: MudObject): 'owner' | 'failures' | null => {
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
export const withSource = ({ props }: MudObject, source: string): Props => ({
  ...without(props, [SOURCE, OFF, WRONG]),
  ...(source !== '' && { [SOURCE]: source }),
})

export const switched = ({ props }: MudObject, off: 'owner' | null): Props =>
  off === null ? without(props, [OFF, WRONG]) : { ...props, [OFF]: off }

export const withFault = ({ props }: MudObject, fault: Fault, isOff: boolean): Props => ({
  ...props,
  [WRONG]: JSON.stringify(fault),
  ...(isOff && { [OFF]: 'failures' }),
})
