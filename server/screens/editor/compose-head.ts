// What stands above the text that is being written: where it goes, its subject, and a rule with the cursor's place.

import type { ScreenContext } from '../screen.ts'
import type { Field } from '../widgets/field.ts'
import type { Key } from '../widgets/keys.ts'
import { cutText, setText } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Taken, Widget } from '../widgets/widget.ts'
import type { EditorBuffer } from './buffer.ts'

export const HEAD_ROWS = 3

export interface ComposeHeadOptions {
  readonly context: ScreenContext
  readonly to: string
  readonly field: Field
  readonly buffer: EditorBuffer
  readonly onBelow: () => void
}

export class ComposeHead implements Widget {
  readonly #options: ComposeHeadOptions
  readonly #labels: readonly [string, string]
  readonly #indent: number

  constructor(options: ComposeHeadOptions) {
    this.#options = options
    const { text } = options.context
    this.#labels = [text('editor.to'), text('editor.subject')]
    this.#indent = 3 + Math.max(...this.#labels.map((label) => label.length))
  }

  get subject(): string {
    return this.#options.field.value
  }

  set subject(words: string) {
    this.#options.field.value = words
  }

  onKey(key: Key): Taken {
    if (key.name === 'tab' || key.name === 'enter' || key.name === 'down') {
      this.#options.onBelow()
      return true
    }
    // A subject that is pasted with its line end does not run into the text.
    return this.#options.field.onKey(key)
  }

  paint(surface: Surface, focused: boolean): void {
    const { context, to, field, buffer } = this.#options
    const width = this.#indent - 2
    this.#labels.forEach((label, y) => {
      surface.text(1, y, setText(label, width), 'dim')
    })
    surface.text(this.#indent + 1, 0, cutText(to, surface.width - this.#indent - 2), 'strong')
    field.paint(surface, { x: this.#indent, y: 1, width: surface.width - this.#indent - 1 }, focused)
    surface.text(0, 2, '─'.repeat(surface.width), 'rule')
    const { line, column } = buffer.place
    const place = ` ${context.text('editor.place', { line, lines: buffer.lineCount, column })} `
    surface.text(Math.max(0, surface.width - place.length - 2), 2, place, 'dim')
  }
}
