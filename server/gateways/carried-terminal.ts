// The Terminal port as gateways provide it: output through a bounded SendQueue, input in bounded parts. What carries
// the octets (an SSH channel, a WebSocket) may change during its life; while there is no carrier, output is dropped,
// because a full redraw follows when one comes back.

import { clampSize } from '../../shared/frames.ts'
import type { Outlet } from '../core/tick.ts'
import type { Terminal, TerminalKind } from '../screens/terminal.ts'
import { SendQueue, type Sink } from './outbox.ts'
import { encodeText } from './text-encoding.ts'
import { TypedInput } from './typed-input.ts'

/** One connection that carries the terminal. */
export interface Carrier {
  readonly sink: Sink
  /** Stop and go on reading. */
  pause(): void
  resume(): void
  /** The other side does not read: drop the connection at once. */
  overflow(): void
}

export interface CarriedTerminalOptions {
  readonly kind: TerminalKind
  readonly size: { readonly columns: number; readonly rows: number }
  readonly outlet: Outlet
  /** SendQ in octets. */
  readonly sendLimit: number
  /** The screens are done, and all their output has been handed to the sink. */
  readonly onClosed: () => void
  /** A listener threw. */
  readonly onFault: (error: unknown) => void
}

const RESIZE_MS = 40

export class CarriedTerminal implements Terminal {
  readonly kind: TerminalKind
  readonly #options: CarriedTerminalOptions
  readonly #inputListeners: ((text: string) => void)[] = []
  readonly #resizeListeners: (() => void)[] = []
  readonly #hangupListeners: (() => void)[] = []
  readonly #endListeners: (() => void)[] = []
  #size: { readonly columns: number; readonly rows: number }
  #carried: { readonly queue: SendQueue; readonly input: TypedInput } | null = null
  #nextSize: { readonly columns: number; readonly rows: number }
  #resting: NodeJS.Timeout | null = null
  #over = false

  constructor(options: CarriedTerminalOptions) {
    this.#options = options
    this.kind = options.kind
    this.#size = clampSize(options.size)
    this.#nextSize = this.#size
  }

  get columns(): number {
    return this.#size.columns
  }

  get rows(): number {
    return this.#size.rows
  }

  write(text: string): void {
    if (!this.#over) this.#carried?.queue.push(encodeText(text, this.kind.charset))
  }

  onInput(listener: (text: string) => void): void {
    this.#inputListeners.push(listener)
  }

  onResize(listener: () => void): void {
    this.#resizeListeners.push(listener)
  }

  onEnd(listener: () => void): void {
    this.#endListeners.push(listener)
  }

  onHangup(listener: () => void): void {
    this.#hangupListeners.push(listener)
  }

  close(): void {
    if (this.#over) return
    this.#over = true
    this.#carried?.input.stop()
    // Outboxes are flushed in the order they were scheduled, so this stands behind everything written so far.
    this.#options.outlet.schedule({ flush: () => this.#options.onClosed() })
  }

  // What follows is for the gateway.

  attach(carrier: Carrier): void {
    this.detach()
    const queue = new SendQueue({
      outlet: this.#options.outlet,
      sink: carrier.sink,
      limit: this.#options.sendLimit,
      onOverflow: () => carrier.overflow(),
    })
    const input = new TypedInput({
      take: (text) => this.#tell(this.#inputListeners, text),
      pause: () => carrier.pause(),
      resume: () => carrier.resume(),
    })
    this.#carried = { queue, input }
  }

  detach(): void {
    this.#carried?.input.stop()
    this.#carried = null
  }

  receive(text: string): void {
    if (!this.#over) this.#carried?.input.push(text)
  }

  /** Nothing more will come from the other end; it still reads. */
  finishInput(): void {
    if (!this.#over) this.#carried?.input.finish(() => this.#tell(this.#endListeners, undefined))
  }

  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.#nextSize = clampSize(size)
    if (this.#resting !== null) return
    this.#applySize()
  }

  /** The other end is gone for good. */
  hangUp(): void {
    this.detach()
    if (this.#over) return
    this.#over = true
    this.#tell(this.#hangupListeners, undefined)
  }

  // Each change of size paints everything anew, and somebody who drags a window's corner sends hundreds.
  #applySize(): void {
    const next = this.#nextSize
    if (this.#over || (next.columns === this.columns && next.rows === this.rows)) return
    this.#size = next
    this.#resting = setTimeout(() => {
      this.#resting = null
      this.#applySize()
    }, RESIZE_MS)
    this.#tell(this.#resizeListeners, undefined)
  }

  #tell<T>(listeners: readonly ((value: T) => void)[], value: T): void {
    for (const listener of listeners) {
      try {
        listener(value)
      } catch (error) {
        this.#options.onFault(error)
      }
    }
  }
}
