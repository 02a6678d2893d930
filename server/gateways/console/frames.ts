// What travels over the console socket: the core's own contract, one structured-cloned value a frame, each frame
// prefixed with its length (32 bits, big-endian). Both ends are on this machine and run the same code.

import { deserialize, serialize } from 'node:v8'

export interface ConsoleCall {
  readonly id: number
  readonly area: string
  readonly method: string
  readonly args: unknown
}

export type ConsoleReply =
  | { readonly hello: string }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly refusal: { readonly code: string; readonly detail: string } }
  | { readonly id: number; readonly fault: string }

/** Enough for a batch of archive articles. */
const FRAME_OCTETS = 512 * 1_048_576

export const encodeFrame = (value: ConsoleCall | ConsoleReply): Buffer => {
  const body = serialize(value)
  const head = Buffer.allocUnsafe(4)
  head.writeUInt32BE(body.length)
  return Buffer.concat([head, body])
}

/** Collects chunks and gives back the values of whole frames. @throws Error on a frame that is too large or no serialised value */
export class FrameReader {
  #chunks: Buffer[] = []
  #length = 0

  push(chunk: Buffer): unknown[] {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    const values: unknown[] = []
    while (this.#length >= 4) {
      const length = this.#first(4).readUInt32BE(0)
      if (length > FRAME_OCTETS) throw new Error(`a frame of ${length} octets`)
      if (this.#length < 4 + length) break
      const whole = this.#first(4 + length)
      this.#drop(4 + length)
      values.push(deserialize(whole.subarray(4)))
    }
    return values
  }

  #first(length: number): Buffer {
    const [head] = this.#chunks
    if (head !== undefined && head.length >= length) return head.subarray(0, length)
    const joined = Buffer.concat(this.#chunks)
    this.#chunks = [joined]
    return joined.subarray(0, length)
  }

  #drop(length: number): void {
    const [head] = this.#chunks
    this.#length -= length
    if (head === undefined) return
    if (head.length === length) this.#chunks.shift()
    else this.#chunks[0] = head.subarray(length)
  }
}
