// A WebSocket as a stream of its messages, each with its kind.

import { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Frame } from '../message-door.ts'

const CLOSE_MS = 1_000

export class FrameStream extends Duplex {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    super({ allowHalfOpen: false, objectMode: true })
    this.#socket = socket
    socket.on('message', (data, isBinary) => {
      if (Buffer.isBuffer(data) && !this.push({ isBinary, octets: data } satisfies Frame)) socket.pause()
    })
    socket.on('error', () => {})
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write({ octets, isBinary }: Frame, _: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(octets, { binary: isBinary }, () => done())
    } else done()
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
}
