// Fields to fill in, one below the other, each with room for a kind word under it: Tab, arrows and Enter go on, Enter
// on the last one sends; Ctrl-R shows or hides passwords. Labels stand beside the fields, or above them where it is narrow.

import { textWidth } from '../../wire/text/width.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import { Field } from './field.ts'
import { type AskedField, FormVoice } from './form-voice.ts'
import type { Key } from './keys.ts'
import type { Style } from './styles.ts'
import type { Surface } from './surface.ts'
import type { Taken, Widget } from './widget.ts'

export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind?: 'text' | 'password' | 'toggle'
  readonly initial?: string
  /** Greatest length in UTF-16 units. */
  readonly limit?: number
  /** Stands under the field while there is nothing else to say. */
  readonly hint?: string
  readonly onChange?: (value: string) => void
  /** In line mode, where fields are asked one by one: why the answer will not do; '' when it will. */
  readonly judge?: (value: string) => Promise<string>
}

export interface FormOptions {
  readonly fields: readonly FormField[]
  /** On the button under the fields. */
  readonly send: string
  readonly onSend: (values: Readonly<Record<string, string>>) => void | Promise<void>
}

interface Note {
  readonly text: string
  readonly style: Style
}

/** One thing that can have the focus: a field to type in, a toggle, or (at the end) the button. */
interface Item {
  readonly field: FormField
  readonly input: Field
  on: boolean
  note: Note | null
}

/** From this width on labels stand beside the fields. */
const WIDE = 56
const FIELD_MAX = 42
const BUTTON = -1

export class Form implements Widget {
  readonly voice: FormVoice
  readonly #options: FormOptions
  readonly #items: readonly Item[]
  readonly #labelColumns: number
  /** Index of the item that has the focus, or BUTTON. */
  #at = 0

  constructor(options: FormOptions) {
    this.#options = options
    this.#items = options.fields.map((field) => this.#itemFor(field))
    const labels = options.fields.filter((field) => field.kind !== 'toggle').map((field) => textWidth(field.label))
    this.#labelColumns = Math.max(0, ...labels)
    this.voice = new FormVoice(this.#items.map(askedField), () => this.#send())
  }

  /** Toggles are 'yes' or ''. */
  get values(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#items.map(({ field, input, on }) => [
        field.name,
        field.kind === 'toggle' ? (on ? 'yes' : '') : input.value,
      ]),
    )
  }

  /** A word under a field; '' takes it away. */
  note(name: string, text: string, style: Style = 'danger'): void {
    const item = this.#items.find((each) => each.field.name === name)
    if (item !== undefined) item.note = text === '' ? null : { text, style }
  }

  clear(name: string): void {
    const item = this.#items.find((each) => each.field.name === name)
    if (item !== undefined) item.input.value = ''
  }

  focus(name: string): void {
    this.#at = this.#items.findIndex((each) => each.field.name === name)
  }

  /** Rows that the form needs at this width. */
  rows(columns: number): number {
    return this.#items.reduce((sum, item) => sum + rowsOf(item, columns), 0) + 1
  }

  onKey(key: Key): Taken {
    const item = this.#items[this.#at]
    switch (key.name) {
      case 'tab':
      case 'down':
        return this.#move(1)
      case 'S-tab':
      case 'up':
        return this.#move(-1)
      case 'enter':
        return this.#enter(item)
      case 'C-r':
        return this.#reveal()
      case 'space':
        if (item === undefined) return this.#send()
        if (item.field.kind !== 'toggle') return item.input.onKey(key)
        item.on = !item.on
        return true
      default:
        return item !== undefined && item.field.kind !== 'toggle' && item.input.onKey(key)
    }
  }

  paint(surface: Surface, focused: boolean): void {
    const columns = surface.width
    const offset = this.#scrollFor(columns, surface.height)
    let y = -offset
    this.#items.forEach((item, at) => {
      this.#paintItem(surface, item, y, focused && at === this.#at)
      y += rowsOf(item, columns)
    })
    const lit = focused && this.#at === BUTTON
    surface.text(this.#fieldColumn(columns), y, `  ${this.#options.send}  `, lit ? 'selected' : 'field')
  }

  #itemFor(field: FormField): Item {
    const item: Item = {
      field,
      on: field.initial === 'yes',
      note: null,
      input: new Field({
        initial: field.kind === 'toggle' ? '' : (field.initial ?? ''),
        masked: field.kind === 'password',
        limit: field.limit ?? 200,
        onChange: (value) => {
          item.note = null
          field.onChange?.(value)
        },
      }),
    }
    return item
  }

  #move(step: 1 | -1): true {
    const count = this.#items.length + 1
    const position = this.#at === BUTTON ? count - 1 : this.#at
    const next = (position + step + count) % count
    this.#at = next === count - 1 ? BUTTON : next
    return true
  }

  #reveal(): true {
    for (const { input } of this.#items) input.revealed = !input.revealed
    return true
  }

  #enter(item: Item | undefined): Taken {
    if (item === undefined || this.#at === this.#items.length - 1) return this.#send()
    return this.#move(1)
  }

  #send(): Taken {
    return this.#options.onSend(this.values) ?? true
  }

  #fieldColumn(columns: number): number {
    return columns >= WIDE ? this.#labelColumns + 3 : 1
  }

  #paintItem(surface: Surface, item: Item, y: number, focused: boolean): void {
    const { field, input, note } = item
    const isWide = surface.width >= WIDE
    const x = this.#fieldColumn(surface.width)
    if (field.kind === 'toggle') {
      const box = item.on ? '[x]' : '[ ]'
      const end = surface.text(x, y, `${box} `, focused ? 'selected' : 'hotkey')
      wrapText(field.label, surface.width - end)
        .slice(0, 2)
        .forEach((line, at) => {
          surface.text(end, y + at, line, focused ? 'strong' : 'text')
        })
      return
    }
    surface.text(1, y, field.label, focused ? 'strong' : 'text')
    const row = isWide ? y : y + 1
    input.paint(surface, { x, y: row, width: Math.min(FIELD_MAX, surface.width - x - 1) }, focused)
    const said: Note = note ?? { text: field.hint ?? '', style: 'dim' }
    // The row of air below may be used by a long word.
    wrapText(said.text, surface.width - x)
      .slice(0, 2)
      .forEach((line, at) => {
        surface.text(x, row + 1 + at, line, said.style)
      })
  }

  /** So far down that what has the focus is in sight. */
  #scrollFor(columns: number, height: number): number {
    const before = this.#at === BUTTON ? this.#items : this.#items.slice(0, this.#at)
    const top = before.reduce((sum, item) => sum + rowsOf(item, columns), 0)
    const current = this.#items[this.#at]
    const bottom = top + (current === undefined ? 1 : rowsOf(current, columns))
    return Math.max(0, bottom - height)
  }
}

/** Asked in line mode. */
const askedField = (item: Item): AskedField => {
  const { field, input } = item
  return {
    label: field.label,
    kind: field.kind ?? 'text',
    hint: field.hint ?? '',
    judge: field.judge,
    get value() {
      return field.kind === 'toggle' ? (item.on ? 'yes' : '') : input.value
    },
    set value(value) {
      if (field.kind === 'toggle') item.on = value === 'yes'
      else input.value = value.slice(0, field.limit ?? 200)
    },
    takeNote: () => {
      const { note } = item
      item.note = null
      return note?.text ?? ''
    },
  }
}

const rowsOf = (item: Item, columns: number): number => {
  if (item.field.kind === 'toggle') return 2
  return columns >= WIDE ? 3 : 4
}
