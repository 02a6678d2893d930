// What a caller received over the wire, in two views: as a stream of words (escape sequences taken out), and as the
// screen that it paints.

import { StringDecoder } from 'node:string_decoder'
import { VirtualTerminal } from './virtual-terminal.ts'

/** An escape sequence that has not come to its end. */
const UNFINISHED = /\u001b(\[[0-?]*[ -/]*|[ -/]*|\][^\u0007\u001b]*)?$/
const ESCAPES =
  /\u001b\][^\u0007\u001b]*(\u0007|\u001b\\)|\u001b\[[0-?]*[ -/]*[@-~]|\u001b[()][A-Za-z0-9]|\u001b[=>78]/g

export class Received {
  readonly terminal: VirtualTerminal
  readonly #decoder = new StringDecoder('utf8')
  #raw = ''
  #unfinished = ''
  #seen = 0

  constructor(size: { readonly columns: number; readonly rows: number }) {
    this.terminal = new VirtualTerminal(size)
  }

  feed(chunk: Buffer): void {
    const text = this.#unfinished + this.#decoder.write(chunk)
    this.#raw += text.slice(this.#unfinished.length)
    const end = UNFINISHED.exec(text)?.index ?? text.length
    this.#unfinished = text.slice(end)
    this.terminal.write(text.slice(0, end))
  }

  /** Everything, escape sequences included. */
  get raw(): string {
    return this.#raw
  }

  /** Everything, without escape sequences. */
  get text(): string {
    return this.#raw.replace(ESCAPES, '')
  }

  /** Waits for words that no earlier `expect` has passed. @throws Error with what came instead */
  expect(expected: string, milliseconds = 10_000): Promise<void> {
    return until(milliseconds, () => {
      const { text } = this
      const at = text.indexOf(expected, this.#seen)
      if (at < 0) return `"${expected}" never came; instead:\n${text.slice(this.#seen).slice(-4000)}`
      this.#seen = at + expected.length
      return null
    })
  }

  /** Waits until the screen shows it. @throws Error with the screen as it is */
  see(expected: string, milliseconds = 10_000): Promise<void> {
    return until(milliseconds, () => {
      const { screen } = this.terminal
      return screen.includes(expected) ? null : `"${expected}" was never shown; the screen:\n${screen}`
    })
  }
}

/** Waits until there is nothing to complain about. @throws Error with the last complaint */
export const until = async (milliseconds: number, complaint: () => string | null): Promise<void> => {
  const deadline = performance.now() + milliseconds
  for (;;) {
    const wrong = complaint()
    if (wrong === null) return
    if (performance.now() > deadline) throw new Error(wrong)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
