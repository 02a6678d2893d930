// One WebSocket as a line to a caller, as https://mudstandards.org/websocket has it for `gmcp.mudstandards.org`: binary
// frames are text, with its colours, and in the other direction a line that was typed; text frames are GMCP.

import type { Duplex } from 'node:stream'
import type { Outbox, Outlet } from '../../core/tick.ts'
import { LINE_OCTETS } from '../../wire/telnet/line-splitter.ts'
import { readGmcp, writeGmcp } from '../../wire/telnet/subnegotiations.ts'
import type { Frame } from '../message-door.ts'
import { type CallerLine, type Client, type LineHooks, SEND_QUEUE_OCTETS, UNKNOWN_CLIENT } from './caller-line.ts'

export interface FrameLineOptions extends LineHooks {
  /** Of `Frame`s, both ways. */
  readonly stream: Duplex
  readonly outlet: Outlet
}

export class FrameLine implements CallerLine, Outbox {
  readonly #options: FrameLineOptions
  readonly #waiting: Frame[] = []
  /** Octets that wait here or in the stream. */
  #backlog = 0
  /** It comes from a page or a program: it has colours, and folds lines itself. */
  readonly client: Client = {
    ...UNKNOWN_CLIENT,
    mtts: { ansi: true, utf8: true, colors: 256, screenReader: false },
  }
  readonly speaksGmcp = true
  active = performance.now()

  constructor(options: FrameLineOptions) {
    this.#options = options
    const { stream, onClose } = options
    stream.on('data', (frame: Frame) => this.#read(frame))
    stream.on('close', onClose)
    stream.on('error', () => {})
  }

  offer(): void {}

  write(text: string): void {
    const octets = Buffer.from(text.replace(/\r?\n/g, '\r\n'))
    const last = this.#waiting.at(-1)
    if (last?.isBinary === true) {
      this.#waiting[this.#waiting.length - 1] = { isBinary: true, octets: Buffer.concat([last.octets, octets]) }
      this.#count(octets.length)
    } else this.#push({ isBinary: true, octets })
  }

  prompt(text: string): void {
    this.write(text)
  }

  /** Whoever shows the line decides; GMCP says when a secret is asked for. */
  hide(isHidden: boolean): void {
    if (isHidden !== this.#isHidden) this.gmcp('Core.Echo', { hidden: isHidden })
    this.#isHidden = isHidden
  }

  #isHidden = false

  gmcp(name: string, data: unknown): void {
    this.#push({ isBinary: false, octets: writeGmcp(name, data) })
  }

  end(): void {
    this.flush()
    this.#options.stream.end()
  }

  flush(): void {
    const { stream } = this.#options
    for (const frame of this.#waiting.splice(0)) {
      if (stream.writable) stream.write(frame, () => this.#count(-frame.octets.length))
    }
  }

  #push(frame: Frame): void {
    if (this.#waiting.length === 0) this.#options.outlet.schedule(this)
    this.#waiting.push(frame)
    this.#count(frame.octets.length)
  }

  #count(octets: number): void {
    this.#backlog += octets
    if (this.#backlog > SEND_QUEUE_OCTETS) this.#options.stream.destroy()
  }

  #read({ isBinary, octets }: Frame): void {
    this.active = performance.now()
    const { onGmcp, onLine, onTooLong } = this.#options
    if (!isBinary) {
      const message = readGmcp(octets)
      if (message !== null) onGmcp(message)
      return
    }
    for (const line of octets
      .toString('utf8')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)) {
      if (Buffer.byteLength(line) > LINE_OCTETS) onTooLong()
      else onLine(line)
    }
  }
}
