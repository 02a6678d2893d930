// What has happened in the world that scripts may answer to. Verbs note it down; once their command is done, the
// scripts run, each for itself.

import type { AccountId } from '../../ids.ts'
import type { MudId } from '../mud-object.ts'

export interface Happening {
  readonly event: 'enter' | 'leave' | 'say' | 'use' | 'get' | 'drop' | 'timer' | 'alarm'
  /** Who did it; null when nobody did. */
  readonly actor: MudId | null
  /** Where the scripts of all things may answer; or null, and `thing` alone may. */
  readonly room: MudId | null
  /** What it was done with. */
  readonly thing: MudId | null
  readonly words: string
  /** The owners whose scripts have led to this: theirs do not answer. Null stands for the house. */
  readonly chain: readonly (AccountId | null)[]
  /** Of a timer or an alarm: the handler. */
  readonly handler?: number
}

export const happening = (event: Happening['event'], what: Partial<Happening>): Happening => ({
  ...{ actor: null, room: null, thing: null, words: '', chain: [] },
  ...what,
  event,
})

/** How many may be noted before they are looked at. */
const MOST = 500

export class Happenings {
  #noted: Happening[] = []
  /** While a script's effects are done: the owners behind it. */
  chain: Happening['chain'] = []

  /** A happening during a script's effects carries on its chain. */
  note(event: Happening['event'], what: Partial<Happening>): void {
    if (this.#noted.length < MOST) this.#noted.push(happening(event, { ...what, chain: this.chain }))
  }

  /** What was noted since; it is not given again. */
  take(): readonly Happening[] {
    if (this.#noted.length === 0) return []
    const noted = this.#noted
    this.#noted = []
    return noted
  }

  /** How many are noted; for `forget`. */
  get count(): number {
    return this.#noted.length
  }

  /** Of a command that was taken back: all but the first `kept`. */
  forget(kept = 0): void {
    this.#noted.length = Math.min(this.#noted.length, kept)
  }
}
