// One telnet connection as lines: octets in, lines and what the client says of itself out; options agreed on, passwords
// not echoed, output packed where the client wants it (MCCP2), and one write a turn.

import type { Socket } from 'node:net'
import { constants, createDeflate, type Deflate } from 'node:zlib'
import type { Outlet } from '../../core/tick.ts'
import { AYT, EOR_MARK, GA, OPTION } from '../../wire/telnet/codes.ts'
import { command, escapeIac, option, subnegotiation } from '../../wire/telnet/encode.ts'
import { LineSplitter } from '../../wire/telnet/line-splitter.ts'
import { Negotiation, type Side } from '../../wire/telnet/negotiation.ts'
import { type TelnetEvent, TelnetParser } from '../../wire/telnet/parser.ts'
import {
  ASK_CHARSET,
  ASK_TERMINAL_TYPE,
  readCharset,
  readGmcp,
  readMtts,
  readTerminalType,
  readWindowSize,
  writeGmcp,
  writeMssp,
} from '../../wire/telnet/subnegotiations.ts'
import { SendQueue } from '../outbox.ts'
import { type CallerLine, type Client, type LineHooks, SEND_QUEUE_OCTETS, UNKNOWN_CLIENT } from './caller-line.ts'
import { type ClientCharset, charsetOf, decodeLine, encodeText } from './charset.ts'

export interface TelnetLineOptions extends LineHooks {
  readonly socket: Socket
  readonly outlet: Outlet
}

/** Terminal types asked for; options talked about in a minute. */
const LIMITS = { types: 4, options: 100 } as const

export class TelnetLine implements CallerLine {
  readonly #options: TelnetLineOptions
  readonly #parser = new TelnetParser()
  readonly #negotiation: Negotiation
  readonly #queue: SendQueue
  readonly #lines = new LineSplitter()
  /** The character set that both ends have named; '' when the client wants none of ours. */
  #agreed: string | null = null
  #deflate: Deflate | null = null
  readonly #types: string[] = []
  #talk = { since: 0, count: 0 }
  client: Client = UNKNOWN_CLIENT
  active = performance.now()

  constructor(options: TelnetLineOptions) {
    const { socket, outlet } = options
    this.#options = options
    this.#queue = new SendQueue({
      outlet,
      limit: SEND_QUEUE_OCTETS,
      onOverflow: () => socket.destroy(),
      sink: {
        write: (chunk) => this.#send(chunk),
        get backlog() {
          return socket.writableLength
        },
      },
    })
    this.#negotiation = new Negotiation({
      send: (verb, code) => this.#queue.push(option(verb, code)),
      accepts: (side, code) => side === 'them' && code === OPTION.windowSize,
      onChange: (side, code, isOn) => this.#changed(side, code, isOn),
    })
    socket.on('data', (octets: Buffer) => this.#read(octets))
    socket.on('close', () => {
      this.#deflate?.close()
      this.#deflate = null
      options.onClose()
    })
  }

  /** All offers in one packet. No SGA: with ECHO it would turn plain clients to one character at a time. */
  offer(): void {
    for (const code of [OPTION.terminalType, OPTION.windowSize]) this.#negotiation.ask('them', code, true)
    const own = [OPTION.charset, OPTION.gmcp, OPTION.mssp, OPTION.endOfRecord, OPTION.mccp2]
    for (const code of own) this.#negotiation.ask('us', code, true)
  }

  /** Text with LF line ends. */
  write(text: string): void {
    this.#queue.push(escapeIac(encodeText(text.replace(/\r?\n/g, '\r\n'), this.#charset)))
  }

  /** A prompt: text that no line end follows, and the mark that tells clients so. */
  prompt(text: string): void {
    this.write(text)
    this.#queue.push(command(this.#negotiation.isOn('us', OPTION.endOfRecord) ? EOR_MARK : GA))
  }

  /** Whether what is typed stays unseen: the client thinks that we echo. */
  hide(isHidden: boolean): void {
    this.#negotiation.ask('us', OPTION.echo, isHidden)
  }

  get speaksGmcp(): boolean {
    return this.#negotiation.isOn('us', OPTION.gmcp)
  }

  gmcp(name: string, data: unknown): void {
    if (this.speaksGmcp) this.#queue.push(subnegotiation(OPTION.gmcp, writeGmcp(name, data)))
  }

  /** Ends after what was written has left. */
  end(): void {
    this.#queue.flush()
    const { socket } = this.#options
    if (this.#deflate === null) socket.end()
    else this.#deflate.end(() => socket.end())
  }

  #send(chunk: Buffer): void {
    const { socket } = this.#options
    if (socket.destroyed) return
    if (this.#deflate === null) {
      socket.write(chunk)
      return
    }
    this.#deflate.write(chunk)
    this.#deflate.flush(constants.Z_SYNC_FLUSH)
  }

  #read(octets: Buffer): void {
    this.active = performance.now()
    for (const event of this.#parser.push(octets)) this.#hear(event)
  }

  #hear(event: TelnetEvent): void {
    switch (event.is) {
      case 'text':
        this.#text(event.octets)
        return
      case 'command':
        if (event.command === AYT) this.write('\n[Yes]\n')
        return
      case 'option':
        if (this.#mayTalk()) this.#negotiation.hear(event.verb, event.option)
        return
      case 'subnegotiation':
        if (this.#mayTalk()) this.#subnegotiation(event.option, event.octets)
        return
      default:
        event satisfies never
    }
  }

  /** An end that talks about options without end is no longer answered. */
  #mayTalk(): boolean {
    const now = performance.now()
    if (now - this.#talk.since > 60_000) this.#talk = { since: now, count: 0 }
    this.#talk.count += 1
    return this.#talk.count <= LIMITS.options
  }

  #text(octets: Buffer): void {
    for (const line of this.#lines.push(octets)) {
      if (line === null) this.#options.onTooLong()
      else this.#options.onLine(withoutErased(decodeLine(line, this.#charset)))
    }
  }

  get #charset(): ClientCharset {
    return charsetOf(this.#agreed, this.client.mtts?.utf8 ?? null)
  }

  #changed(side: Side, code: number, isOn: boolean): void {
    if (!isOn) return
    if (side === 'them' && code === OPTION.terminalType) this.#ask(code, ASK_TERMINAL_TYPE)
    if (side === 'us' && code === OPTION.charset) this.#ask(code, ASK_CHARSET)
    if (side === 'us' && code === OPTION.mssp) this.#ask(code, writeMssp(this.#options.status()))
    if (side === 'us' && code === OPTION.mccp2) this.#pack()
  }

  #ask(code: number, octets: Buffer): void {
    this.#queue.push(subnegotiation(code, octets))
  }

  /** Everything after this mark is one zlib stream. */
  #pack(): void {
    this.#ask(OPTION.mccp2, Buffer.alloc(0))
    this.#queue.flush()
    const { socket } = this.#options
    const deflate = createDeflate()
    deflate.on('data', (octets: Buffer) => socket.write(octets))
    deflate.on('error', () => socket.destroy())
    this.#deflate = deflate
  }

  #subnegotiation(code: number, octets: Buffer): void {
    switch (code) {
      case OPTION.windowSize:
        this.#know(readWindowSize(octets))
        return
      case OPTION.terminalType:
        this.#typed(readTerminalType(octets))
        return
      case OPTION.charset:
        this.#agreed = readCharset(octets) ?? this.#agreed
        return
      case OPTION.gmcp: {
        const message = readGmcp(octets)
        if (message !== null && this.speaksGmcp) this.#options.onGmcp(message)
        return
      }
      default:
    }
  }

  #know(size: { columns: number; rows: number } | null): void {
    if (size === null) return
    const columns = size.columns === 0 ? null : Math.min(500, Math.max(20, size.columns))
    const rows = size.rows === 0 ? null : Math.min(300, Math.max(4, size.rows))
    this.client = { ...this.client, columns, rows }
  }

  /** Asked again until two answers are the same: the last one may be MTTS. */
  #typed(type: string | null): void {
    if (type === null || this.#types.length >= LIMITS.types) return
    const isAgain = this.#types.at(-1) === type
    this.#types.push(type)
    const [name = ''] = this.#types
    this.client = { ...this.client, name, mtts: readMtts(type) ?? this.client.mtts }
    if (!isAgain && this.#types.length < LIMITS.types) this.#ask(OPTION.terminalType, ASK_TERMINAL_TYPE)
  }
}

/** Clients that send one character at a time send the erasing too. */
const withoutErased = (typed: string): string => {
  if (!/[\b\x7f]/.test(typed)) return typed
  const kept: string[] = []
  for (const character of typed) {
    if (character === '\b' || character === '\x7f') kept.pop()
    else kept.push(character)
  }
  return kept.join('')
}
