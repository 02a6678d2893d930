// A form as questions, one after the other. Enter keeps what is there already; after the last one the form is sent. If
// the house does not like an answer it says why, and the questions begin again with the answers given.

import type { TalkVoice } from './voice.ts'
import type { Taken } from './widget.ts'

/** What is used of one field of a form. */
export interface AskedField {
  readonly label: string
  readonly kind: 'text' | 'password' | 'toggle'
  readonly hint: string
  /** Toggles are 'yes' or ''. */
  value: string
  /** What the house thinks of the answer; '' for nothing. */
  readonly judge?: ((value: string) => Promise<string>) | undefined
  /** Says what stands under the field, and takes it away. */
  takeNote(): string
}

export class FormVoice implements TalkVoice {
  readonly kind = 'talk'
  readonly #fields: readonly AskedField[]
  readonly #send: () => Taken
  #at = 0
  /** The field whose hint was said last. */
  #hinted = -1
  #complaint = ''

  constructor(fields: readonly AskedField[], send: () => Taken) {
    this.#fields = fields
    this.#send = send
  }

  get isMasked(): boolean {
    return this.#fields[this.#at]?.kind === 'password'
  }

  prompt(): string {
    const field = this.#fields[this.#at]
    if (field === undefined) return ''
    if (field.kind === 'toggle') return `${field.label} (y/n) [${field.value === 'yes' ? 'y' : 'n'}]: `
    if (field.value === '') return `${field.label}: `
    return `${field.label} [${field.kind === 'password' ? '*****' : field.value}]: `
  }

  takeNews(): readonly string[] {
    const notes = [...this.#fields.map((field) => field.takeNote()), this.#complaint]
    this.#complaint = ''
    const hint = this.#hinted === this.#at ? '' : (this.#fields[this.#at]?.hint ?? '')
    this.#hinted = this.#at
    return [...notes, hint].filter((text) => text !== '')
  }

  answer(line: string): Taken {
    const field = this.#fields[this.#at]
    if (field === undefined) return true
    if (field.kind === 'toggle') {
      if (line.trim() !== '') field.value = /^\s*[yj1]/i.test(line) ? 'yes' : ''
    } else if (line !== '') field.value = line
    return field.judge === undefined ? this.#next() : this.#judge(field)
  }

  async #judge(field: AskedField): Promise<void> {
    this.#complaint = (await field.judge?.(field.value)) ?? ''
    if (this.#complaint === '') await this.#next()
    else field.value = ''
  }

  #next(): Taken {
    this.#at += 1
    if (this.#at < this.#fields.length) return true
    this.#at = 0
    this.#hinted = 0
    return this.#send()
  }
}
