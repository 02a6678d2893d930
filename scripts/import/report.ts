// What the sysop is told: one line while the import runs, a summary when it ends.

import type { ImportOutcome } from '../../server/core/boards/board.ts'
import type { Found } from './archive-index.ts'

const EXAMPLES = 3
const TTY_EVERY_MS = 100
const PLAIN_EVERY_MS = 5000

const count = (number: number): string => number.toLocaleString('en')
const articles = (number: number): string => `${count(number)} ${number === 1 ? 'article' : 'articles'}`

interface Refused {
  times: number
  readonly examples: string[]
}

export class ImportReport {
  readonly #board: string
  readonly #output: NodeJS.WriteStream
  readonly #started = performance.now()
  readonly #refused = new Map<string, Refused>()
  readonly #complaints: string[] = []
  /** When the first reading was over. */
  #filing: number | null = null
  #stored = 0
  #known = 0
  #shown = 0

  constructor(board: string, output: NodeJS.WriteStream) {
    this.#board = board
    this.#output = output
  }

  get seen(): number {
    let refused = 0
    for (const { times } of this.#refused.values()) refused += times
    return this.#stored + this.#known + refused
  }

  count(found: Found, outcome: ImportOutcome): void {
    if (outcome.kind === 'stored') this.#stored += 1
    else if (outcome.kind === 'duplicate') this.#known += 1
    else {
      const refused = this.#refused.get(outcome.why) ?? { times: 0, examples: [] }
      this.#refused.set(outcome.why, refused)
      refused.times += 1
      if (refused.examples.length < EXAMPLES) refused.examples.push(`${found.file.name} at octet ${found.start}`)
    }
  }

  complain(text: string): void {
    this.#complaints.push(text)
  }

  showReading(octets: number, of: number): void {
    this.#show(`reading ${this.#percent(octets, of)} of ${(of / 1_048_576).toFixed(1)} MiB`)
  }

  showFiling(of: number): void {
    this.#filing ??= performance.now()
    const seconds = Math.max(0.1, (performance.now() - this.#filing) / 1000)
    const rate = count(Math.round(this.seen / seconds))
    this.#show(`${count(this.seen)} of ${articles(of)} (${this.#percent(this.seen, of)}), ${rate} a second`)
  }

  /** The lines at the end. `isStopped`: the sysop ended it before it was through. */
  summary(of: number, isStopped: boolean): string {
    this.#clear()
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1)
    const lines = [
      `${this.#board}: ${articles(this.seen)}${isStopped ? ` of ${count(of)}` : ''} in ${seconds} s`,
      `  stored        ${count(this.#stored).padStart(9)}`,
      `  here already  ${count(this.#known).padStart(9)}`,
      `  refused       ${count(this.seen - this.#stored - this.#known).padStart(9)}`,
    ]
    for (const [why, { times, examples }] of this.#refused) {
      lines.push(`    ${count(times)} × ${why}: ${examples.join(', ')}${times > examples.length ? ', …' : ''}`)
    }
    lines.push(...this.#complaints.map((complaint) => `  ${complaint}`))
    if (isStopped) lines.push('Stopped. The same command goes on from here; nothing is stored twice.')
    return lines.join('\n')
  }

  #percent(part: number, whole: number): string {
    return `${whole === 0 ? 100 : Math.floor((part / whole) * 100)} %`
  }

  #show(text: string): void {
    const now = performance.now()
    if (now - this.#shown < (this.#output.isTTY ? TTY_EVERY_MS : PLAIN_EVERY_MS)) return
    // On a terminal the line is drawn over itself; in a log each stands alone, and a short import is silent.
    if (this.#output.isTTY) this.#output.write(`\r\x1b[K${this.#board}: ${text}`)
    else if (this.#shown > 0) this.#output.write(`${this.#board}: ${text}\n`)
    this.#shown = now
  }

  #clear(): void {
    if (this.#output.isTTY && this.#shown > 0) this.#output.write('\r\x1b[K')
  }
}
