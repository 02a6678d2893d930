// The lines in a stream of telnet's text: CR LF, CR NUL, a bare LF and a bare CR all end one (RFC 854, and what clients
// send). Octets are kept as they came: which characters they are is decided when a line is whole.

const NUL = 0
const LF = 0x0a
const CR = 0x0d

/** The longest line, in octets, without its end. */
export const LINE_OCTETS = 8192

export class LineSplitter {
  #pending: number[] = []
  #isTooLong = false
  #isAfterCr = false

  /** The lines that end in `octets`; null for one that was too long, and is gone. */
  push(octets: Uint8Array): readonly (Buffer | null)[] {
    const lines: (Buffer | null)[] = []
    for (const octet of octets) {
      const isRest = this.#isAfterCr && (octet === LF || octet === NUL)
      this.#isAfterCr = octet === CR
      if (isRest) continue
      if (octet === LF || octet === CR) lines.push(this.#end())
      else if (octet !== NUL) this.#gather(octet)
    }
    return lines
  }

  #gather(octet: number): void {
    if (this.#pending.length < LINE_OCTETS) this.#pending.push(octet)
    else this.#isTooLong = true
  }

  #end(): Buffer | null {
    const line = this.#isTooLong ? null : Buffer.from(this.#pending)
    this.#pending = []
    this.#isTooLong = false
    return line
  }
}
