// One caller's terminal as a place to draw on and to hear keys from: panes in, octets out, keys in, resizes at once.
// Whatever changes within a turn of the event loop becomes one frame, and one write.

import type { Stage } from '../stage.ts'
import type { Terminal, TerminalKind } from '../terminal.ts'
import { type BlessedScreen, openScreen } from './blessed-screen.ts'
import { Cells, Painter } from './cells.ts'
import { DrawnPane } from './drawn-pane.ts'
import { type Key, KeyDecoder } from './keys.ts'
import type { Pane } from './pane.ts'
import type { Dress } from './styles.ts'
import type { Placement } from './widget.ts'

/** How long an Esc may be the beginning of a longer sequence, in milliseconds. */
const ESCAPE_WAIT = 50
/** Presses and the wheel, in SGR form. */
const MOUSE_ON = '\u001b[?1000h\u001b[?1006h'
const MOUSE_OFF = '\u001b[?1006l\u001b[?1000l'
const MIN_COLUMNS = 20
const MIN_ROWS = 6
const MAX_COLUMNS = 500
const MAX_ROWS = 200

export interface DisplayOptions {
  readonly terminal: Terminal
  /** What it is to be taken for; by default what it is. */
  readonly kind?: TerminalKind
  readonly onKey: (key: Key) => void
  readonly onResize: () => void
  /** A widget that threw while painting. */
  readonly onFault: (error: unknown) => void
}

export class Display implements Stage {
  readonly #options: DisplayOptions
  readonly #screen: BlessedScreen
  readonly #painter: Painter
  readonly #decoder = new KeyDecoder()
  readonly #panes: DrawnPane[] = []
  readonly #resized: () => void
  /** What put the terminal into its modes. */
  readonly #entry: string
  #cells: Cells
  #mouse = false
  #escapeTimer: NodeJS.Timeout | undefined
  #framePending = false
  #cursorShown = false
  #destroyed = false

  constructor(options: DisplayOptions) {
    this.#options = options
    const { terminal } = options
    const kind = options.kind ?? terminal.kind
    this.#painter = new Painter(kind)
    this.#cells = new Cells(0, 0)
    let entry: string | null = ''
    const { screen, resized } = openScreen({
      kind,
      size: () => sizeOf(terminal),
      write: (text) => {
        if (entry !== null) entry += text
        terminal.write(text)
      },
    })
    this.#screen = screen
    this.#resized = resized
    screen.program.setMode('?2004')
    this.#mouse = kind.hasMouse === true
    if (this.#mouse) terminal.write(MOUSE_ON)
    screen.program.flush()
    this.#entry = entry
    entry = null
    terminal.onInput((text) => this.#hear(text))
    terminal.onResize(() => this.#resize())
    terminal.onIdle?.(() => this.refresh())
    this.refresh()
  }

  get columns(): number {
    return this.#screen.cols
  }

  get rows(): number {
    return this.#screen.rows
  }

  /** A new pane on top of the others. */
  open(placement: Placement): Pane {
    const pane = new DrawnPane({ screen: this.#screen, placement, refresh: () => this.refresh() })
    this.#panes.push(pane)
    this.refresh()
    return pane
  }

  close(pane: Pane): void {
    const at = this.#panes.indexOf(pane as DrawnPane)
    if (at >= 0) this.#panes.splice(at, 1)[0]?.destroy()
  }

  /** Something changed: a frame is drawn at the end of the turn. Costs nothing when called often. */
  refresh(): void {
    if (this.#framePending || this.#destroyed) return
    this.#framePending = true
    setImmediate(() => this.#frame())
  }

  /** Everything is written again, as if the terminal had been wiped. */
  redraw(): void {
    this.#painter.forget()
    this.refresh()
  }

  /** As redraw, for a terminal that has forgotten its modes too (another one took over the call). */
  reenter(): void {
    if (this.#destroyed) return
    this.#options.terminal.write(this.#mouse ? this.#entry + MOUSE_ON : this.#entry)
    this.#cursorShown = false
    this.redraw()
  }

  /** The status line is a widget of its own, which has it by now. */
  say(): void {
    this.refresh()
  }

  /** Lets the mouse choose and scroll, or leaves it to the terminal (to mark and copy text). True: it is ours now. */
  toggleMouse(): boolean {
    this.#mouse = !this.#mouse
    this.#options.terminal.write(this.#mouse ? MOUSE_ON : MOUSE_OFF)
    return this.#mouse
  }

  wear(dress: Dress): void {
    this.#painter.wear(dress)
    this.refresh()
  }

  bell(): void {
    if (!this.#destroyed) this.#options.terminal.write('\u0007')
  }

  /** Puts the terminal back as it was, and writes `farewell` there. Nothing is drawn or heard afterwards. */
  destroy(farewell = ''): void {
    if (this.#destroyed) return
    this.#destroyed = true
    clearTimeout(this.#escapeTimer)
    this.#screen.program.resetMode('?2004')
    if (this.#mouse) this.#options.terminal.write(MOUSE_OFF)
    for (const pane of this.#panes) pane.destroy()
    this.#panes.length = 0
    this.#screen.destroy()
    this.#screen.program.flush()
    if (farewell !== '') this.#options.terminal.write(farewell.replaceAll('\n', '\r\n'))
  }

  #hear(text: string): void {
    if (this.#destroyed) return
    clearTimeout(this.#escapeTimer)
    this.#tell(this.#decoder.push(text))
    if (this.#decoder.isWaiting) {
      this.#escapeTimer = setTimeout(() => this.#tell(this.#decoder.flush()), ESCAPE_WAIT)
    }
  }

  #tell(keys: readonly Key[]): void {
    for (const key of keys) if (!this.#destroyed) this.#options.onKey(key)
  }

  #resize(): void {
    if (this.#destroyed) return
    this.#resized()
    this.#painter.forget()
    this.#options.onResize()
    this.refresh()
  }

  #frame(): void {
    this.#framePending = false
    // A slow line has the frame before still to send; when it has, there is one frame for all that happened meanwhile.
    if (this.#destroyed || this.#options.terminal.isBusy === true) return
    const { columns, rows } = this
    if (this.#cells.columns !== columns || this.#cells.rows !== rows) this.#cells = new Cells(columns, rows)
    else this.#cells.clear()
    let cursor: { x: number; y: number } | null = null
    const top = this.#panes.findLast((pane) => pane.visible && pane.focused !== null)
    try {
      for (const pane of this.#panes) {
        if (!pane.visible) continue
        pane.paint(this.#cells, (x, y) => {
          if (pane === top) cursor = { x, y }
        })
      }
    } catch (error) {
      this.#options.onFault(error)
      return
    }
    this.#write(this.#painter.frame(this.#cells), cursor)
  }

  #write(frame: string, cursor: { x: number; y: number } | null): void {
    const { terminal } = this.#options
    this.#screen.program.flush()
    if (cursor === null) {
      const hide = this.#cursorShown ? '\u001b[?25l' : ''
      if (hide + frame !== '') terminal.write(hide + frame)
      this.#cursorShown = false
      return
    }
    const hide = this.#cursorShown && frame !== '' ? '\u001b[?25l' : ''
    terminal.write(`${hide}${frame}\u001b[${cursor.y + 1};${cursor.x + 1}H\u001b[?25h`)
    this.#cursorShown = true
  }
}

const sizeOf = (terminal: Terminal): { columns: number; rows: number } => ({
  columns: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, terminal.columns)),
  rows: Math.min(MAX_ROWS, Math.max(MIN_ROWS, terminal.rows)),
})
