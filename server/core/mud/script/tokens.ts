// From a script's text to its tokens. Statements end with the line, or with `;` or `:`. A text may hold expressions in
// braces, which are cut out here and read by the parser.

import { type Place, ScriptStop } from './fault.ts'

export type Token = Place &
  (
    | { readonly is: 'word' | 'sign'; readonly text: string }
    | { readonly is: 'number'; readonly text: string; readonly value: number }
    | { readonly is: 'text'; readonly text: string; readonly parts: readonly (string | readonly Token[])[] }
    | { readonly is: 'break' | 'end'; readonly text: string }
  )

const BLANK = /[ \t\r]/
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER = /\d+(?:\.\d+)?/y
const SIGN = /==|!=|<=|>=|[-+*/%<>=(),.[\]]/y

/** @throws ScriptStop character, open-string, too-deep */
export const tokensOf = (source: string, from: Place = { line: 1, column: 1 }, depth = 0): readonly Token[] =>
  new Tokens(source, from, depth).all()

class Tokens {
  readonly #source: string
  readonly #depth: number
  readonly #tokens: Token[] = []
  #at = 0
  #line: number
  /** Where column 1 of this line stands in the source. */
  #start: number

  constructor(source: string, from: Place, depth: number) {
    this.#source = source
    this.#depth = depth
    this.#line = from.line
    this.#start = 1 - from.column
  }

  all(): readonly Token[] {
    while (this.#at < this.#source.length) this.#one()
    this.#tokens.push({ is: 'end', text: '', ...this.#place() })
    return this.#tokens
  }

  #place(): Place {
    return { line: this.#line, column: this.#at - this.#start + 1 }
  }

  #one(): void {
    const character = this.#source[this.#at] ?? ''
    const place = this.#place()
    if (BLANK.test(character)) this.#at += 1
    else if (character === '#') {
      const end = this.#source.indexOf('\n', this.#at)
      this.#at = end === -1 ? this.#source.length : end
    } else if (character === '\n' || character === ';' || character === ':') {
      this.#tokens.push({ is: 'break', text: character, ...place })
      this.#at += 1
      if (character !== '\n') return
      this.#line += 1
      this.#start = this.#at
    } else if (character === '"') this.#text(place)
    else this.#plain(place)
  }

  #plain(place: Place): void {
    const word = this.#match(WORD)
    if (word !== null) {
      this.#tokens.push({ is: 'word', text: word, ...place })
      return
    }
    const number = this.#match(NUMBER)
    if (number !== null) {
      this.#tokens.push({ is: 'number', text: number, value: Number(number), ...place })
      return
    }
    const sign = this.#match(SIGN)
    if (sign === null) throw new ScriptStop('character', place, this.#source[this.#at])
    this.#tokens.push({ is: 'sign', text: sign, ...place })
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)?.[0] ?? null
    if (found !== null) this.#at += found.length
    return found
  }

  /** `\"`, `\\` and `\{` stand for the character itself; `{…}` for what is in it. */
  #text(place: Place): void {
    const start = this.#at
    const parts: (string | readonly Token[])[] = []
    let plain = ''
    this.#at += 1
    for (;;) {
      const character = this.#source[this.#at]
      if (character === undefined || character === '\n') throw new ScriptStop('open-string', place)
      this.#at += 1
      if (character === '"') break
      if (character === '\\') {
        plain += this.#source[this.#at] ?? ''
        this.#at += 1
      } else if (character === '{') {
        parts.push(plain, this.#inner())
        plain = ''
      } else plain += character
    }
    parts.push(plain)
    this.#tokens.push({ is: 'text', text: this.#source.slice(start, this.#at), parts, ...place })
  }

  /** Up to the brace that closes; texts inside may hold braces of their own. */
  #inner(): readonly Token[] {
    const place = this.#place()
    if (this.#depth > 2) throw new ScriptStop('too-deep', place)
    const start = this.#at
    let open = 1
    for (let isText = false; open > 0; this.#at += 1) {
      const character = this.#source[this.#at]
      if (character === undefined || character === '\n') throw new ScriptStop('expected', place, '}')
      if (character === '\\') this.#at += 1
      else if (character === '"') isText = !isText
      else if (!isText && character === '{') open += 1
      else if (!isText && character === '}') open -= 1
    }
    return tokensOf(this.#source.slice(start, this.#at - 1), place, this.#depth + 1)
  }
}
