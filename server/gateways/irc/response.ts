// The answer to one labelled command (https://ircv3.net/specs/extensions/labeled-response): one line carries the
// label itself, several become a batch whose opening carries it, none is an ACK. Lines are passed on as soon as it is
// known how; so nothing that happens meanwhile changes its place.

import { escapeTagValue } from '../../wire/irc/tags.ts'

export const LABEL_OCTETS = 64

/** A line with one more tag, as it goes to a client. `tag` is written already: `label=x`. */
export const withTag = (line: string, tag: string): string =>
  line.startsWith('@') ? `@${tag};${line.slice(1)}` : `@${tag} ${line}`

export interface ResponseOptions {
  readonly label: string
  readonly serverName: string
  /** The reference of the batch, if there comes to be one. */
  readonly reference: () => string
  readonly write: (line: string) => void
}

export class LabelledResponse {
  readonly #options: ResponseOptions
  /** The first line, until it is known whether it stays the only one. */
  #held: string | null = null
  #batch: string | null = null
  #isWhole = false

  constructor(options: ResponseOptions) {
    this.#options = options
  }

  /** A line that answers the command. */
  answer(line: string): void {
    if (this.#isWhole) this.#options.write(line)
    else if (this.#held === null && this.#batch === null) this.#held = line
    else this.#options.write(withTag(line, `batch=${this.#openBatch()}`))
  }

  /**
   * A batch of its own that is the whole answer: its opening carries the label. `opening` is a line without label,
   * `rest` everything that belongs to it.
   */
  answerWith(opening: string, rest: readonly string[]): void {
    if (this.#held === null && this.#batch === null && !this.#isWhole) {
      this.#options.write(withTag(opening, this.#label))
      this.#isWhole = true
      for (const line of rest) this.#options.write(line)
      return
    }
    // A batch within the response's own: its first and last lines belong to that one.
    this.answer(opening)
    for (const line of rest.slice(0, -1)) this.#options.write(line)
    for (const line of rest.slice(-1)) this.answer(line)
  }

  /** Something else is about to be written to this client: what was held goes before it. */
  yieldTo(): void {
    if (this.#held !== null) this.#openBatch()
  }

  /** The command is over. `hasEnded`: the connection, too. */
  finish(hasEnded: boolean): void {
    const { write, serverName } = this.#options
    if (this.#batch !== null) write(`:${serverName} BATCH -${this.#batch}\r\n`)
    else if (this.#held !== null) write(withTag(this.#held, this.#label))
    else if (!this.#isWhole && !hasEnded) write(`@${this.#label} :${serverName} ACK\r\n`)
    this.#held = null
  }

  get #label(): string {
    return `label=${escapeTagValue(this.#options.label)}`
  }

  #openBatch(): string {
    if (this.#batch !== null) return this.#batch
    const { write, serverName, reference } = this.#options
    const batch = reference()
    this.#batch = batch
    write(`@${this.#label} :${serverName} BATCH +${batch} labeled-response\r\n`)
    if (this.#held !== null) write(withTag(this.#held, `batch=${batch}`))
    this.#held = null
    return batch
  }
}
