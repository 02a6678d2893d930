// Where a session's lines leave: the socket, which is closed behind the last words of a connection that has ended.

import type { Duplex } from 'node:stream'

/** Writes to the socket, and hangs up after the last words of a connection that has ended. */
export class SocketSink {
  readonly #socket: Duplex
  readonly #hasEnded: () => boolean

  constructor(socket: Duplex, hasEnded: () => boolean) {
    this.#socket = socket
    this.#hasEnded = hasEnded
  }

  get backlog(): number {
    return this.#socket.writableLength
  }

  write(chunk: Buffer): void {
    if (this.#socket.destroyed) return
    this.#socket.write(chunk)
    if (this.#hasEnded()) this.#socket.end()
  }
}
