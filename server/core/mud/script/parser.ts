// Reading a script: events, each with its statements. Total: what cannot be read comes back as a fault with its place.

import { Reader } from './expressions.ts'
import { type Fault, ScriptStop } from './fault.ts'
import { LIMITS } from './limits.ts'
import { EFFECTS, type EffectName, EVENTS, type Handler, type Script, type Statement } from './syntax.ts'
import { type Token, tokensOf } from './tokens.ts'

export type Parsed = { readonly script: Script } | { readonly fault: Fault }

/** How many scripts are remembered as read. */
const REMEMBERED = 1000
const remembered = new Map<string, Parsed>()

/** Read once for each text. Never throws. */
export const parseScript = (source: string): Parsed => {
  const known = remembered.get(source)
  if (known !== undefined) return known
  if (remembered.size >= REMEMBERED) remembered.clear()
  const parsed = read(source)
  remembered.set(source, parsed)
  return parsed
}

const read = (source: string): Parsed => {
  try {
    if (Buffer.byteLength(source) > LIMITS.source) {
      throw new ScriptStop('too-long', { line: 1, column: 1 }, LIMITS.source)
    }
    return { script: scriptOf(new Reader(tokensOf(source))) }
  } catch (error) {
    if (error instanceof ScriptStop) return { fault: error.fault }
    throw error
  }
}

const scriptOf = (reader: Reader): Script => {
  const handlers: Handler[] = []
  skip(reader)
  while (reader.next.is !== 'end') {
    handlers.push(handlerOf(reader))
    skip(reader)
  }
  if (handlers.length === 0) throw new ScriptStop('empty', reader.next)
  return { handlers }
}

const skip = (reader: Reader): void => {
  while (reader.next.is === 'break') reader.take()
}

const handlerOf = (reader: Reader): Handler => {
  reader.need('on')
  const token = reader.take()
  const event = EVENTS.find((each) => token.is === 'word' && each === token.text)
  if (event === undefined) throw new ScriptStop('unknown-event', token, token.text)
  const { line, column } = token
  const pattern = event === 'say' || event === 'alarm' ? patternOf(reader) : '*'
  const seconds = event === 'timer' ? secondsOf(reader) : 0
  endOf(reader)
  const body = statements(reader, ['on'])
  reader.has('end')
  return { event, pattern, seconds, body, line, column }
}

const patternOf = (reader: Reader): string => {
  const { next } = reader
  if (next.is !== 'text') return '*'
  reader.take()
  const pattern = next.text.slice(1, -1)
  if (pattern.length > LIMITS.glob) throw new ScriptStop('too-long', next, LIMITS.glob)
  return pattern
}

const secondsOf = (reader: Reader): number => {
  const token = reader.take()
  if (token.is !== 'number' || token.value < LIMITS.wait || token.value > LIMITS.longestWait) {
    throw new ScriptStop('seconds', token, LIMITS.wait)
  }
  return token.value
}

/** A statement ends where the line does. */
const endOf = (reader: Reader): void => {
  const { next } = reader
  if (next.is !== 'break' && next.is !== 'end') throw new ScriptStop('unexpected', next, next.text)
}

/** Up to `end`, the end of the script, or one of `stops`, none of which is taken. */
const statements = (reader: Reader, stops: readonly string[]): readonly Statement[] => {
  const found: Statement[] = []
  for (;;) {
    skip(reader)
    const { is, text } = reader.next
    if (is === 'end' || (is === 'word' && (text === 'end' || stops.includes(text)))) return found
    found.push(statement(reader))
    const after = reader.next
    if (after.is !== 'word' || after.text !== 'end') endOf(reader)
  }
}

const statement = (reader: Reader): Statement => {
  const token = reader.take()
  const { line, column, text } = token
  const place = { line, column }
  if (token.is !== 'word') throw new ScriptStop('unexpected', place, text)
  if (text === 'stop') return { is: 'stop', ...place }
  if (text === 'let') {
    const name = reader.word('name')
    reader.need('=')
    return { is: 'let', name, to: reader.expression(), ...place }
  }
  if (text === 'set') return setting(reader, token)
  if (text === 'if') return reader.deeper(place, () => choice(reader, token))
  if (text === 'for') return reader.deeper(place, () => loop(reader, token))
  if (!isEffect(text)) throw new ScriptStop('unknown-effect', place, text)
  const of = [reader.expression()]
  while (reader.has(',') || reader.has('to')) of.push(reader.expression())
  const [least, most] = EFFECTS[text]
  if (of.length < least || of.length > most) throw new ScriptStop('arguments', place, text)
  return { is: 'effect', effect: text, of, ...place }
}

const isEffect = (text: string): text is EffectName => Object.hasOwn(EFFECTS, text)

const setting = (reader: Reader, { line, column }: Token): Statement => {
  const target = reader.expression()
  // `set this.count = 1`: the sign is not a part of the expression, `==` would be.
  if (target.is !== 'property') throw new ScriptStop('expected', target, 'this.…')
  reader.need('=')
  return { is: 'set', of: target.of, name: target.name, to: reader.expression(), line, column }
}

const choice = (reader: Reader, { line, column }: Token): Statement => {
  const condition = reader.expression()
  reader.has('then')
  endOf(reader)
  const then = statements(reader, ['else'])
  let otherwise: readonly Statement[] = []
  if (reader.has('else')) {
    const { next } = reader
    if (reader.has('if')) {
      return { is: 'if', condition, then, otherwise: [reader.deeper(next, () => choice(reader, next))], line, column }
    }
    endOf(reader)
    otherwise = statements(reader, [])
  }
  close(reader)
  return { is: 'if', condition, then, otherwise, line, column }
}

const loop = (reader: Reader, { line, column }: Token): Statement => {
  reader.need('each')
  const name = reader.word('name')
  reader.need('in')
  const list = reader.expression()
  endOf(reader)
  const body = statements(reader, [])
  close(reader)
  return { is: 'each', name, in: list, do: body, line, column }
}

const close = (reader: Reader): void => {
  if (!reader.has('end')) throw new ScriptStop('no-end', reader.next)
}
