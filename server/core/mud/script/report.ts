// What owners read about their scripts.

import { line, type MudLine } from '../line.ts'
import { type Local, type MudObject, the } from '../mud-object.ts'
import { caret, type Fault } from './fault.ts'
import { LIMITS } from './limits.ts'
import { offBy, sourceOf, wrongOf } from './switches.ts'

/** Why, where, and the line with a mark under the place. */
export const faultLines = (object: MudObject, source: string, fault: Fault): readonly MudLine[] => {
  const { line: at, column, code, detail } = fault
  const shown = caret(source, fault)
  return [
    line('script.wrong', { what: called(object), line: at, column }, 'wrong'),
    ...(shown === '' ? [] : [line('script.row', { text: shown }, 'list')]),
    line(`script.fault.${code}`, { detail }, 'wrong'),
  ]
}

export const offLine = (object: MudObject): MudLine =>
  line('script.switched-off', { what: called(object), count: LIMITS.failures, number: `#${object.id}` }, 'wrong')

export const droppedLine = (object: MudObject): MudLine =>
  line('script.dropped', { what: called(object), count: LIMITS.events }, 'wrong')

/** Whether it runs, and what was last wrong. */
export const stateLines = (object: MudObject): readonly MudLine[] => {
  const [off, wrong] = [offBy(object), wrongOf(object)]
  return [
    ...(wrong === null ? [] : faultLines(object, sourceOf(object), wrong)),
    ...(off === null ? [] : [line(`script.off.${off}`, { number: `#${object.id}` }, 'wrong')]),
  ]
}

/** Rooms and exits by their bare names; in every language, so that a sentence begins as one. */
export const called = (object: MudObject): Local => {
  const { en, nb } = object.kind === 'room' || object.kind === 'exit' ? object.name : the(object)
  return { en: en ?? nb ?? '', nb: nb ?? en ?? '' }
}

/** A script with numbered lines, as one text. */
export const numbered = (source: string): string => {
  const rows = source.split('\n')
  const width = String(rows.length).length
  return rows.map((row, at) => `${String(at + 1).padStart(width, ' ')}| ${row}`).join('\n')
}
