// Telnet's octets taken apart (RFC 854): what is text, what is a command, what is said about options. Takes any split
// of the stream; half a command waits for its rest.

import { DO, DONT, IAC, SB, SE, WILL, WONT } from './codes.ts'

export type Verb = 'will' | 'wont' | 'do' | 'dont'

export type TelnetEvent =
  | { readonly is: 'text'; readonly octets: Buffer }
  | { readonly is: 'command'; readonly command: number }
  | { readonly is: 'option'; readonly verb: Verb; readonly option: number }
  | { readonly is: 'subnegotiation'; readonly option: number; readonly octets: Buffer }

/** The longest subnegotiation; what is longer is thrown away whole. Mudlet's first GMCP line is some 200 octets. */
export const SUBNEGOTIATION_OCTETS = 8192

const VERBS: Readonly<Record<number, Verb>> = { [WILL]: 'will', [WONT]: 'wont', [DO]: 'do', [DONT]: 'dont' }

type State =
  | { readonly in: 'text' }
  | { readonly in: 'command' }
  | { readonly in: 'option'; readonly verb: Verb }
  | { readonly in: 'subnegotiation' }
  /** An IAC inside of a subnegotiation. */
  | { readonly in: 'subcommand' }

export class TelnetParser {
  #state: State = { in: 'text' }
  /** The option, then its data; null once it has become too long. */
  #sub: number[] | null = []
  #text: number[] = []

  push(octets: Uint8Array): readonly TelnetEvent[] {
    const events: TelnetEvent[] = []
    for (const octet of octets) this.#take(octet, events)
    this.#endText(events)
    return events
  }

  #take(octet: number, events: TelnetEvent[]): void {
    switch (this.#state.in) {
      case 'text':
        if (octet === IAC) this.#state = { in: 'command' }
        else this.#text.push(octet)
        return
      case 'command':
        this.#command(octet, events)
        return
      case 'option':
        this.#endText(events)
        events.push({ is: 'option', verb: this.#state.verb, option: octet })
        this.#state = { in: 'text' }
        return
      case 'subnegotiation':
        if (octet === IAC) this.#state = { in: 'subcommand' }
        else this.#gather(octet)
        return
      case 'subcommand':
        this.#subcommand(octet, events)
        return
      default:
        this.#state satisfies never
    }
  }

  #command(octet: number, events: TelnetEvent[]): void {
    const verb = VERBS[octet]
    this.#state = { in: 'text' }
    if (octet === IAC) this.#text.push(IAC)
    else if (verb !== undefined) this.#state = { in: 'option', verb }
    else if (octet === SB) {
      this.#sub = []
      this.#state = { in: 'subnegotiation' }
    } else {
      this.#endText(events)
      events.push({ is: 'command', command: octet })
    }
  }

  #subcommand(octet: number, events: TelnetEvent[]): void {
    if (octet === IAC) {
      this.#gather(IAC)
      this.#state = { in: 'subnegotiation' }
      return
    }
    this.#endSubnegotiation(events)
    this.#state = { in: 'text' }
    // A client that forgot its SE: what follows is a command of its own.
    if (octet !== SE) this.#command(octet, events)
  }

  #gather(octet: number): void {
    if (this.#sub === null) return
    if (this.#sub.length > SUBNEGOTIATION_OCTETS) this.#sub = null
    else this.#sub.push(octet)
  }

  #endSubnegotiation(events: TelnetEvent[]): void {
    const [option, ...data] = this.#sub ?? []
    this.#endText(events)
    if (option !== undefined) events.push({ is: 'subnegotiation', option, octets: Buffer.from(data) })
    this.#sub = []
  }

  #endText(events: TelnetEvent[]): void {
    if (this.#text.length === 0) return
    events.push({ is: 'text', octets: Buffer.from(this.#text) })
    this.#text = []
  }
}
