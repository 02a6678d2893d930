// Undo and redo of an editor: edits kept as what was removed and what was put there. Typing and erasing melt into one
// step per word, so that undo takes back about as much as a person thinks of at once. Pure.

import { endOf, type Position } from './document.ts'

/** `type` and `erase` may melt together with their like; `other` always stands alone. */
export type EditKind = 'type' | 'erase' | 'other'

export interface Edit {
  readonly kind: EditKind
  readonly at: Position
  readonly removed: string
  readonly inserted: string
  /** Where the cursor stood. */
  readonly before: Position
}

const MOST_EDITS = 1_000
/** In code units, of all kept edits together. */
const MOST_TEXT = 4_000_000

export class EditHistory {
  readonly #done: Edit[] = []
  #undone: Edit[] = []
  #size = 0
  #open = false

  push(edit: Edit): void {
    for (const lost of this.#undone) this.#size -= sizeOf(lost)
    this.#undone = []
    const last = this.#done.at(-1)
    const melted = this.#open && last !== undefined ? melt(last, edit) : null
    if (melted !== null) this.#done[this.#done.length - 1] = melted
    else this.#done.push(edit)
    this.#size += sizeOf(edit)
    this.#open = true
    while (this.#done.length > MOST_EDITS || (this.#size > MOST_TEXT && this.#done.length > 1)) {
      const oldest = this.#done.shift()
      this.#size -= oldest === undefined ? 0 : sizeOf(oldest)
    }
  }

  /** The next edit starts a step of its own, as after the cursor was moved. */
  seal(): void {
    this.#open = false
  }

  /** The edit to take back, or null. */
  undo(): Edit | null {
    const edit = this.#done.pop() ?? null
    if (edit !== null) this.#undone.push(edit)
    this.#open = false
    return edit
  }

  /** The edit to make again, or null. */
  redo(): Edit | null {
    const edit = this.#undone.pop() ?? null
    if (edit !== null) this.#done.push(edit)
    this.#open = false
    return edit
  }
}

const sizeOf = (edit: Edit): number => edit.removed.length + edit.inserted.length

const same = (a: Position, b: Position): boolean => a.line === b.line && a.offset === b.offset

const melt = (last: Edit, edit: Edit): Edit | null => {
  if (last.kind !== edit.kind || last.kind === 'other') return null
  if (edit.kind === 'type') {
    if (edit.removed !== '' || !same(endOf(last.at, last.inserted), edit.at)) return null
    const wordStarts = /\s$/.test(last.inserted) && /^\S/.test(edit.inserted)
    return wordStarts ? null : { ...last, inserted: last.inserted + edit.inserted }
  }
  if (last.inserted !== '' || edit.inserted !== '') return null
  const wordStarts = /^\s/.test(last.removed) && /\S$/.test(edit.removed)
  if (same(endOf(edit.at, edit.removed), last.at)) {
    return wordStarts ? null : { ...last, at: edit.at, removed: edit.removed + last.removed }
  }
  return same(edit.at, last.at) ? { ...last, removed: last.removed + edit.removed } : null
}
