// Walking a script, step by step and counted. It only looks at the world; what it wants done is collected.

import type { MudId } from '../mud-object.ts'
import type { Effect } from './effect.ts'
import { type Place, ScriptStop } from './fault.ts'
import { callFunction } from './functions.ts'
import { LIMITS } from './limits.ts'
import { hereOf, memoryOf, objectOf, plain, type Scene, saidOf } from './scene.ts'
import type { EffectName, Expression, Operator, Statement } from './syntax.ts'
import {
  areEqual,
  asList,
  asNumber,
  boundList,
  boundText,
  isBoth,
  isList,
  isTrue,
  keep,
  recall,
  type Value,
} from './value.ts'

export interface Outcome {
  readonly effects: readonly Effect[]
  readonly steps: number
}

/** @throws ScriptStop */
export const evaluate = (scene: Scene, body: readonly Statement[]): Outcome => {
  const run = new Run(scene)
  run.all(body)
  return { effects: run.effects, steps: run.steps }
}

const HEARD: ReadonlySet<EffectName> = new Set(['say', 'emote', 'announce', 'sound', 'tell', 'show'])

/** Functions that look about in the room, which is more work the fuller it is. */
const SEEING: ReadonlySet<string> = new Set(['has', 'contents', 'people', 'thing', 'name'])
const LOOK = 20

class Run {
  readonly effects: Effect[] = []
  steps = 0
  readonly #scene: Scene
  readonly #names = new Map<string, Value>()
  /** What this run has set, before it is done. */
  readonly #set = new Map<string, Value>()
  #heard = 0

  constructor(scene: Scene) {
    this.#scene = scene
  }

  /** False when the script has stopped itself. */
  all(body: readonly Statement[]): boolean {
    for (const statement of body) if (!this.#one(statement)) return false
    return true
  }

  #count(place: Place, steps = 1): void {
    this.steps += steps
    if (this.steps > LIMITS.steps) throw new ScriptStop('steps', place, LIMITS.steps)
  }

  #one(statement: Statement): boolean {
    this.#count(statement)
    switch (statement.is) {
      case 'stop':
        return false
      case 'let':
        this.#names.set(statement.name, this.#value(statement.to))
        return true
      case 'set':
        this.#remember(statement)
        return true
      case 'if':
        return this.all(isTrue(this.#value(statement.condition)) ? statement.then : statement.otherwise)
      case 'each':
        for (const each of asList(this.#value(statement.in), statement.in)) {
          this.#count(statement)
          this.#names.set(statement.name, each)
          if (!this.all(statement.do)) return false
        }
        return true
      case 'effect':
        this.#collect(statement)
        return true
      default:
        return statement satisfies never
    }
  }

  #collect({ effect, of, line, column }: Statement & { is: 'effect' }): void {
    const place = { line, column }
    const values = of.map((each) => this.#value(each))
    if (HEARD.has(effect)) {
      this.#heard += 1
      if (this.#heard > LIMITS.lines) throw new ScriptStop('lines', place, LIMITS.lines)
    }
    this.#want({ is: effect, of: values, ...place })
  }

  #want(effect: Effect): void {
    if (this.effects.length >= LIMITS.effects) throw new ScriptStop('effects', effect, LIMITS.effects)
    this.effects.push(effect)
  }

  #remember({ of, name, to, line, column }: Statement & { is: 'set' }): void {
    const place = { line, column }
    const target = this.#object(of)
    const value = this.#value(to)
    const kept = keep(value, to)
    this.#set.set(`${target} ${name}`, value)
    this.#want({ is: 'set', target, name, kept, ...place })
  }

  #object(of: Expression): MudId {
    const value = this.#value(of)
    if (typeof value === 'string') this.#count(of, LOOK)
    const object = objectOf(this.#scene, value)
    if (object === undefined) throw new ScriptStop('not-an-object', of)
    return object.id
  }

  #value(expression: Expression): Value {
    this.#count(expression)
    switch (expression.is) {
      case 'value':
        return expression.value
      case 'text':
        return this.#joined(expression)
      case 'list':
        return boundList(
          expression.of.map((each) => this.#value(each)),
          expression,
        )
      case 'name':
        return this.#named(expression)
      case 'property':
        return this.#property(expression)
      case 'not':
        return !isTrue(this.#value(expression.of))
      case 'minus':
        return -asNumber(this.#value(expression.of), expression)
      case 'call':
        return this.#call(expression)
      case 'two':
        return this.#two(expression)
      default:
        return expression satisfies never
    }
  }

  #joined(expression: Expression & { is: 'text' }): string {
    let text = ''
    for (const part of expression.parts) {
      text = boundText(text + this.#said(this.#value(part)), expression)
      this.#count(expression, Math.ceil(text.length / 256))
    }
    return text
  }

  #said(value: Value): string {
    return plain(saidOf(this.#scene, value))
  }

  #named({ name, line, column }: Expression & { is: 'name' }): Value {
    const own = this.#names.get(name)
    if (own !== undefined) return own
    const { self, actor, words } = this.#scene
    if (name === 'this') return { id: self }
    if (name === 'actor') return actor === null ? null : { id: actor }
    if (name === 'words') return boundText(words, { line, column })
    if (name === 'here') {
      const here = hereOf(this.#scene)
      return here === undefined ? null : { id: here.id }
    }
    throw new ScriptStop('unknown-name', { line, column }, name)
  }

  #property({ of, name }: Expression & { is: 'property' }): Value {
    const id = this.#object(of)
    const set = this.#set.get(`${id} ${name}`)
    if (set !== undefined) return set
    const object = this.#scene.world.get(id)
    const kept = object === undefined ? '' : memoryOf(object, name)
    if (kept !== '') return recall(kept)
    return name === 'name' && object !== undefined ? plain(object.name) : null
  }

  #call({ name, of, line, column }: Expression & { is: 'call' }): Value {
    const place = { line, column }
    const values = of.map((each) => this.#value(each))
    this.#count(place, SEEING.has(name) ? LOOK : 1)
    const result = callFunction(this.#scene, { name, values, place })
    const size = typeof result === 'string' ? result.length / 256 : isList(result) ? result.length : 0
    this.#count(place, Math.ceil(size))
    return result
  }

  #two({ operator, left, right, line, column }: Expression & { is: 'two' }): Value {
    const a = this.#value(left)
    if (operator === 'and') return isTrue(a) ? this.#value(right) : a
    if (operator === 'or') return isTrue(a) ? a : this.#value(right)
    const b = this.#value(right)
    if (operator === '==') return areEqual(a, b)
    if (operator === '!=') return !areEqual(a, b)
    return operator === '+' ? this.#plus(a, b, { line, column }) : reckon(operator, a, b, { line, column })
  }

  /** Numbers are added, lists put behind each other, and anything else becomes text. */
  #plus(a: Value, b: Value, place: Place): Value {
    if ((typeof a === 'number' || a === null) && (typeof b === 'number' || b === null)) {
      return finite((a ?? 0) + (b ?? 0), place)
    }
    if (isList(a) || isList(b)) {
      const list = [...(isList(a) ? a : [a]), ...(isList(b) ? b : [b])]
      this.#count(place, list.length)
      return boundList(list, place)
    }
    if (isBoth(a) || isBoth(b)) return `${this.#said(a)}${this.#said(b)}`
    const text = boundText(this.#said(a) + this.#said(b), place)
    this.#count(place, Math.ceil(text.length / 256))
    return text
  }
}

const reckon = (operator: Operator, a: Value, b: Value, place: Place): Value => {
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()]
    return compare(operator, x < y ? -1 : Number(x > y)) ?? stopAt(place)
  }
  const [x, y] = [asNumber(a, place), asNumber(b, place)]
  const compared = compare(operator, x - y)
  if (compared !== null) return compared
  if (operator === '-') return finite(x - y, place)
  if (operator === '*') return finite(x * y, place)
  if (y === 0) throw new ScriptStop('zero', place)
  return finite(operator === '/' ? x / y : x - Math.floor(x / y) * y, place)
}

const compare = (operator: Operator, difference: number): boolean | null => {
  if (operator === '<') return difference < 0
  if (operator === '<=') return difference <= 0
  if (operator === '>') return difference > 0
  return operator === '>=' ? difference >= 0 : null
}

const stopAt = (place: Place): never => {
  throw new ScriptStop('not-a-number', place)
}

const finite = (number: number, place: Place): number => {
  if (!Number.isFinite(number)) throw new ScriptStop('number', place)
  return number
}
