// Octets in, lines out, for every line-oriented protocol (RFC 1459 §2.3, RFC 3977 §3.1). Octets are assembled first
// and decoded later, because a chunk may end in the middle of a character.

/** `over-long`: past the limit, its octets were not kept. `nul`: holds a NUL, which neither IRC nor NNTP allows. */
export type LineFault = 'over-long' | 'nul'
/** The octets of one line without its end, or why there are none. */
export type Line = Buffer | LineFault

const LF = 0x0a
const CR = 0x0d

/** Assembles lines ended by CRLF or by LF alone, from chunks cut anywhere. Keeps at most one unfinished line. */
export class LineReader {
  readonly #limit: number
  #rest: Buffer | null = null
  #skipping = false

  /** @param limit octets that a line may measure, its end not counted */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** The lines that this chunk completes, in order. A line may share memory with the chunk. */
  read(chunk: Buffer): Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      lines.push(this.#finish(chunk.subarray(start, end)))
      start = end + 1
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start))
    return lines
  }

  #finish(tail: Buffer): Line {
    if (this.#skipping) {
      this.#skipping = false
      return 'over-long'
    }
    const whole = this.#rest === null ? tail : Buffer.concat([this.#rest, tail])
    this.#rest = null
    const line = whole[whole.length - 1] === CR ? whole.subarray(0, -1) : whole
    if (line.length > this.#limit) return 'over-long'
    return line.includes(0) ? 'nul' : line
  }

  // One octet more than the limit is kept, for it may turn out to be the CR of the line end.
  #keep(piece: Buffer): void {
    if (this.#skipping) return
    const length = piece.length + (this.#rest?.length ?? 0)
    this.#skipping = length > this.#limit + 1
    if (this.#skipping) this.#rest = null
    else this.#rest = this.#rest === null ? Buffer.from(piece) : Buffer.concat([this.#rest, piece])
  }
}
