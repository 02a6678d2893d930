// What is wrong with a script, and where: found while it is read, or while it runs.

export interface Place {
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** Why; the catalogue has a text for each. */
export type FaultCode =
  | 'character'
  | 'open-string'
  | 'expected'
  | 'unexpected'
  | 'unknown-event'
  | 'unknown-effect'
  | 'unknown-function'
  | 'unknown-name'
  | 'arguments'
  | 'no-end'
  | 'too-deep'
  | 'too-long'
  | 'seconds'
  | 'empty'
  | 'steps'
  | 'text'
  | 'list'
  | 'nested-list'
  | 'number'
  | 'not-a-number'
  | 'not-a-list'
  | 'not-an-object'
  | 'zero'
  | 'effects'
  | 'lines'
  | 'memory'
  | 'queue'
  | 'not-yours'
  | 'not-here'
  | 'no-way'
  | 'no-room'
  | 'full'
  | 'quota'
  | 'not-spawned'

export interface Fault extends Place {
  readonly code: FaultCode
  /** What is meant: the word that stands there, the limit that is passed. */
  readonly detail: string
}

/** Stops the script; what it would have done is not done. */
export class ScriptStop extends Error {
  readonly fault: Fault

  constructor(code: FaultCode, { line, column }: Place, detail: string | number = '') {
    super(code)
    this.fault = { code, line, column, detail: String(detail) }
  }
}

/** The line with a mark under the place: `3| say "hi` and below it `^`. '' when there is no such line. */
export const caret = (source: string, { line, column }: Place): string => {
  const text = source.split('\n')[line - 1]
  if (text === undefined) return ''
  // A window of the line, so that the mark stands under it on narrow screens too.
  const from = Math.max(0, column - 50)
  const head = `${line}| `
  return `${head}${text.slice(from, from + 70)}\n${' '.repeat(head.length + column - 1 - from)}^`
}
