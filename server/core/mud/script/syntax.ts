// A script that has been read: events, statements, expressions. Plain data; evaluate.ts walks it.

import type { Place } from './fault.ts'

export const EVENTS = ['enter', 'leave', 'say', 'use', 'get', 'drop', 'timer', 'alarm'] as const
export type EventName = (typeof EVENTS)[number]

export type Operator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or'

export type Expression = Place &
  (
    | { readonly is: 'value'; readonly value: string | number | boolean | null }
    | { readonly is: 'text'; readonly parts: readonly Expression[] }
    | { readonly is: 'list'; readonly of: readonly Expression[] }
    | { readonly is: 'name'; readonly name: string }
    | { readonly is: 'property'; readonly of: Expression; readonly name: string }
    | { readonly is: 'call'; readonly name: string; readonly of: readonly Expression[] }
    | { readonly is: 'not' | 'minus'; readonly of: Expression }
    | { readonly is: 'two'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  )

export type Statement = Place &
  (
    | { readonly is: 'let'; readonly name: string; readonly to: Expression }
    | { readonly is: 'set'; readonly of: Expression; readonly name: string; readonly to: Expression }
    | {
        readonly is: 'if'
        readonly condition: Expression
        readonly then: readonly Statement[]
        readonly otherwise: readonly Statement[]
      }
    | { readonly is: 'each'; readonly name: string; readonly in: Expression; readonly do: readonly Statement[] }
    | { readonly is: 'stop' }
    | { readonly is: 'effect'; readonly effect: EffectName; readonly of: readonly Expression[] }
  )

/** What scripts can do, with how many values each of them takes. */
export const EFFECTS = {
  say: [1, 1],
  emote: [1, 1],
  announce: [1, 1],
  sound: [1, 1],
  tell: [2, 2],
  show: [2, 2],
  describe: [1, 2],
  move: [2, 2],
  give: [2, 2],
  take: [1, 1],
  create: [1, 1],
  destroy: [1, 1],
  open: [1, 1],
  close: [1, 1],
  lock: [1, 2],
  unlock: [1, 1],
  reveal: [1, 1],
  hide: [1, 1],
  schedule: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>
export type EffectName = keyof typeof EFFECTS

export interface Handler extends Place {
  readonly event: EventName
  /** Of say: what must have been said; of alarm: its name. '*' for anything. */
  readonly pattern: string
  /** Of timer. */
  readonly seconds: number
  readonly body: readonly Statement[]
}

export interface Script {
  readonly handlers: readonly Handler[]
}
