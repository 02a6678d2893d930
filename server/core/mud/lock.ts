// Locks: who may, as a small expression. `owner | role:builder & !has:lantern | (name:ada)`; `&` before `|`, as usual.
// Kept as it was written, parsed when asked, and never more than OCTETS long.

import { Refusal } from '../refusal.ts'

const OCTETS = 500
const DEPTH = 20

export const MUD_ROLES = ['visitor', 'player', 'builder', 'keeper', 'wizard'] as const
export type MudRole = (typeof MUD_ROLES)[number]

/** What a lock may ask about the one who stands before it. */
export interface Key {
  readonly isOwner: boolean
  readonly role: MudRole
  /** Account names are compared without case. */
  readonly name: string
  /** Whether a thing by that seed key, number (`#12`) or name is carried. */
  has(thing: string): boolean
  /** A named group of accounts. */
  isIn(group: string): boolean
  readonly score: number
}

export type LockExpression =
  | { readonly is: 'any' | 'none' | 'owner' }
  | { readonly is: 'role' | 'has' | 'name' | 'group' | 'score'; readonly value: string }
  | { readonly is: 'not'; readonly of: LockExpression }
  | { readonly is: 'and' | 'or'; readonly of: readonly LockExpression[] }

/** @throws Refusal malformed (the detail says what was expected), too-long */
export const parseLock = (source: string): LockExpression => {
  if (Buffer.byteLength(source) > OCTETS) throw new Refusal('too-long', `a lock of ${OCTETS} octets at most`)
  const tokens =
    source
      .match(/[()|&!]|[^()|&!]+/g)
      ?.map((token) => token.trim())
      .filter((token) => token !== '') ?? []
  const reader = new Reader(tokens)
  const expression = reader.either(0)
  const left = reader.next()
  if (left !== undefined) throw new Refusal('malformed', `"${left}" stands where nothing more was expected`)
  return expression
}

class Reader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  next(): string | undefined {
    const token = this.#tokens[this.#at]
    this.#at += 1
    return token
  }

  either(depth: number): LockExpression {
    const parts = [this.#both(depth)]
    while (this.#tokens[this.#at] === '|') {
      this.#at += 1
      parts.push(this.#both(depth))
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { is: 'or', of: parts }
  }

  #both(depth: number): LockExpression {
    const parts = [this.#single(depth)]
    while (this.#tokens[this.#at] === '&') {
      this.#at += 1
      parts.push(this.#single(depth))
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { is: 'and', of: parts }
  }

  #single(depth: number): LockExpression {
    if (depth > DEPTH) throw new Refusal('malformed', 'too many parentheses')
    const token = this.next()
    if (token === '!') return { is: 'not', of: this.#single(depth + 1) }
    if (token === '(') {
      const inner = this.either(depth + 1)
      if (this.next() !== ')') throw new Refusal('malformed', 'a ")" is missing')
      return inner
    }
    return atom(token)
  }
}

const atom = (token: string | undefined): LockExpression => {
  if (token === undefined) throw new Refusal('malformed', 'something is missing at the end')
  if (token === 'any' || token === 'none' || token === 'owner') return { is: token }
  const [, is = '', value = ''] = /^(role|has|name|group|score)\s*:\s*(.+)$/.exec(token) ?? []
  if (is === 'role' && !MUD_ROLES.some((role) => role === value)) {
    throw new Refusal('malformed', `"${value}" is no role: ${MUD_ROLES.join(', ')}`)
  }
  if (is === 'score' && !/^\d{1,9}$/.test(value)) throw new Refusal('malformed', 'a score is a number')
  if (is === 'role' || is === 'has' || is === 'name' || is === 'group' || is === 'score') return { is, value }
  throw new Refusal('malformed', `"${token}" is not one of any, none, owner, role:…, has:…, name:…, group:…, score:…`)
}

export const opens = (lock: LockExpression, key: Key): boolean => {
  switch (lock.is) {
    case 'any':
      return true
    case 'none':
      return false
    case 'owner':
      return key.isOwner
    case 'role':
      return MUD_ROLES.indexOf(key.role) >= (MUD_ROLES as readonly string[]).indexOf(lock.value)
    case 'has':
      return key.has(lock.value)
    case 'name':
      return key.name.toLowerCase() === lock.value.toLowerCase()
    case 'group':
      return key.isIn(lock.value)
    case 'score':
      return key.score >= Number(lock.value)
    case 'not':
      return !opens(lock.of, key)
    case 'and':
      return lock.of.every((each) => opens(each, key))
    case 'or':
      return lock.of.some((each) => opens(each, key))
    default:
      return lock satisfies never
  }
}
