// Which options are on, by the Q method (RFC 1143): each side of each option has its own state, an answer is only given
// when something changes, and so no two ends can argue for ever.

import type { Verb } from './parser.ts'

type State = 'no' | 'yes' | 'want-yes' | 'want-no' | 'want-yes-then-no' | 'want-no-then-yes'

/** `us`: we do it (WILL, WONT). `them`: the other end does it (DO, DONT). */
export type Side = 'us' | 'them'

export interface NegotiationOptions {
  readonly send: (verb: Verb, option: number) => void
  /** Whether the other end's wish to switch an option on is granted. */
  readonly accepts: (side: Side, option: number) => boolean
  readonly onChange: (side: Side, option: number, isOn: boolean) => void
}

export class Negotiation {
  readonly #options: NegotiationOptions
  readonly #states: Readonly<Record<Side, Map<number, State>>> = { us: new Map(), them: new Map() }

  constructor(options: NegotiationOptions) {
    this.#options = options
  }

  isOn(side: Side, option: number): boolean {
    return this.#state(side, option) === 'yes'
  }

  /** Asks that the option be on, or off. */
  ask(side: Side, option: number, isOn: boolean): void {
    const state = this.#state(side, option)
    const [idle, waiting, opposite, back] = isOn
      ? (['no', 'want-yes', 'want-no', 'want-no-then-yes'] as const)
      : (['yes', 'want-no', 'want-yes', 'want-yes-then-no'] as const)
    if (state === idle) {
      this.#set(side, option, waiting)
      this.#say(side, option, isOn)
    } else if (state === opposite) this.#set(side, option, back)
    else if (state === (isOn ? 'want-yes-then-no' : 'want-no-then-yes')) this.#set(side, option, waiting)
  }

  hear(verb: Verb, option: number): void {
    const side: Side = verb === 'will' || verb === 'wont' ? 'them' : 'us'
    if (verb === 'will' || verb === 'do') this.#yes(side, option)
    else this.#no(side, option)
  }

  #yes(side: Side, option: number): void {
    switch (this.#state(side, option)) {
      case 'no':
        if (!this.#options.accepts(side, option)) this.#say(side, option, false)
        else {
          this.#set(side, option, 'yes')
          this.#say(side, option, true)
          this.#options.onChange(side, option, true)
        }
        return
      // A refusal answered with a yes: the other end errs; RFC 1143 §7 takes it for what we have asked.
      case 'want-no':
        this.#set(side, option, 'no')
        return
      case 'want-no-then-yes':
      case 'want-yes':
        this.#set(side, option, 'yes')
        this.#options.onChange(side, option, true)
        return
      case 'want-yes-then-no':
        this.#set(side, option, 'want-no')
        this.#say(side, option, false)
        return
      default:
    }
  }

  #no(side: Side, option: number): void {
    switch (this.#state(side, option)) {
      case 'yes':
        this.#set(side, option, 'no')
        this.#say(side, option, false)
        this.#options.onChange(side, option, false)
        return
      case 'want-no':
        this.#set(side, option, 'no')
        this.#options.onChange(side, option, false)
        return
      case 'want-no-then-yes':
        this.#set(side, option, 'want-yes')
        this.#say(side, option, true)
        return
      case 'want-yes':
      case 'want-yes-then-no':
        this.#set(side, option, 'no')
        return
      default:
    }
  }

  #say(side: Side, option: number, isOn: boolean): void {
    const verb: Verb = side === 'us' ? (isOn ? 'will' : 'wont') : isOn ? 'do' : 'dont'
    this.#options.send(verb, option)
  }

  #state(side: Side, option: number): State {
    return this.#states[side].get(option) ?? 'no'
  }

  #set(side: Side, option: number, state: State): void {
    if (state === 'no') this.#states[side].delete(option)
    else this.#states[side].set(option, state)
  }
}
