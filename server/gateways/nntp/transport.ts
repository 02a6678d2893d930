// The octets of one connection, whatever they travel in: the bare socket, TLS once it has started (RFC 4642), deflate on
// top once it has been agreed on (RFC 8054). The session above sees octets in, octets out.

import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { constants, createDeflateRaw, createInflateRaw, type DeflateRaw, type InflateRaw } from 'node:zlib'

/** Deflate packs at most about 1:1032. No command is worth that; whoever sends so sends a bomb. */
const MOST_INFLATION = 100
const FREE_INFLATION = 1_048_576

export interface TransportOwner {
  onData(chunk: Buffer): void
  /** The other side can be written to again. */
  onDrain(): void
  onClose(): void
  /** It sent what unpacks to nothing, or to far too much. */
  onAbuse(reason: string): void
}

export class Transport {
  readonly #raw: Socket
  readonly #owner: TransportOwner
  #socket: Socket
  #deflate: DeflateRaw | null = null
  #inflate: InflateRaw | null = null
  #packed = 0
  #unpacked = 0
  #paused = false

  /** @param socket a TLSSocket over `raw` where TLS comes first, else `raw` itself */
  constructor(socket: Socket, raw: Socket, owner: TransportOwner) {
    this.#socket = socket
    this.#raw = raw
    this.#owner = owner
    this.#attach(socket)
    raw.on('close', () => owner.onClose())
  }

  get isSecure(): boolean {
    return this.#socket instanceof TLSSocket
  }

  get isCompressed(): boolean {
    return this.#deflate !== null
  }

  /** Octets written that the other side has not taken yet. */
  get backlog(): number {
    return this.#socket.writableLength + (this.#deflate?.writableLength ?? 0)
  }

  write(chunk: Buffer): void {
    if (this.#socket.destroyed) return
    if (this.#deflate === null) this.#socket.write(chunk)
    else {
      this.#deflate.write(chunk)
      // Without a flush the last answer would wait inside of the packer.
      this.#deflate.flush(constants.Z_SYNC_FLUSH)
    }
  }

  /** Reading stops or goes on; what has arrived meanwhile waits in the kernel. */
  setPaused(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    const source = this.#inflate ?? this.#socket
    if (paused) source.pause()
    else source.resume()
  }

  /** The next octet that arrives is TLS. Only once everything before it has been written. */
  startTls(secureContext: SecureContext): void {
    this.#socket.removeAllListeners('data')
    this.#socket.removeAllListeners('drain')
    const secure = new TLSSocket(this.#raw, { isServer: true, secureContext })
    this.#socket = secure
    this.#attach(secure)
  }

  /** From here on both directions are packed (RFC 8054 §2.2: raw deflate, RFC 1951). */
  startDeflate(): void {
    const inflate = createInflateRaw()
    const deflate = createDeflateRaw()
    this.#socket.removeAllListeners('data')
    this.#socket.on('data', (chunk: Buffer) => {
      this.#packed += chunk.length
      if (!inflate.write(chunk)) {
        this.#socket.pause()
        inflate.once('drain', () => this.#socket.resume())
      }
    })
    inflate.on('data', (chunk: Buffer) => {
      this.#unpacked += chunk.length
      if (this.#unpacked > FREE_INFLATION + MOST_INFLATION * this.#packed) {
        inflate.destroy()
        this.#owner.onAbuse('That unpacks to far too much')
      } else this.#owner.onData(chunk)
    })
    inflate.on('error', () => this.#owner.onAbuse('That is no deflate'))
    deflate.on('data', (chunk: Buffer) => {
      if (!this.#socket.destroyed) this.#socket.write(chunk)
    })
    deflate.on('drain', () => this.#owner.onDrain())
    deflate.on('end', () => this.#socket.end())
    deflate.on('error', () => this.#raw.destroy())
    this.#inflate = inflate
    this.#deflate = deflate
    if (this.#paused) inflate.pause()
  }

  /** Hangs up once everything has been written. */
  end(): void {
    if (this.#deflate === null) this.#socket.end()
    else this.#deflate.end()
  }

  destroy(): void {
    this.#inflate?.destroy()
    this.#deflate?.destroy()
    this.#socket.destroy()
    this.#raw.destroy()
  }

  #attach(socket: Socket): void {
    socket.on('error', () => this.#raw.destroy())
    socket.on('data', (chunk: Buffer) => this.#owner.onData(chunk))
    socket.on('drain', () => this.#owner.onDrain())
    if (socket !== this.#raw) socket.on('close', () => this.#raw.destroy())
  }
}
