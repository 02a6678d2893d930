// Reading expressions: `or`, `and`, `not`, comparison, sums, products, and what stands alone, from loose to tight.

import { type Place, ScriptStop } from './fault.ts'
import { LIMITS } from './limits.ts'
import type { Expression, Operator } from './syntax.ts'
import type { Token } from './tokens.ts'

/** How many values each function takes; functions.ts has what they do. */
export const FUNCTIONS = {
  length: [1, 1],
  random: [1, 1],
  join: [1, 2],
  has: [2, 2],
  contents: [1, 1],
  people: [0, 1],
  name: [1, 1],
  lower: [1, 1],
  upper: [1, 1],
  contains: [2, 2],
  number: [1, 1],
  pick: [1, 1],
  item: [2, 2],
  time: [0, 1],
  thing: [1, 1],
  both: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>
export type FunctionName = keyof typeof FUNCTIONS

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name)

const LEVELS: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['nothing', null],
])
const RESERVED = new Set(['and', 'or', 'not', 'in', 'to', 'end', 'else', 'on', 'if', 'for', 'each', 'let', 'set'])

/** Goes through tokens one by one. */
export class Reader {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth: number

  constructor(tokens: readonly Token[], depth = 0) {
    this.#tokens = tokens
    this.#depth = depth
  }

  get next(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1)
    return token ?? { is: 'end', text: '', line: 1, column: 1 }
  }

  take(): Token {
    const token = this.next
    this.#at += 1
    return token
  }

  /** Takes it if it stands there. */
  has(text: string): boolean {
    const { is, text: found } = this.next
    if ((is !== 'word' && is !== 'sign') || found !== text) return false
    this.#at += 1
    return true
  }

  /** @throws ScriptStop expected */
  need(text: string): void {
    if (!this.has(text)) throw new ScriptStop('expected', this.next, text)
  }

  /** @throws ScriptStop expected */
  word(what: string): string {
    const token = this.take()
    if (token.is !== 'word' || RESERVED.has(token.text)) throw new ScriptStop('expected', token, what)
    return token.text
  }

  /** @throws ScriptStop too-deep */
  deeper<T>(place: Place, read: () => T): T {
    this.#depth += 1
    if (this.#depth > LIMITS.depth) throw new ScriptStop('too-deep', place, LIMITS.depth)
    const result = read()
    this.#depth -= 1
    return result
  }

  expression(): Expression {
    return this.deeper(this.next, () => this.#level(0))
  }

  #level(at: number): Expression {
    const operators = LEVELS[at]
    if (operators === undefined) return this.#single()
    if (at === 2 && this.next.text === 'not') {
      const { line, column } = this.take()
      return this.deeper({ line, column }, () => ({ is: 'not', of: this.#level(2), line, column }))
    }
    let left = this.#level(at + 1)
    for (let count = 1; ; count += 1) {
      const { is, text, line, column } = this.next
      const operator = is === 'word' || is === 'sign' ? operators.find((each) => each === text) : undefined
      if (operator === undefined) return left
      // A long sum is a deep tree: bounded like any other.
      if (count > LIMITS.depth) throw new ScriptStop('too-deep', { line, column }, LIMITS.depth)
      this.take()
      left = { is: 'two', operator, left, right: this.#level(at + 1), line, column }
    }
  }

  #single(): Expression {
    let found = this.#primary()
    for (let count = 0; this.has('.'); count += 1) {
      if (count > 2) throw new ScriptStop('too-deep', this.next, LIMITS.depth)
      const { line, column } = this.next
      found = { is: 'property', of: found, name: this.word('name'), line, column }
    }
    return found
  }

  #primary(): Expression {
    const token = this.take()
    const { line, column } = token
    if (token.is === 'number') return { is: 'value', value: token.value, line, column }
    if (token.is === 'text') return this.#text(token.parts, token)
    if (token.is === 'word') return this.#named(token)
    if (token.is === 'sign' && token.text === '-') {
      return this.deeper(token, () => ({ is: 'minus', of: this.#single(), line, column }))
    }
    if (token.is === 'sign' && token.text === '[') return { is: 'list', of: this.#several(']'), line, column }
    if (token.is === 'sign' && token.text === '(') {
      const inner = this.expression()
      this.need(')')
      return inner
    }
    throw new ScriptStop(token.is === 'end' || token.is === 'break' ? 'no-end' : 'unexpected', token, token.text)
  }

  #named({ text: name, line, column }: Token): Expression {
    const constant = CONSTANTS.get(name)
    if (constant !== undefined) return { is: 'value', value: constant, line, column }
    if (!this.has('(')) {
      if (RESERVED.has(name)) throw new ScriptStop('unexpected', { line, column }, name)
      return { is: 'name', name, line, column }
    }
    if (!isFunction(name)) throw new ScriptStop('unknown-function', { line, column }, name)
    const of = this.#several(')')
    const [least, most] = FUNCTIONS[name]
    if (of.length < least || of.length > most) throw new ScriptStop('arguments', { line, column }, name)
    return { is: 'call', name, of, line, column }
  }

  #several(close: string): readonly Expression[] {
    const found: Expression[] = []
    if (this.has(close)) return found
    do found.push(this.expression())
    while (this.has(','))
    this.need(close)
    return found
  }

  #text(parts: readonly (string | readonly Token[])[], { line, column }: Place): Expression {
    const [only] = parts
    if (parts.length === 1 && typeof only === 'string') return { is: 'value', value: only, line, column }
    const read = parts
      .filter((part) => part !== '')
      .map((part): Expression => {
        if (typeof part === 'string') return { is: 'value', value: part, line, column }
        const inner = new Reader(part, this.#depth)
        const found = inner.expression()
        if (inner.next.is !== 'end') throw new ScriptStop('expected', inner.next, '}')
        return found
      })
    return { is: 'text', parts: read, line, column }
  }
}
