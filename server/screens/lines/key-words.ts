// The keys of a screen as things to type: letters stay letters, Space and Enter become an empty line.

import type { KeyRow, Screen } from '../screen.ts'

export interface Typable {
  readonly row: KeyRow
  /** What to type: a letter or sign, or '' for just Enter. */
  readonly typed: string
}

/** The rows that can be reached by typing, in the screen's order. */
export const typables = (screen: Screen): readonly Typable[] =>
  screen.keys().flatMap((row) => {
    if (row.run === undefined) return []
    const sign = row.on.find((name) => [...name].length === 1)
    const isEmptyLine = row.on.includes('space') || row.on.includes('enter')
    if (sign === undefined && !isEmptyLine) return []
    return [{ row, typed: isEmptyLine ? '' : (sign ?? '') }]
  })

/** The row that a typed letter, sign or empty line stands for. */
export const rowFor = (screen: Screen, typed: string): KeyRow | undefined => {
  const rows = screen.keys().filter((row) => row.run !== undefined)
  const names = typed === '' ? ['space', 'enter'] : [typed, typed.toLowerCase(), typed.toUpperCase()]
  for (const name of names) {
    const row = rows.find((each) => each.on.includes(name))
    if (row !== undefined) return row
  }
  return undefined
}
