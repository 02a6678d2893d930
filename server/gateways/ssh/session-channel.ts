// The one session channel of a connection (RFC 4254 §6): pty, environment, window changes, and then the shell, which is
// our screens. Commands, subsystems and forwarding are refused with a kind word.

import type { ServerChannel, Session } from 'ssh2'
import type { Core } from '../../core/contract.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Outlet } from '../../core/tick.ts'
import type { House } from '../../screens/house.ts'
import { chosenLanguage } from '../../screens/language.ts'
import type { TerminalKind } from '../../screens/terminal.ts'
import { loadTexts } from '../../screens/texts.ts'
import { CarriedTerminal } from '../carried-terminal.ts'
import { textDecoder } from '../text-encoding.ts'
import { turnedAway } from '../turned-away.ts'
import type { Visit } from '../visits.ts'
import { runCommand } from './commands/run-command.ts'
import type { Admitted } from './login.ts'
import { needsProbe, type Probed, probe } from './probe.ts'
import { sentenceFor } from './sentences.ts'
import { KEPT_VARIABLES, languageOf, pipeKind, saysUtf8, terminalKind } from './terminal-kind.ts'

export interface SessionChannelOptions {
  readonly session: Session
  readonly core: Core
  readonly visit: () => Promise<Visit>
  readonly admitted: Admitted
  readonly house: House
  readonly version: string
  readonly outlet: Outlet
  /** Octets that wait in the socket. */
  readonly unsent: () => number
  /** The channel has said its last word. */
  readonly onOver: () => void
  /** Both sides have closed the channel. */
  readonly onClosed: () => void
  /** The client does not read what it is sent. */
  readonly onOverflow: () => void
  readonly onFault: (error: unknown) => void
}

const SEND_LIMIT = 256 * 1024
const VARIABLE_UNITS = 64
/** RFC 4253 §6.1 asks everybody to take 32,768. ssh2 cuts output to what the client names, and a 0 would make it cut for ever. */
const LEAST_PACKET = 512

/** Whoever comes without a pty gets lines, which are wrapped for this many columns. */
const PIPE: Pty = { term: 'pipe', columns: 80, rows: 24 }

interface Pty {
  readonly term: string
  columns: number
  rows: number
}

export class SessionChannel {
  readonly #options: SessionChannelOptions
  readonly #environment = new Map<string, string>()
  #pty: Pty | null = null
  #terminal: CarriedTerminal | null = null
  #started = false

  constructor(options: SessionChannelOptions) {
    this.#options = options
    const { session } = options
    session.on('error', () => {})
    session.on('env', (accept, reject, { key, val }) => {
      const kept = KEPT_VARIABLES.some((name) => name === key) && val.length <= VARIABLE_UNITS
      if (kept) this.#environment.set(key, val)
      answer(kept ? accept : reject)
    })
    session.on('pty', (accept, _reject, { term, cols, rows }) => {
      this.#pty = { term, ...sizeOf(cols, rows) }
      answer(accept)
    })
    session.on('window-change', (accept, _reject, { cols, rows }) => {
      if (this.#pty !== null) Object.assign(this.#pty, sizeOf(cols, rows))
      this.#terminal?.resize(sizeOf(cols, rows))
      answer(accept)
    })
    session.on('shell', (accept) => this.#begin(accept, (channel) => this.#shell(channel)))
    session.on('exec', (accept, _reject, { command }) =>
      this.#begin(accept, (channel) => this.#command(channel, command)),
    )
  }

  #begin(accept: () => ServerChannel | undefined, run: (channel: ServerChannel) => Promise<void>): void {
    if (this.#started) return
    this.#started = true
    const channel = accept()
    if (channel === undefined) return
    channel.on('error', () => {})
    channel.stderr.on('error', () => {})
    channel.on('close', () => {
      this.#terminal?.hangUp()
      this.#options.onClosed()
    })
    run(channel).catch((error) => this.#options.onFault(error))
  }

  /** The sentence for an address that is not let in at all. */
  async #visitOrSentence(): Promise<Visit | string> {
    try {
      return await this.#options.visit()
    } catch (error) {
      const why = turnedAway(error)
      if (why === null) throw error
      return why
    }
  }

  async #shell(channel: ServerChannel): Promise<void> {
    const { admitted } = this.#options
    if (admitted.as === 'turned-away') {
      this.#sayAndExit(channel, admitted.why)
      return
    }
    const visit = await this.#visitOrSentence()
    if (typeof visit === 'string') {
      this.#sayAndExit(channel, visit)
      return
    }
    if (admitted.as === 'guest') {
      const refused = await this.#enterAsGuest(visit)
      if (refused !== null) {
        this.#sayAndExit(channel, refused)
        return
      }
    }
    const { kind, typed } = await this.#askTerminal(channel)
    if (channel.writable) this.#openScreens(channel, visit, kind, typed)
  }

  /** `ssh host COMMAND`: no screens. Whoever has no account does it as a guest. */
  async #command(channel: ServerChannel, line: string): Promise<void> {
    const { admitted, core, house, version } = this.#options
    if (admitted.as === 'turned-away') return this.#sayAndExit(channel, admitted.why)
    const visit = await this.#options.visit()
    const refused = admitted.as === 'member' ? null : await this.#enterAsGuest(visit)
    if (refused !== null) return this.#sayAndExit(channel, refused)
    const { session } = visit
    const hint = languageOf(this.#environment)
    const setting = admitted.as === 'member' ? (await core.accounts.me({ session })).settings.language : 'auto'
    const code = await runCommand({
      ...{ channel, line, core, session, version, houseName: house.name, hasTerminal: this.#pty !== null },
      texts: loadTexts(house.dataFolders, chosenLanguage(setting, hint)),
    })
    channel.exit(code)
    channel.end()
    this.#options.onOver()
  }

  async #enterAsGuest(visit: Visit): Promise<string | null> {
    try {
      await this.#options.core.sessions.enterAsGuest({ session: visit.session })
      return null
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code !== 'not-permitted') return sentenceFor(error)
      return `${this.#options.house.name} takes no guests. To sign up, connect as: new`
    }
  }

  async #askTerminal(channel: ServerChannel): Promise<Probed> {
    const named = this.#pty === null ? pipeKind(this.#environment) : terminalKind(this.#pty.term, this.#environment)
    if (!needsProbe(named, saysUtf8(this.#environment))) return { kind: named, typed: Buffer.alloc(0) }
    return probe(channel, named)
  }

  #openScreens(channel: ServerChannel, visit: Visit, kind: TerminalKind, typed: Buffer): void {
    const { admitted, outlet } = this.#options
    const pty = this.#pty ?? PIPE
    const terminal = new CarriedTerminal({
      kind,
      size: pty,
      outlet,
      sendLimit: SEND_LIMIT,
      onClosed: () => {
        channel.exit(0)
        channel.end()
        this.#options.onOver()
      },
      onFault: (error) => visit.fault(error),
    })
    this.#terminal = terminal
    this.#carry(channel, terminal, typed)
    if (admitted.as === 'nobody') visit.sit({ terminal, entry: 'welcome' })
    else if (admitted.as !== 'newcomer') visit.sit({ terminal, entry: 'menu' })
    else if (admitted.offeredKey === null) visit.sit({ terminal, entry: 'register' })
    else visit.sit({ terminal, entry: 'register', offeredKey: admitted.offeredKey })
  }

  #carry(channel: ServerChannel, terminal: CarriedTerminal, typed: Buffer): void {
    const { unsent, onOverflow } = this.#options
    terminal.attach({
      sink: {
        write: (chunk) => {
          if (channel.writable) channel.write(chunk)
        },
        get backlog() {
          return channel.writableLength + unsent()
        },
      },
      pause: () => channel.pause(),
      resume: () => channel.resume(),
      overflow: onOverflow,
    })
    const decode = textDecoder(terminal.kind.charset)
    if (typed.length > 0) setImmediate(() => terminal.receive(decode(typed)))
    channel.on('data', (chunk: Buffer) => terminal.receive(decode(chunk)))
    channel.on('end', () => terminal.finishInput())
  }

  #sayAndExit(channel: ServerChannel, sentence: string): void {
    // With a pty nobody turns LF into CR LF but us.
    if (this.#pty === null) channel.stderr.write(`${sentence}\n`)
    else channel.write(`${sentence}\r\n`)
    channel.exit(1)
    channel.end()
    this.#options.onOver()
  }
}

/** Whether the packets the client takes are large enough to be worth sending. */
export const takesPackets = (session: Session): boolean => {
  const internals = session as unknown as { _chanInfo?: { outgoing?: { packetSize?: number } } }
  return (internals._chanInfo?.outgoing?.packetSize ?? 0) >= LEAST_PACKET
}

/** ssh2 hands over no function when the client wants no reply. */
const answer = (reply: (() => void) | undefined): void => reply?.()

const sizeOf = (columns: number, rows: number): { columns: number; rows: number } => ({
  columns: columns === 0 ? 80 : columns,
  rows: rows === 0 ? 24 : rows,
})
