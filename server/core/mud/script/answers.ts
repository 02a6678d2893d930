// What the script of a thing answers to, if it runs at all.

import type { MudObject } from '../mud-object.ts'
import { parseScript } from './parser.ts'
import { offBy, sourceOf } from './switches.ts'
import type { EventName, Handler } from './syntax.ts'

const NONE: readonly Handler[] = []

export const handlersOf = (object: MudObject): readonly Handler[] => {
  const source = sourceOf(object)
  if (source === '' || offBy(object) !== null) return NONE
  const parsed = parseScript(source)
  return 'script' in parsed ? parsed.script.handlers : NONE
}

export const answersTo = (object: MudObject, event: EventName): boolean =>
  handlersOf(object).some((handler) => handler.event === event)
