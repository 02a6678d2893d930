// One SSH connection from the handshake to its end: the time each phase may take, one login, one session channel.
// Whatever goes wrong in here ends this connection and no other.

import type { Socket } from 'node:net'
import type { AuthContext, Connection } from 'ssh2'
import { TokenBucket } from '../../../shared/token-bucket.ts'
import type { CoreLink } from '../../core/contract.ts'
import type { House } from '../../screens/house.ts'
import type { Ticket } from '../admission.ts'
import type { Log } from '../gateway.ts'
import { turnedAway } from '../turned-away.ts'
import type { Visit, Visits } from '../visits.ts'
import { type Admitted, Login } from './login.ts'
import { SessionChannel, takesPackets } from './session-channel.ts'

export interface SshConnectionOptions {
  readonly client: Connection
  readonly socket: Socket
  readonly address: string
  readonly ticket: Ticket
  readonly link: CoreLink
  readonly visits: Visits
  readonly log: Log
  readonly house: House
  readonly version: string
}

const LOGIN_MS = 60_000
/** From logging in to opening the session channel. */
const CHANNEL_MS = 30_000
/** From our goodbye to the end of the socket. */
const GOODBYE_MS = 3_000
/** Stock clients hang up when their last channel is closed, and call it an error if we are faster. */
const HANG_UP_MS = 300
/** Key exchanges after the first. Stock clients ask for one each gigabyte or hour. */
const REKEYS = { burst: 5, perSecond: 1 / 60 }

export class SshConnection {
  readonly #options: SshConnectionOptions
  readonly #login: Login
  readonly #rekeys = new TokenBucket({ ...REKEYS, now: performance.now() })
  #visit: Promise<Visit> | null = null
  #admitted: Admitted | null = null
  #hasChannel = false
  #deadline: NodeJS.Timeout | null = null

  constructor(options: SshConnectionOptions) {
    this.#options = options
    this.#login = new Login({
      core: options.link.core,
      session: async () => (await this.#openVisit()).session,
      houseName: options.house.name,
      onExhausted: () => this.finish(),
    })
    this.#expect(LOGIN_MS)
    this.#listen()
  }

  /** Tells the caller why, if there is a screen to say it on, and ends the connection. */
  close(reason: string): void {
    if (this.#visit === null) this.finish()
    else this.#visit.then((visit) => visit.dismiss(reason)).catch((error) => this.#fault(error))
  }

  /** Ends the connection after what was sent has left, or a little later if the client does not take it. */
  finish(): void {
    const { client, socket } = this.#options
    client.end()
    this.#within(GOODBYE_MS, () => socket.destroy())
  }

  #listen(): void {
    const { client, ticket } = this.#options
    client.on('error', (error: Error) => {
      this.#options.log.debug({ address: this.#options.address, reason: error.message }, 'ssh connection failed')
      this.#within(GOODBYE_MS, () => this.#options.socket.destroy())
    })
    client.on('close', () => this.#gone())
    client.on('rekey', () => {
      if (!this.#rekeys.take(performance.now())) this.#options.socket.destroy()
    })
    client.on('authentication', (context) => void this.#authenticate(context))
    client.on('ready', () => {
      ticket.settle()
      this.#expect(CHANNEL_MS)
    })
    client.on('session', (accept, reject) => {
      if (this.#hasChannel || this.#admitted === null) {
        reject()
        return
      }
      this.#hasChannel = true
      this.#openChannel(accept(), this.#admitted)
    })
  }

  async #authenticate(context: AuthContext): Promise<void> {
    try {
      this.#admitted = (await this.#login.answer(context)) ?? this.#admitted
    } catch (error) {
      const why = turnedAway(error)
      if (why === null) return this.#fault(error)
      // SSH has no word for it that clients show: they are let in as far as a screen that says so.
      this.#options.log.info({ address: this.#options.address }, why)
      this.#admitted = { as: 'turned-away', why }
      context.accept()
    }
  }

  #openChannel(session: Parameters<typeof takesPackets>[0], admitted: Admitted): void {
    const { socket, link, house, version } = this.#options
    if (!takesPackets(session)) {
      socket.destroy()
      return
    }
    this.#clearDeadline()
    new SessionChannel({
      session,
      admitted,
      ...{ house, version },
      core: link.core,
      outlet: link.outlet,
      visit: () => this.#openVisit(),
      unsent: () => socket.writableLength,
      onOver: () => this.#within(GOODBYE_MS, () => this.finish()),
      onClosed: () => this.#within(HANG_UP_MS, () => this.finish()),
      onOverflow: () => socket.destroy(),
      onFault: (error) => this.#fault(error),
    })
  }

  #openVisit(): Promise<Visit> {
    const { visits, address } = this.#options
    this.#visit ??= visits.open({ face: 'ssh', address, secure: true, onDismissed: () => this.finish() })
    return this.#visit
  }

  #gone(): void {
    this.#clearDeadline()
    this.#options.ticket.release()
    this.#visit?.then((visit) => visit.end('connection closed')).catch((error) => this.#fault(error))
  }

  #fault(error: unknown): void {
    const { log, address } = this.#options
    const sentence = turnedAway(error)
    if (sentence === null) log.error({ address, err: error }, 'ssh connection failed')
    else log.info({ address }, sentence)
    this.#options.socket.destroy()
  }

  #expect(milliseconds: number): void {
    this.#within(milliseconds, () => this.finish())
  }

  /** One deadline at a time: the phase the connection is in. */
  #within(milliseconds: number, act: () => void): void {
    this.#clearDeadline()
    if (this.#options.socket.destroyed) return
    this.#deadline = setTimeout(act, milliseconds)
    this.#deadline.unref()
  }

  #clearDeadline(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline)
    this.#deadline = null
  }
}
