// A MUD client: it answers options as it is told to, reads GMCP, inflates what is packed (MCCP2), and keeps what a
// person would read.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInflate, type Inflate } from 'node:zlib'
import { EOR_MARK, GA, IAC, OPTION, SB, SE } from '../wire/telnet/codes.ts'
import { escapeIac, option, subnegotiation } from '../wire/telnet/encode.ts'
import { type TelnetEvent, TelnetParser } from '../wire/telnet/parser.ts'
import { readGmcp } from '../wire/telnet/subnegotiations.ts'

export interface ClientAbilities {
  /** Options of the server that it takes (`DO`); others are refused. */
  readonly takes?: readonly number[]
  /** Options of its own that it has (`WILL`). */
  readonly has?: readonly number[]
  /** What it answers to TTYPE SEND, one after the other; the last one again and again. */
  readonly types?: readonly string[]
  readonly size?: { readonly columns: number; readonly rows: number }
  /** What it answers when it is asked for a character set: `\x02UTF-8`, or `\x03` for none. */
  readonly charset?: string
}

export class TelnetClient {
  readonly socket: Socket
  /** All that was to be read, in the characters named by `encoding`. */
  text = ''
  encoding: BufferEncoding = 'utf8'
  readonly gmcp: { name: string; data: unknown }[] = []
  readonly events: TelnetEvent[] = []
  /** Octets as they came over the wire. */
  received = 0
  readonly #abilities: ClientAbilities
  readonly #parser = new TelnetParser()
  #inflate: Inflate | null = null
  #types = 0

  constructor(socket: Socket, abilities: ClientAbilities) {
    this.socket = socket
    this.#abilities = abilities
    socket.on('data', (octets: Buffer) => {
      this.received += octets.length
      if (this.#inflate === null) this.#read(octets)
      else this.#inflate.write(octets)
    })
    socket.on('error', () => {})
  }

  type(line: string): void {
    this.socket.write(escapeIac(Buffer.from(`${line}\r\n`, this.encoding)))
  }

  send(...octets: readonly number[]): void {
    this.socket.write(Buffer.from(octets))
  }

  say(name: string, data: unknown): void {
    this.socket.write(subnegotiation(OPTION.gmcp, Buffer.from(`${name} ${JSON.stringify(data)}`)))
  }

  expect(text: string): Promise<void> {
    return this.until(() => this.text.includes(text), text)
  }

  /** The newest message of that name, as soon as it satisfies. */
  async told(name: string, isIt: (data: unknown) => boolean = () => true): Promise<unknown> {
    await this.until(() => this.gmcp.some((each) => each.name === name && isIt(each.data)), name)
    return this.gmcp.findLast((each) => each.name === name && isIt(each.data))?.data
  }

  async until(isTrue: () => boolean, what: string): Promise<void> {
    const end = Date.now() + 5000
    while (!isTrue()) {
      if (Date.now() > end)
        throw new Error(`waited in vain for ${what}:\n${this.text}\n${JSON.stringify(this.gmcp, null, 1)}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  #read(octets: Buffer): void {
    // Everything behind the mark of MCCP2 is packed.
    const mark = this.#inflate === null ? octets.indexOf(Buffer.from([IAC, SB, OPTION.mccp2, IAC, SE])) : -1
    const plain = mark < 0 ? octets : octets.subarray(0, mark + 5)
    for (const event of this.#parser.push(plain)) this.#hear(event)
    if (mark < 0) return
    this.#inflate = createInflate()
    this.#inflate.on('data', (unpacked: Buffer) => this.#read(unpacked))
    this.#inflate.write(octets.subarray(mark + 5))
  }

  #hear(event: TelnetEvent): void {
    this.events.push(event)
    const { takes = [], has = [], size } = this.#abilities
    if (event.is === 'text') this.text += event.octets.toString(this.encoding)
    if (event.is === 'command' && (event.command === GA || event.command === EOR_MARK)) this.text += '\u2190'
    if (event.is === 'subnegotiation') this.#asked(event.option, event.octets)
    if (event.is !== 'option') return
    const { verb, option: code } = event
    if (verb === 'will') this.socket.write(option(takes.includes(code) ? 'do' : 'dont', code))
    if (verb === 'do') this.socket.write(option(has.includes(code) ? 'will' : 'wont', code))
    if (verb === 'do' && code === OPTION.windowSize && size !== undefined) {
      this.socket.write(subnegotiation(code, Buffer.from([0, size.columns, 0, size.rows])))
    }
  }

  #asked(code: number, octets: Buffer): void {
    const { types = [], charset } = this.#abilities
    if (code === OPTION.gmcp) this.gmcp.push(readGmcp(octets) ?? { name: '?', data: octets.toString() })
    if (code === OPTION.terminalType) {
      const type = types[Math.min(this.#types, types.length - 1)] ?? 'UNKNOWN'
      this.#types += 1
      this.socket.write(subnegotiation(code, Buffer.from(`\0${type}`)))
    }
    if (code === OPTION.charset && charset !== undefined)
      this.socket.write(subnegotiation(code, Buffer.from(charset, 'latin1')))
  }
}

export const dialTelnet = async (port: number, abilities: ClientAbilities = {}): Promise<TelnetClient> => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return new TelnetClient(socket, abilities)
}
