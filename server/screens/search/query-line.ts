// The line in which a search is typed, with a word before it.

import { Field } from '../widgets/field.ts'
import type { Key } from '../widgets/keys.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'

/** Fits SEARCH_OCTETS, whatever is typed. */
const MOST_UNITS = 160

export class QueryLine implements Widget {
  readonly #label: string
  readonly #field: Field

  constructor(options: { readonly label: string; readonly hint: string; readonly initial: string }) {
    const { label, hint, initial } = options
    this.#label = label
    this.#field = new Field({ hint, initial, limit: MOST_UNITS })
  }

  get value(): string {
    return this.#field.value.trim()
  }

  set value(text: string) {
    this.#field.value = text
  }

  onKey(key: Key): boolean {
    return this.#field.onKey(key)
  }

  paint(surface: Surface, focused: boolean): void {
    const x = surface.text(0, 0, this.#label, focused ? 'strong' : 'dim')
    const width = surface.width - x - 1
    this.#field.paint(surface, { x: x + 1, y: 0, width }, focused)
  }
}
