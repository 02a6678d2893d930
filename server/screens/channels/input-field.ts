// The row in which a caller types: the line of the tab that is shown, with the keys that edit it.

import type { Key } from '../widgets/keys.ts'
import { cutText } from '../widgets/lines.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Taken, Widget } from '../widgets/widget.ts'
import type { InputLine } from './input-line.ts'

const PROMPT = '› '
const PROMPT_COLUMNS = 2

const EDITS: Readonly<Record<string, (line: InputLine) => void>> = {
  left: (line) => line.move('left'),
  right: (line) => line.move('right'),
  home: (line) => line.move('start'),
  end: (line) => line.move('end'),
  'C-a': (line) => line.move('start'),
  'C-e': (line) => line.move('end'),
  'C-b': (line) => line.move('left'),
  'C-f': (line) => line.move('right'),
  'C-left': (line) => line.move('word-left'),
  'C-right': (line) => line.move('word-right'),
  'M-b': (line) => line.move('word-left'),
  'M-f': (line) => line.move('word-right'),
  up: (line) => line.recall(-1),
  down: (line) => line.recall(1),
  backspace: (line) => line.deleteBack(),
  delete: (line) => line.deleteForward(),
  'C-d': (line) => line.deleteForward(),
  'C-w': (line) => line.deleteWordBack(),
  'M-backspace': (line) => line.deleteWordBack(),
  'C-u': (line) => line.deleteToStart(),
  'C-k': (line) => line.deleteToEnd(),
}

export interface InputFieldOptions {
  readonly line: () => InputLine | null
  /** Tab. */
  readonly complete: (line: InputLine) => Taken
  /** Shown while nothing is typed. */
  readonly hint: () => string
  readonly onFull: () => void
  /** The line is not what it was, or the cursor has moved. */
  readonly onEdit?: () => void
}

export class InputField implements Widget {
  readonly #options: InputFieldOptions

  constructor(options: InputFieldOptions) {
    this.#options = options
  }

  onKey(key: Key): Taken {
    const line = this.#options.line()
    if (line === null) return false
    if (key.name === 'tab') return this.#options.complete(line)
    const edit = EDITS[key.name]
    if (edit !== undefined) {
      edit(line)
      this.#options.onEdit?.()
      return true
    }
    if (key.text === '') return false
    if (!line.insert(key.text)) this.#options.onFull()
    this.#options.onEdit?.()
    return true
  }

  paint(surface: Surface, focused: boolean): void {
    const line = this.#options.line()
    surface.text(0, 0, PROMPT, 'accent')
    if (line === null) return
    const room = surface.width - PROMPT_COLUMNS
    if (line.isEmpty) surface.text(PROMPT_COLUMNS, 0, cutText(this.#options.hint(), room), 'dim')
    const { text, cursor } = line.view(room)
    surface.text(PROMPT_COLUMNS, 0, text)
    if (focused) surface.cursor(PROMPT_COLUMNS + cursor, 0)
  }
}
