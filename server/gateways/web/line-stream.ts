// A WebSocket as a stream of lines: each message is one line without its end (https://ircv3.net/specs/extensions/websocket).

import { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

const LF = 0x0a
const CRLF = Buffer.from('\r\n')
const CLOSE_MS = 1_000

export class LineStream extends Duplex {
  readonly #socket: WebSocket
  readonly #isBinary: boolean
  /** What was written of a line that has not ended yet. */
  #rest: Buffer = Buffer.alloc(0)

  constructor(socket: WebSocket, options: { readonly isBinary: boolean }) {
    super({ allowHalfOpen: false })
    this.#socket = socket
    this.#isBinary = options.isBinary
    socket.on('message', (data) => this.#hear(data))
    socket.on('error', () => {})
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    const octets = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let from = 0
    const lines: Buffer[] = []
    for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, from)) {
      lines.push(octets.subarray(from, octets[at - 1] === 0x0d ? at - 1 : at))
      from = at + 1
    }
    this.#rest = octets.subarray(from)
    if (this.#socket.readyState !== this.#socket.OPEN || lines.length === 0) {
      done()
      return
    }
    const last = lines.pop() ?? Buffer.alloc(0)
    for (const line of lines) this.#socket.send(line, { binary: this.#isBinary })
    // When the last has left, all have; until then they count as waiting, so that SendQ sees them.
    this.#socket.send(last, { binary: this.#isBinary }, () => done())
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.close(1000)
    // The other side may be long gone; ws itself would wait half a minute for its answer.
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.terminate()
    done(error)
  }

  #hear(data: unknown): void {
    if (!Buffer.isBuffer(data)) return
    const line = data.at(-1) === LF ? data : Buffer.concat([data, CRLF])
    if (!this.push(line)) this.#socket.pause()
  }
}
