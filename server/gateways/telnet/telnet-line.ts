// One telnet connection as lines: octets in, lines and what the client says of itself out; options agreed on, passwords
// not echoed, output packed where the client wants it (MCCP2), and one write a turn.

import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { constants, createDeflate, type Deflate } from 'node:zlib'
import type { Outlet } from '../../core/tick.ts'
import { AYT, EOR_MARK, GA, OPTION } from '../../wire/telnet/codes.ts'
import { command, escapeIac, option, subnegotiation } from '../../wire/telnet/encode.ts'
import { Negotiation, type Side } from '../../wire/telnet/negotiation.ts'
import { type TelnetEvent, TelnetParser } from '../../wire/telnet/parser.ts'
import {
  ASK_CHARSET,
  ASK_TERMINAL_TYPE,
  type GmcpMessage,
  type Mtts,
  readCharset,
  readGmcp,
  readMtts,
  readTerminalType,
  readWindowSize,
  writeGmcp,
  writeMssp,
} from '../../wire/telnet/subnegotiations.ts'
import { SendQueue } from '../outbox.ts'

export interface TelnetLineOptions {
  readonly socket: Socket
  readonly outlet: Outlet
  /** Without its end, decoded as UTF-8; control characters are still in it. */
  readonly onLine: (line: string) => void
  readonly onGmcp: (message: GmcpMessage) => void
  /** Window size, MTTS or colours are known better now. */
  readonly onClient: () => void
  readonly onTooLong: () => void
  readonly onOverflow: () => void
  readonly onClose: () => void
  /** Asked when the client wants to know about the server (MSSP). */
  readonly status: () => Readonly<Record<string, string | number>>
}

/** The longest line, in octets; SendQ; terminal types asked for; options talked about in a minute. */
const LIMITS = { line: 8192, sendQueue: 512 * 1024, types: 4, options: 100 } as const

export interface Client {
  readonly columns: number | null
  readonly rows: number | null
  readonly name: string
  readonly mtts: Mtts | null
}

export class TelnetLine {
  readonly #options: TelnetLineOptions
  readonly #parser = new TelnetParser()
  readonly #negotiation: Negotiation
  readonly #queue: SendQueue
  #decoder = new StringDecoder('utf8')
  #pending = ''
  #isTooLong = false
  #deflate: Deflate | null = null
  readonly #types: string[] = []
  #talk = { since: 0, count: 0 }
  client: Client = { columns: null, rows: null, name: '', mtts: null }
  active = performance.now()

  constructor(options: TelnetLineOptions) {
    const { socket, outlet, onOverflow } = options
    this.#options = options
    this.#queue = new SendQueue({
      outlet,
      limit: LIMITS.sendQueue,
      onOverflow,
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
    this.#queue.push(escapeIac(Buffer.from(text.replace(/\r?\n/g, '\r\n'))))
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
        this.#text(this.#decoder.write(event.octets))
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

  // CR LF, CR NUL and a bare LF all end a line (RFC 854, and what clients send); a bare CR too.
  #text(text: string): void {
    for (const piece of text.split(/(\r\n|\r\0|\r|\n)/)) {
      if (/^[\r\n]/.test(piece)) this.#endLine(piece)
      else this.#pending += piece.replaceAll('\0', '')
      if (this.#pending.length > LIMITS.line) {
        this.#pending = ''
        this.#isTooLong = true
      }
    }
  }

  #lastEnd = ''

  #endLine(end: string): void {
    // A CR LF that was cut in the middle is one end, not two.
    const isRest = this.#lastEnd === '\r' && end === '\n' && this.#pending === ''
    this.#lastEnd = end
    if (isRest) return
    const line = withoutErased(this.#pending)
    this.#pending = ''
    if (this.#isTooLong) this.#options.onTooLong()
    else this.#options.onLine(line)
    this.#isTooLong = false
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
        if (readCharset(octets) === 'US-ASCII') this.#decoder = new StringDecoder('latin1')
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
    this.#options.onClient()
  }

  /** Asked again until two answers are the same: the last one may be MTTS. */
  #typed(type: string | null): void {
    if (type === null || this.#types.length >= LIMITS.types) return
    const isAgain = this.#types.at(-1) === type
    this.#types.push(type)
    const [name = ''] = this.#types
    this.client = { ...this.client, name, mtts: readMtts(type) ?? this.client.mtts }
    this.#options.onClient()
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
