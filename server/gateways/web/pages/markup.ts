// HTML as values. What comes from people is text and is escaped where it is put in; only what this template made goes
// in as it stands. There is no way to say "trust me".

/** HTML that is safe to send: made by `html` alone. */
export class Markup {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

export type Insert = string | number | Markup | readonly Insert[] | null | false

/** Strings and numbers are escaped, for element content and quoted attributes alike; lists are put in one by one. */
export const html = (pieces: TemplateStringsArray, ...inserts: readonly Insert[]): Markup => {
  let source = pieces[0] ?? ''
  for (const [index, insert] of inserts.entries()) source += sourceOf(insert) + (pieces[index + 1] ?? '')
  return new Markup(source)
}

const sourceOf = (insert: Insert): string => {
  if (insert === null || insert === false) return ''
  if (insert instanceof Markup) return insert.source
  if (typeof insert === 'string') return escapeMarkup(insert)
  if (typeof insert === 'number') return String(insert)
  return insert.map(sourceOf).join('')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
// What XML 1.0 §2.2 has no place for, and what HTML forbids as well; lone surrogates cannot be sent as UTF-8.
const NO_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Fit for HTML and XML, in content and in quoted attributes. */
export const escapeMarkup = (text: string): string =>
  text.replace(NO_CHARACTERS, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
