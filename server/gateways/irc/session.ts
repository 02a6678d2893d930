// One IRC connection: its socket, its queues in both directions, and who it is. What it may say is in commands/; what
// it hears is decided in events.ts. Holds no truth: everything here ends with the connection.

import type { Duplex } from 'node:stream'
import type { Origin } from '../../core/accounts/session.ts'
import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { Outlet } from '../../core/tick.ts'
import { type OutgoingMessage, serialiseMessage } from '../../wire/irc/message.ts'
import type { Numeric } from '../../wire/irc/numerics.ts'
import type { Line } from '../../wire/lines.ts'
import type { Log } from '../gateway.ts'
import { SendQueue } from '../outbox.ts'
import { CAP, hasCap, NO_CAPS } from './capabilities.ts'
import type { ConnectionClass } from './classes.ts'
import type { OpenBatch, SaslExchange } from './exchanges.ts'
import { Intake, type IntakeOwner } from './intake.ts'
import { asMiddle } from './middle.ts'
import { Registration } from './registration.ts'
import { LabelledResponse, withTag } from './response.ts'
import type { SharedLine } from './shared-line.ts'
import { SocketSink } from './socket-sink.ts'

/** A long listing waits for the client to catch up when this much is under way. */
const LISTING_OCTETS = 32 * 1024

/** A nick that at least one of our connections acts as. */
export interface LocalPresence {
  who: Origin
  readonly sessions: Set<IrcSession>
  /** By folded name. */
  readonly channels: Map<string, string>
}

export interface SessionOptions {
  readonly socket: Duplex
  readonly address: string
  readonly secure: boolean
  readonly certificate: () => string | null
  readonly core: Core
  readonly outlet: Outlet
  readonly log: Log
  readonly serverName: string
  readonly throttle: boolean
  readonly unregisteredClass: ConnectionClass
  readonly isGateway: boolean
  readonly carryOut: (session: IrcSession, line: Line) => Promise<void>
  /** Whether what is being told just now was caused by this session. */
  readonly isCauseOf: (session: IrcSession) => boolean
  /** The core would not open a session for it. */
  readonly onRefused: (refusal: Refusal) => void
  /** Its session in the core is open. */
  readonly onOpen: () => void
  /** Its welcome is about to be said. */
  readonly onRegistered: () => void
  /** The connection ends: called once, before the socket is closed. */
  readonly onEnd: () => void
}

export class IrcSession implements IntakeOwner {
  readonly #options: SessionOptions
  readonly #intake: Intake
  readonly #out: SendQueue
  #class: ConnectionClass
  #id: SessionId | null = null
  #ended = false
  /** The labelled command that is running. */
  #response: LabelledResponse | null = null
  #lastBatch = 0
  #lastTouch = 0

  readonly core: Core
  readonly secure: boolean
  /** The capabilities it negotiated, and the version of CAP: 0 (none), 301 or 302. */
  caps = NO_CAPS
  capVersion = 0
  /** What is known until the welcome; null from then on. */
  registration: Registration | null = new Registration()
  presence: LocalPresence | null = null
  /** What USER said: it tells the clients of one account apart. */
  device = ''
  /** The SASL exchange under way. */
  sasl: SaslExchange | null = null
  /** The message of several lines that it is sending. */
  batch: OpenBatch | null = null
  /** The keys of metadata that it wants to hear of. */
  subscriptions: Set<string> | null = null
  /** User mode `i`: strangers do not find it with WHO. */
  invisible = false
  /** User mode `w`: it hears what the staff says to all. */
  hearsWallops = false
  /** User mode `B`: it is a program. */
  isBot = false
  /** User mode `R`: it hears nothing private from guests. */
  accountsOnly = false
  /** User mode `s`: it is told what the staff does. */
  seesActs = false
  /** performance.now() of its last line, and of the PING that it owes an answer to. */
  heard = performance.now()
  pinged: number | null = null

  constructor(options: SessionOptions) {
    this.#options = options
    this.core = options.core
    this.secure = options.secure
    this.#class = options.unregisteredClass
    this.#intake = new Intake(this, this.#class, { throttle: options.throttle })
    const sendq = () => this.#class.sendq
    this.#out = new SendQueue({
      outlet: options.outlet,
      sink: new SocketSink(options.socket, () => this.#ended),
      // Asked anew each time: the class changes with who it is.
      get limit() {
        return sendq()
      },
      onOverflow: () => this.#onOverflow(),
    })
  }

  /** Its id in the core; commands run only once it is there. */
  get id(): SessionId {
    if (this.#id === null) throw new Error('the session is not open yet')
    return this.#id
  }

  /** SHA-256 of its TLS client certificate, in lower-case hexadecimal; null when it showed none. */
  get certificate(): string | null {
    return this.#options.certificate()
  }

  get isOpen(): boolean {
    return this.#id !== null
  }

  get address(): string {
    return this.#options.address
  }

  get hasEnded(): boolean {
    return this.#ended
  }

  get isRegistered(): boolean {
    return this.registration === null
  }

  /** How numerics address it: `*` until it has a nick. */
  get nick(): string {
    if (this.registration !== null) return this.registration.nick ?? '*'
    return this.presence?.who.nick ?? '*'
  }

  /** Opens its session in the core; lines that come meanwhile wait. */
  start(): void {
    const { socket, core, secure, address } = this.#options
    this.#intake.after(async () => {
      try {
        this.#id = await core.sessions.open({ face: 'irc', address, secure })
      } catch (error) {
        if (!isRefusal(error)) throw error
        return this.#options.onRefused(error)
      }
      if (this.#ended) await this.#closeInCore('Connection closed')
      else this.#options.onOpen()
    })
    socket.on('data', (chunk: Buffer) => {
      if (!this.#intake.receive(chunk)) return
      this.heard = performance.now()
      this.pinged = null
    })
  }

  get className(): ConnectionClass['name'] {
    return this.#class.name
  }

  /** It comes from a configured gateway that carries nobody else. */
  get isGateway(): boolean {
    return this.#options.isGateway
  }

  setClass(next: ConnectionClass): void {
    if (next === this.#class) return
    this.#class = next
    this.#intake.setPace(next)
  }

  has(cap: number): boolean {
    return hasCap(this.caps, cap)
  }

  /** An answer to the client's command. */
  send(message: OutgoingMessage): void {
    this.answer(serialiseMessage(message))
  }

  /** An answer that is rendered already. */
  answer(line: string): void {
    // ERROR is the last word, also where a command goes on for a moment after QUIT.
    if (this.#ended) return
    if (this.#response === null) this.#out.push(line)
    else this.#response.answer(line)
  }

  /** An answer of several lines that belong together, for clients that know batches; others get the lines alone. */
  answerBatch(type: string, params: readonly string[], lines: readonly string[]): void {
    if (this.#ended) return
    if (!this.has(CAP.batch)) {
      for (const line of lines) this.answer(line)
      return
    }
    const reference = this.nextBatch()
    const opening = { source: this.#options.serverName, command: 'BATCH', params: [`+${reference}`, type, ...params] }
    const closing = { source: this.#options.serverName, command: 'BATCH', params: [`-${reference}`] }
    const rest = [...lines.map((line) => withTag(line, `batch=${reference}`)), serialiseMessage(closing)]
    if (this.#response !== null) this.#response.answerWith(serialiseMessage(opening), rest)
    else for (const line of [serialiseMessage(opening), ...rest]) this.#out.push(line)
  }

  /** A reference for a batch, unused in this connection so far. */
  nextBatch(): string {
    this.#lastBatch += 1
    return `b${this.#lastBatch}`
  }

  /** A line of the server's own, in answer to nothing. */
  sendAside(message: OutgoingMessage): void {
    if (!this.#ended) this.#push(serialiseMessage(message))
  }

  /** The hot path of fan-out: one Buffer, shared by everybody who sees the line alike. */
  deliver(line: SharedLine): void {
    if (this.#response === null) this.#out.push(line.for(this.caps))
    else if (this.#options.isCauseOf(this)) this.#response.answer(line.for(this.caps).toString())
    else this.#push(line.for(this.caps))
  }

  /** Delivers what is no answer even if this session caused it: the copy of what one writes to oneself. */
  deliverAside(line: SharedLine): void {
    if (this.#response === null) this.#out.push(line.for(this.caps))
    else this.after(async () => this.#push(line.for(this.caps)))
  }

  /** What is sent from here on, and what this session causes, answers a command with this label. */
  beginResponse(label: string): void {
    this.#response = new LabelledResponse({
      ...{ label, serverName: this.#options.serverName },
      reference: () => this.nextBatch(),
      write: (line) => this.#out.push(line),
    })
  }

  endResponse(): void {
    const response = this.#response
    this.#response = null
    response?.finish(this.#ended)
  }

  /** A numeric reply: `params` after the nick (whatever the client wrote there is made fit), `text` with its colon. */
  reply(command: Numeric, params: readonly string[], text?: string): void {
    const message = { source: this.#options.serverName, command, params: [this.nick, ...params.map(asMiddle)] }
    this.send(text === undefined ? message : { ...message, text })
  }

  get serverName(): string {
    return this.#options.serverName
  }

  /** A numeric that answers nothing. */
  replyAside(command: Numeric, params: readonly string[], text: string): void {
    this.sendAside({ source: this.serverName, command, params: [this.nick, ...params.map(asMiddle)], text })
  }

  /** IRCv3 standard replies: for what has no numeric. `context` is what the client wrote, quoted back. */
  fail(command: string, code: string, text: string, ...context: readonly string[]): void {
    const params = [command, code, ...context.map(asMiddle)]
    this.send({ source: this.#options.serverName, command: 'FAIL', params, text })
  }

  /** A word from the server itself. */
  notice(text: string): void {
    this.send({ source: this.#options.serverName, command: 'NOTICE', params: [this.nick], text })
  }

  /** Runs `task` after the command that is running now, before the client's next one. */
  after(task: () => Promise<void>): void {
    this.#intake.after(task)
  }

  settle(): Promise<void> {
    return this.#intake.settle()
  }

  /** The welcome is about to be said. */
  becomeRegistered(): void {
    this.registration = null
    this.#options.onRegistered()
  }

  /** The person did something: keeps the idle time honest. */
  touch(): void {
    const now = performance.now()
    if (now - this.#lastTouch < 1000) return
    this.#lastTouch = now
    this.core.sessions.touch({ session: this.id }).catch((error: unknown) => this.#warn(error, 'touch failed'))
  }

  /** For long listings, every few hundred lines: resolves when the client has read most of what it was sent. */
  async caughtUp(): Promise<void> {
    const { socket } = this.#options
    await new Promise((resolve) => setImmediate(resolve))
    while (!this.#ended && socket.writableLength > LISTING_OCTETS) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Ends the connection with the protocol's word. Channel mates see `reason`. */
  end(reason: string): void {
    if (this.#ended) return
    this.#push(serialiseMessage({ command: 'ERROR', text: `Closing link: ${reason}` }))
    this.#leave(reason)
  }

  /** The socket is gone, or is to go without another word. */
  drop(reason: string): void {
    this.#leave(reason)
    this.#options.socket.destroy()
  }

  carryOut(line: Line): Promise<void> {
    return this.#options.carryOut(this, line)
  }

  setReading(reading: boolean): void {
    const { socket } = this.#options
    if (reading) socket.resume()
    else socket.pause()
  }

  onFlood(): void {
    this.end('Excess flood')
  }

  onFault(error: unknown, command?: string): void {
    this.#options.log.error({ session: this.#id, command, err: error }, 'irc session failed')
    this.end('Something broke on our side; please connect again')
  }

  #push(line: string | Buffer): void {
    this.#response?.yieldTo()
    this.#out.push(line)
  }

  #onOverflow(): void {
    this.#options.log.info({ session: this.#id }, 'irc SendQ exceeded')
    // It does not read, so it would not read a farewell either.
    setImmediate(() => this.drop('SendQ exceeded'))
  }

  #leave(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#intake.stop()
    this.#options.onEnd()
    if (this.#id !== null) void this.#closeInCore(reason)
  }

  async #closeInCore(reason: string): Promise<void> {
    try {
      await this.core.sessions.close({ session: this.id, reason })
    } catch (error) {
      this.#warn(error, 'closing failed')
    }
  }

  #warn(error: unknown, message: string): void {
    this.#options.log.warn({ session: this.#id, err: error }, message)
  }
}
