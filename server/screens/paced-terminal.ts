// A terminal on a slow line, as lines once were: what is written leaves at so many bits a second, ten to a character
// (start, eight, stop). Control sequences take no time: the lines of then did not carry them. What is typed is heard at
// once; a space, pressed while a second's worth or more still waits, has the rest sent at once.

import type { Terminal, TerminalKind } from './terminal.ts'

const BITS_A_CHARACTER = 10
/** How often a little is sent, in milliseconds. */
const BEAT = 40
/** UTF-16 units that may wait; when there are more, all of it is sent. */
const MOST_WAITING = 65_536
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/y

export class PacedTerminal implements Terminal {
  readonly #terminal: Terminal
  readonly #idle: (() => void)[] = []
  #bitsPerSecond = 0
  #waiting = ''
  #credit = 0
  #last = 0
  #timer: NodeJS.Timeout | undefined

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    terminal.onHangup(() => this.#stop())
  }

  get kind(): TerminalKind {
    return this.#terminal.kind
  }

  get columns(): number {
    return this.#terminal.columns
  }

  get rows(): number {
    return this.#terminal.rows
  }

  get isBusy(): boolean {
    return this.#waiting !== ''
  }

  /** Bits a second from now on; 0 is as fast as it goes. */
  set bitsPerSecond(speed: number) {
    this.#bitsPerSecond = speed
    if (speed === 0) this.#hurry()
  }

  write(text: string): void {
    if (this.#bitsPerSecond === 0) {
      this.#terminal.write(text)
      return
    }
    this.#waiting += text
    if (this.#waiting.length > MOST_WAITING) this.#hurry()
    else if (this.#timer === undefined) this.#start()
  }

  onInput(listener: (text: string) => void): void {
    this.#terminal.onInput((text) => {
      if (text === ' ' && this.#isLong) this.#hurry()
      else listener(text)
    })
  }

  onIdle(listener: () => void): void {
    this.#idle.push(listener)
  }

  onEnd(listener: () => void): void {
    this.#terminal.onEnd?.(listener)
  }

  onResize(listener: () => void): void {
    this.#terminal.onResize(listener)
  }

  onHangup(listener: () => void): void {
    this.#terminal.onHangup(listener)
  }

  /** Nobody waits for a goodbye. */
  close(): void {
    this.#hurry()
    this.#terminal.close()
  }

  get #charactersPerSecond(): number {
    return this.#bitsPerSecond / BITS_A_CHARACTER
  }

  /** Typing has its own small echoes, and a space there is a space. */
  get #isLong(): boolean {
    return this.#waiting !== '' && lengthShown(this.#waiting) >= this.#charactersPerSecond
  }

  #start(): void {
    this.#last = performance.now()
    this.#credit = 1
    this.#beat()
  }

  #beat(): void {
    const now = performance.now()
    this.#credit += ((now - this.#last) / 1000) * this.#charactersPerSecond
    this.#last = now
    const [sent, spent] = take(this.#waiting, Math.floor(this.#credit))
    this.#credit -= spent
    this.#waiting = this.#waiting.slice(sent.length)
    if (sent !== '') this.#terminal.write(sent)
    this.#timer = this.#waiting === '' ? undefined : setTimeout(() => this.#beat(), BEAT)
    if (this.#waiting === '') this.#tellIdle()
  }

  #hurry(): void {
    const rest = this.#waiting
    this.#stop()
    if (rest === '') return
    this.#terminal.write(rest)
    this.#tellIdle()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting = ''
  }

  #tellIdle(): void {
    for (const listener of this.#idle) listener()
  }
}

/** As much of a text as `room` characters allow, with the sequences between them, and how many characters that was. */
const take = (text: string, room: number): readonly [sent: string, characters: number] => {
  let at = 0
  let characters = 0
  while (at < text.length) {
    const step = sequenceAt(text, at)
    if (step === 0 && characters >= room) break
    if (step === 0) characters += 1
    at += step > 0 ? step : (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return [text.slice(0, at), characters]
}

const sequenceAt = (text: string, at: number): number => {
  if (text.charCodeAt(at) !== 0x1b) return 0
  SEQUENCE.lastIndex = at
  return SEQUENCE.exec(text)?.[0].length ?? 0
}

const lengthShown = (text: string): number => take(text, Number.POSITIVE_INFINITY)[1]
