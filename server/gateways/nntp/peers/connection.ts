// Our own connection to another server: TLS, logging in, lines and articles. What is said on it is in the files beside.

import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ARTICLE_OCTETS } from '../../../../shared/limits.ts'
import { doubleDots } from '../../../wire/nntp/article-data.ts'
import { BLOCK_END } from '../../../wire/nntp/response.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { SendQueue } from '../../outbox.ts'
import { Input, InputEnded } from '../input.ts'
import type { LinkContext } from './peer-link.ts'

/** What stopped a conversation, in plain words for the log and the sysop. */
export class PeerTrouble extends Error {}

export interface Answer {
  readonly code: number
  /** What stands behind the code. */
  readonly text: string
}

/** RFC 3977 §3.1: 512 octets; some servers say more. */
const LINE_OCTETS = 4096
/** LIST and NEWNEWS of a big server. */
const BLOCK_OCTETS = 64 * 1_048_576
const SENDQ_OCTETS = 256 * 1_048_576
/** How much may be under way before the next article waits. */
const UNDER_WAY_OCTETS = 1_048_576

export class PeerConnection {
  readonly #context: LinkContext
  #socket: Socket
  #input: Input
  #out: SendQueue
  #fault: string | null = null
  #wake = (): void => {}

  private constructor(context: LinkContext, socket: Socket) {
    this.#context = context
    this.#socket = socket
    this.#input = this.#attach(socket)
    this.#out = this.#queue()
  }

  /** Connects, takes TLS and logs in as the peer's table says. @throws PeerTrouble */
  static async open(context: LinkContext, signal: AbortSignal): Promise<PeerConnection> {
    const { peer, timings } = context
    const socket = await dial(context, signal)
    const connection = new PeerConnection(context, socket)
    const stop = (): void => connection.destroy()
    signal.addEventListener('abort', stop)
    socket.once('close', () => signal.removeEventListener('abort', stop))
    socket.setTimeout(timings.patience, () => connection.#fail(`it said nothing for ${timings.patience / 1000} s`))
    try {
      await connection.#expect('its greeting', 200, 201)
      if (peer.tls === 'starttls') await connection.#startTls()
      if (peer.user !== '') await connection.#logIn()
      return connection
    } catch (error) {
      connection.destroy()
      throw error
    }
  }

  /** Says a line. */
  send(line: string): void {
    if (/[\r\n\0]/.test(line)) throw new Error('a line end inside a line')
    this.#out.push(Buffer.from(`${line}\r\n`, 'latin1'))
  }

  /** Says a whole article; resolves when there is room for more. */
  async sendArticle(octets: Uint8Array): Promise<void> {
    this.#out.push(Buffer.concat([doubleDots(Buffer.from(octets)), Buffer.from(BLOCK_END)]))
    while (this.#fault === null && this.#socket.writableLength > UNDER_WAY_OCTETS) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** The next status line. @throws PeerTrouble when the connection is gone, or what came is none */
  async answer(): Promise<Answer> {
    const line = await this.#take(() => this.#input.line(LINE_OCTETS))
    if (line === 'too-long') throw new PeerTrouble('it sent a line without an end')
    const [, code, text = ''] = /^(\d{3})(?: (.*))?$/.exec(line.toString('latin1')) ?? []
    if (code === undefined) throw new PeerTrouble('it sent what is no answer of NNTP')
    return { code: Number(code), text: sanitizeLine(text) }
  }

  /** Says a line and gives the answer. @throws PeerTrouble */
  async ask(line: string): Promise<Answer> {
    this.send(line)
    return this.answer()
  }

  /** The block behind a status line: null when it was too long. @throws PeerTrouble */
  article(): Promise<Buffer | null> {
    return this.#take(() => this.#input.article(2 * ARTICLE_OCTETS))
  }

  /** A block of lines, without their ends. @throws PeerTrouble */
  async lines(): Promise<readonly string[]> {
    const block = await this.#take(() => this.#input.article(BLOCK_OCTETS))
    if (block === null) throw new PeerTrouble('it sent a list that is too long')
    const lines = block.toString('latin1').split('\r\n')
    if (lines.at(-1) === '') lines.pop()
    return lines
  }

  /** Says goodbye and hangs up. */
  quit(): void {
    this.send('QUIT')
    setImmediate(() => this.#socket.end())
    // A peer that does not answer the farewell is left all the same.
    this.#socket.setTimeout(5000, () => this.destroy())
  }

  destroy(): void {
    this.#fail('the connection was closed')
    this.#socket.destroy()
  }

  async #startTls(): Promise<void> {
    const { code, text } = await this.ask('STARTTLS')
    if (code !== 382) throw new PeerTrouble(`it does not start TLS: ${code} ${text}`)
    const plain = this.#socket
    plain.removeAllListeners('data')
    plain.removeAllListeners('drain')
    const { peer } = this.#context
    const secure = connectTls({ socket: plain, servername: peer.host, rejectUnauthorized: peer.tlsVerify })
    await secured(secure, plain)
    this.#socket = secure
    this.#input = this.#attach(secure)
    this.#out = this.#queue()
  }

  async #logIn(): Promise<void> {
    const { user, password } = this.#context.peer
    const name = await this.ask(`AUTHINFO USER ${octetsOf(user)}`)
    if (name.code === 281) return
    if (name.code !== 381) throw new PeerTrouble(`it does not let us log in: ${name.code} ${name.text}`)
    const { code, text } = await this.ask(`AUTHINFO PASS ${octetsOf(password)}`)
    if (code !== 281) throw new PeerTrouble(`it does not take our password: ${code} ${text}`)
  }

  async #expect(what: string, ...codes: readonly number[]): Promise<void> {
    const { code, text } = await this.answer()
    if (!codes.includes(code)) throw new PeerTrouble(`${what} was ${code} ${text}`)
  }

  async #take<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (error instanceof InputEnded) throw new PeerTrouble(this.#fault ?? 'it hung up')
      throw error
    }
  }

  #attach(socket: Socket): Input {
    const input = new Input((paused) => void (paused ? socket.pause() : socket.resume()))
    socket.on('data', (chunk: Buffer) => input.push(chunk))
    socket.on('drain', () => this.#wake())
    socket.on('error', (error) => this.#fail(wordsFor(error)))
    socket.on('close', () => this.#fail('it hung up'))
    return input
  }

  #queue(): SendQueue {
    const socket = this.#socket
    return new SendQueue({
      outlet: this.#context.link.outlet,
      sink: {
        get backlog() {
          return socket.writableLength
        },
        write: (chunk) => void (socket.destroyed || socket.write(chunk)),
      },
      limit: SENDQ_OCTETS,
      onOverflow: () => this.destroy(),
    })
  }

  #fail(words: string): void {
    this.#fault ??= words
    this.#input.end()
    this.#wake()
    this.#socket.destroy()
  }
}

/** Text is UTF-8 on the wire (RFC 4643 §2.3), and lines are written as latin1. */
const octetsOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

const dial = async ({ peer, timings }: LinkContext, signal: AbortSignal): Promise<Socket> => {
  const { host, port } = peer
  const socket =
    peer.tls === 'implicit'
      ? connectTls({ host, port, servername: host, rejectUnauthorized: peer.tlsVerify })
      : connect({ host, port })
  socket.setNoDelay(true)
  const stop = (): void => void socket.destroy(new Error('stopped'))
  signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => socket.destroy(new Error('nobody answers')), timings.patience)
  try {
    await opened(socket, peer.tls === 'implicit' ? 'secureConnect' : 'connect')
    return socket
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

const secured = async (secure: Socket, plain: Socket): Promise<void> => {
  plain.once('close', () => secure.destroy())
  await opened(secure, 'secureConnect')
}

const opened = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new PeerTrouble(wordsFor(error)))
    socket.once('error', fail)
    socket.once('close', () => fail(new Error('it hung up')))
    socket.once(event, () => {
      socket.off('error', fail)
      resolve()
    })
  })

const wordsFor = (error: Error & { code?: string }): string => {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'nobody listens there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name is not known'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'it hung up'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'it cannot be reached'
    default:
      return sanitizeLine(error.message)
  }
}
