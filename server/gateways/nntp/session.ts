// One NNTP connection: what it has selected, who it is, and the loop that takes one command after the other. What the
// commands do is in commands/. Holds no truth: everything here ends with the connection.

import type { SecureContext } from 'node:tls'
import type { Core } from '../../core/contract.ts'
import type { SessionId } from '../../core/ids.ts'
import type { Outlet } from '../../core/tick.ts'
import { COMMAND_OCTETS } from '../../wire/nntp/command.ts'
import { BLOCK_END, formatLines, formatStatus } from '../../wire/nntp/response.ts'
import type { Log } from '../gateway.ts'
import { SendQueue } from '../outbox.ts'
import { turnedAway } from '../turned-away.ts'
import { Input, InputEnded, type InputLine } from './input.ts'
import type { Transport } from './transport.ts'

/** Never reached by a reader who waits for answers: long ones wait for the reader (see `caughtUp`). */
const SENDQ_OCTETS = 8 * 1_048_576
/** How much may be under way before the next piece of an answer, or the next command, waits. */
const UNDER_WAY_OCTETS = 65_536
/** So that one reader that asks a great deal at once leaves room in the turn for the others. */
const COMMANDS_PER_TURN = 64
/** Lines in a row that are no commands: whoever speaks another protocol is told so and sent away. */
const MOST_NONSENSE = 30

export interface SessionOptions {
  readonly transport: Transport
  readonly address: string
  /** Whether a password may be given without TLS: the line does not leave this machine. */
  readonly isLocal: boolean
  readonly core: Core
  readonly outlet: Outlet
  readonly log: Log
  /** For STARTTLS; null when there is no certificate. */
  readonly secureContext: SecureContext | null
  readonly carryOut: (session: NntpSession, line: InputLine) => Promise<void>
  readonly greeting: string
  /** Its session in the core is open. */
  readonly onOpen: () => void
  /** It has shown that it is a newsreader. */
  readonly onSettled: () => void
  /** The connection ends: called once. */
  readonly onEnd: () => void
}

export class NntpSession {
  readonly #options: SessionOptions
  readonly #out: SendQueue
  #id: SessionId | null = null
  #ended = false
  #queued = 0
  #nonsense = 0
  #wake: (() => void) | null = null

  readonly core: Core
  readonly input: Input
  /** The newsgroup it has selected, and the article in it (RFC 3977 §6.1.1). */
  group: string | null = null
  article: number | null = null
  /** The account's name once it has logged in. */
  account: string | null = null
  /** Given with AUTHINFO USER, while PASS is awaited. */
  user: string | null = null
  /** The server at the other end, by its name in the configuration; null for a newsreader. */
  peer: string | null = null
  /** performance.now() of the last thing that moved, in either direction. */
  active = performance.now()

  constructor(options: SessionOptions) {
    this.#options = options
    this.core = options.core
    this.input = new Input((paused) => options.transport.setPaused(paused))
    this.#out = new SendQueue({
      outlet: options.outlet,
      sink: this.#sink(),
      limit: SENDQ_OCTETS,
      onOverflow: () => setImmediate(() => this.drop('SendQ exceeded')),
    })
  }

  get id(): SessionId {
    if (this.#id === null) throw new Error('the session is not open yet')
    return this.#id
  }

  get hasEnded(): boolean {
    return this.#ended
  }

  get isSecure(): boolean {
    return this.#options.transport.isSecure
  }

  get isCompressed(): boolean {
    return this.#options.transport.isCompressed
  }

  /** RFC 4643 §2.3.1: no password in clear text over a line that others may hear. */
  get mayLogIn(): boolean {
    return this.isSecure || this.#options.isLocal
  }

  /** STARTTLS can be asked for now (RFC 4642 §2.1). */
  get canStartTls(): boolean {
    return this.#options.secureContext !== null && !this.isSecure && this.account === null && !this.isCompressed
  }

  /** Runs until the connection ends. Never rejects. */
  async run(): Promise<void> {
    const { core, transport, address, greeting, onOpen } = this.#options
    try {
      const id = await core.sessions.open({ face: 'nntp', address, secure: transport.isSecure })
      this.#id = id
      if (this.#ended) return void (await this.#closeInCore('Connection closed'))
      onOpen()
      await this.findPeer()
      this.reply(200, greeting)
      await this.#converse()
    } catch (error) {
      if (error instanceof InputEnded || this.#ended) return
      const sentence = turnedAway(error)
      if (sentence === null) this.onFault(error)
      else this.end(502, sentence)
    }
  }

  async #converse(): Promise<void> {
    let budget = COMMANDS_PER_TURN
    while (!this.#ended) {
      const line = await this.input.line(COMMAND_OCTETS)
      await this.#options.carryOut(this, line)
      budget -= 1
      if (this.#queued > UNDER_WAY_OCTETS) await this.caughtUp()
      else if (budget > 0) continue
      else if (this.input.hasLine) await nextTurn()
      budget = COMMANDS_PER_TURN
    }
  }

  reply(code: number, text: string): void {
    this.send(formatStatus(code, text))
  }

  /** Latin1 when it is text. */
  send(octets: Buffer | string): void {
    if (this.#ended) return
    const chunk = typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets
    this.#queued += chunk.length
    this.#out.push(chunk)
  }

  /** A status line with a block of short lines. */
  block(code: number, text: string, lines: readonly string[]): void {
    this.send(
      Buffer.concat([Buffer.from(formatStatus(code, text), 'latin1'), formatLines(lines), Buffer.from(BLOCK_END)]),
    )
  }

  /** For long answers, after each piece: resolves when the client has taken most of what it was sent. */
  async caughtUp(): Promise<void> {
    // A piece that found nothing to say has cost the store its time all the same: others have their turn first.
    if (this.#queued === 0) await nextTurn()
    await this.flushed()
    while (!this.#ended && this.#options.transport.backlog > UNDER_WAY_OCTETS) await this.#woken()
  }

  /** Resolves when all that was said has been written to the connection. */
  async flushed(): Promise<void> {
    while (!this.#ended && this.#queued > 0) await this.#woken()
  }

  /** It has proved to be a newsreader and need not make room for newcomers. */
  settle(): void {
    this.#options.onSettled()
  }

  /** Asks who this is, as far as its address or its account says so. */
  async findPeer(): Promise<void> {
    this.peer = await this.core.peering.peerOf({ session: this.id })
    if (this.peer !== null) this.settle()
  }

  onSense(): void {
    this.#nonsense = 0
  }

  /** A line that was no command. */
  onNonsense(): void {
    this.#nonsense += 1
    if (this.#nonsense >= MOST_NONSENSE) this.end(400, 'This is a news server, and those were no commands of NNTP')
  }

  /** Says the last word and hangs up. */
  end(code: number, text: string): void {
    if (this.#ended) return
    this.reply(code, text)
    this.#leave(text)
  }

  /** The connection is gone, or is to go without another word. */
  drop(reason: string): void {
    this.#leave(reason)
    this.#options.transport.destroy()
  }

  /** RFC 4642 §2.2: what was sent ahead of the handshake is thrown away, and nothing that was known stays known. */
  async startTls(): Promise<void> {
    const { secureContext, transport } = this.#options
    if (secureContext === null) return
    await this.flushed()
    this.input.discard()
    this.group = null
    this.article = null
    this.user = null
    transport.startTls(secureContext)
  }

  async startDeflate(): Promise<void> {
    await this.flushed()
    this.#options.transport.startDeflate()
  }

  onFault(error: unknown, command?: string): void {
    this.#options.log.error({ session: this.#id, command, err: error }, 'nntp session failed')
    this.end(400, 'Something broke on our side; please connect again')
  }

  onDrain(): void {
    this.active = performance.now()
    this.#wake?.()
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #sink() {
    const { transport } = this.#options
    return {
      get backlog() {
        return transport.backlog
      },
      write: (chunk: Buffer): void => {
        transport.write(chunk)
        this.#queued = 0
        this.active = performance.now()
        if (this.#ended) transport.end()
        this.#wake?.()
      },
    }
  }

  #leave(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.input.end()
    this.#wake?.()
    this.#options.onEnd()
    if (this.#id !== null) void this.#closeInCore(reason)
  }

  async #closeInCore(reason: string): Promise<void> {
    try {
      await this.core.sessions.close({ session: this.id, reason })
    } catch (error) {
      this.#options.log.warn({ session: this.#id, err: error }, 'closing failed')
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
