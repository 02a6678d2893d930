// The text under an editor's cursor: logical lines, and one operation that changes them. Pure; knows nothing of
// screens, cursors or undo.

/** `offset` counts UTF-16 code units within the line. */
export interface Position {
  readonly line: number
  readonly offset: number
}

export const comparePositions = (a: Position, b: Position): number => a.line - b.line || a.offset - b.offset

/** Where `text` ends when it starts at `from`. */
export const endOf = (from: Position, text: string): Position => {
  const last = text.lastIndexOf('\n')
  if (last === -1) return { line: from.line, offset: from.offset + text.length }
  return { line: from.line + text.split('\n').length - 1, offset: text.length - last - 1 }
}

export class Document {
  readonly #lines: string[]
  #octets: number

  constructor(text = '') {
    this.#lines = text.split('\n')
    this.#octets = Buffer.byteLength(text)
  }

  /** UTF-8, line ends counted as one. */
  get octets(): number {
    return this.#octets
  }

  get lineCount(): number {
    return this.#lines.length
  }

  get end(): Position {
    const line = this.#lines.length - 1
    return { line, offset: this.line(line).length }
  }

  /** '' outside the text. */
  line(index: number): string {
    return this.#lines[index] ?? ''
  }

  text(): string {
    return this.#lines.join('\n')
  }

  slice(from: Position, to: Position): string {
    if (from.line === to.line) return this.line(from.line).slice(from.offset, to.offset)
    return [
      this.line(from.line).slice(from.offset),
      ...this.#lines.slice(from.line + 1, to.line),
      this.line(to.line).slice(0, to.offset),
    ].join('\n')
  }

  /** Puts `text` in place of what stands from `from` to `to`, and gives back what stood there. */
  replace(from: Position, to: Position, text: string): string {
    const removed = this.slice(from, to)
    const joined = this.line(from.line).slice(0, from.offset) + text + this.line(to.line).slice(to.offset)
    this.#spliceLines(from.line, to.line - from.line + 1, joined.split('\n'))
    this.#octets += Buffer.byteLength(text) - Buffer.byteLength(removed)
    return removed
  }

  // Not one splice with a spread: a paste may hold more lines than a call may have arguments.
  #spliceLines(at: number, count: number, lines: readonly string[]): void {
    if (lines.length < 10_000) {
      this.#lines.splice(at, count, ...lines)
      return
    }
    const tail = this.#lines.splice(at)
    for (const line of lines) this.#lines.push(line)
    for (const line of tail.slice(count)) this.#lines.push(line)
  }
}
