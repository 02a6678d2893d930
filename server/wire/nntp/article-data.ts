// An article on the wire (RFC 3977 §3.1.1): lines ended by CRLF, a leading dot doubled, a lone dot at the end. Only
// CRLF . CRLF ends it; a dot between bare line feeds is text, or the rest of an article would be carried out as commands.

const END = Buffer.from('\r\n.\r\n')
const LEADING_DOT = Buffer.from('\r\n.')
const CRLF = Buffer.from('\r\n')
const DOT = 0x2e
const ONE_DOT = Buffer.from('.')

export interface ArticleData {
  /** The octets with their doubled dots undone and without the last dot; null when they passed the limit. */
  readonly octets: Buffer | null
  /** What came behind it in the same chunk. */
  readonly rest: Buffer
}

/** Takes one article from chunks cut anywhere. Of one that is too long only the end is looked for. */
export class ArticleDecoder {
  readonly #limit: number
  #chunks: Buffer[] = []
  #octets = 0
  // The line end before the data belongs to the command: with it, a dot that comes first is at the start of a line.
  #tail: Buffer = CRLF

  /** @param limit octets, doubled dots counted */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Null until the end has come. */
  push(chunk: Buffer): ArticleData | null {
    const probe = Buffer.concat([this.#tail, chunk])
    const found = probe.indexOf(END)
    if (found === -1) {
      this.#keep(chunk)
      this.#tail = Buffer.from(probe.subarray(-(END.length - 1)))
      return null
    }
    const used = found + END.length - this.#tail.length
    this.#keep(chunk.subarray(0, used))
    const rest = chunk.subarray(used)
    if (this.#octets - 3 > this.#limit) return { octets: null, rest }
    const whole = Buffer.concat(this.#chunks)
    return { octets: undouble(whole.subarray(0, -3)), rest }
  }

  #keep(chunk: Buffer): void {
    this.#octets += chunk.length
    // Three octets more: the last dot's line.
    if (this.#octets > this.#limit + 3) this.#chunks = []
    else this.#chunks.push(Buffer.from(chunk))
  }
}

/** RFC 3977 §3.1.1: of each line that begins with a dot, that dot goes. */
const undouble = (octets: Buffer): Buffer => {
  const pieces: Buffer[] = []
  let start = octets[0] === DOT ? 1 : 0
  for (let at = octets.indexOf(LEADING_DOT); at !== -1; at = octets.indexOf(LEADING_DOT, at + 3)) {
    pieces.push(octets.subarray(start, at + 2))
    start = at + 3
  }
  if (start === 0) return octets
  pieces.push(octets.subarray(start))
  return Buffer.concat(pieces)
}

/** The octets as a block: dots doubled, the last line ended; without the dot that ends the block. */
export const doubleDots = (octets: Buffer): Buffer => {
  const isEnded = octets.length === 0 || octets.subarray(-2).equals(CRLF)
  let dot = octets[0] === DOT ? 0 : nextLeadingDot(octets, 0)
  if (dot === -1 && isEnded) return octets
  const pieces: Buffer[] = []
  let start = 0
  while (dot !== -1) {
    pieces.push(octets.subarray(start, dot), ONE_DOT)
    start = dot
    dot = nextLeadingDot(octets, dot)
  }
  pieces.push(octets.subarray(start))
  if (!isEnded) pieces.push(CRLF)
  return Buffer.concat(pieces)
}

const nextLeadingDot = (octets: Buffer, from: number): number => {
  const at = octets.indexOf(LEADING_DOT, from)
  return at === -1 ? -1 : at + 2
}
