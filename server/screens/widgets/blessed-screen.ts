// blessed, kept on a short lead: it knows terminals (terminfo, the alternate screen, modes), keeps the tree of boxes
// and does their geometry. What it would do for a single program on its own terminal is switched off here:
// - handlers on `process` for exceptions, signals and exit, which would end the daemon with a caller's screen;
// - asking the daemon's own environment (TMUX, TERM_PROGRAM, VTE_VERSION) what a caller's terminal is;
// - reading a terminfo file by the name that a caller sent, 8 ms and half a megabyte for each: there are three
//   descriptions, read once, shared by all;
// - its cell buffer and drawing (see cells.ts).

import { EventEmitter } from 'node:events'
import blessed from 'blessed'
import type { TerminalKind } from '../terminal.ts'

/** The part of blessed's Screen that is used; its published types lack most of it. */
export interface BlessedScreen {
  readonly cols: number
  readonly rows: number
  readonly children: readonly BlessedBox[]
  readonly destroyed?: boolean
  readonly program: { flush(): void; setMode(mode: string): void; resetMode(mode: string): void }
  append(box: BlessedBox): void
  destroy(): void
}

export interface BlessedBox {
  readonly aleft: number
  readonly atop: number
  readonly width: number
  readonly height: number
  readonly position: Record<string, number | string | undefined>
  readonly parent: { remove(box: BlessedBox): void } | null
  append(box: BlessedBox): void
  detach(): void
  destroy(): void
}

interface BlessedProgram {
  _tputSetup: boolean
  tput: Capabilities
  put: unknown
  _write(text: string): void
}

type Capabilities = Record<string, (...args: readonly unknown[]) => string>
type Counted = { total: number; _bound: boolean }
type ScreenClass = Counted & (new (options: { program: BlessedProgram }) => BlessedScreen)

const library = blessed as unknown as {
  readonly Screen: ScreenClass
  readonly Program: Counted & (new (options: object) => BlessedProgram)
  readonly tput: (options: object) => Capabilities
  readonly box: (options: object) => BlessedBox
}

// Both classes hook `process` when the first of them is made and unhook when the last is gone. Told that it has been
// done already, and counting one more than there are, they never do either.
for (const counted of [library.Screen, library.Program]) {
  counted._bound = true
  counted.total = 1
}

/** Cells are kept elsewhere. */
class BareScreen extends library.Screen {
  lines: never[] = []
  olines: never[] = []
  alloc(): void {}
  draw(): void {}
}

const capabilities = new Map<string, Capabilities>()

const capabilitiesOf = (kind: TerminalKind): Capabilities => {
  const name = kind.term.startsWith('linux') ? 'linux' : kind.colors >= 256 ? 'xterm-256color' : 'xterm'
  const isUnicode = kind.charset === 'utf-8'
  const key = `${name} ${isUnicode}`
  let known = capabilities.get(key)
  if (known === undefined) {
    known = library.tput({ terminal: name, forceUnicode: isUnicode, extended: true })
    capabilities.set(key, known)
  }
  return known
}

const CALLERS_ENVIRONMENT = ['TMUX', 'TERM_PROGRAM', 'ITERM_SESSION_ID', 'VTE_VERSION', 'COLORTERM', 'TERMINATOR_UUID']

const withoutOwnTerminal = <T>(make: () => T): T => {
  const kept = CALLERS_ENVIRONMENT.map((name) => [name, process.env[name]] as const)
  for (const [name, value] of kept) if (value !== undefined) delete process.env[name]
  try {
    return make()
  } finally {
    for (const [name, value] of kept) if (value !== undefined) process.env[name] = value
  }
}

export interface ScreenPort {
  readonly kind: TerminalKind
  readonly size: () => { readonly columns: number; readonly rows: number }
  readonly write: (text: string) => void
}

/** A screen on the alternate buffer, with the cursor hidden. `resized` is to be called when `size` gives new numbers. */
export const openScreen = (port: ScreenPort): { readonly screen: BlessedScreen; readonly resized: () => void } => {
  const output = Object.assign(new EventEmitter(), {
    ...port.size(),
    writable: true,
    isTTY: true,
    write: (text: string) => {
      port.write(text)
      return true
    },
  })
  const program = withoutOwnTerminal(
    () => new library.Program({ input: new EventEmitter(), output, term: 'xterm', tput: false, buffer: true }),
  )
  const known = capabilitiesOf(port.kind)
  program._tputSetup = true
  program.tput = known
  program.put = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        (...args: readonly unknown[]) =>
          program._write(known[name]?.(...args) ?? ''),
    },
  )
  const screen = new BareScreen({ program })
  return {
    screen,
    resized: () => {
      Object.assign(output, port.size())
      output.emit('resize')
    },
  }
}

/** A box that is nowhere yet: append it, and set its `position`. */
export const openBox = (screen: BlessedScreen): BlessedBox => library.box({ screen })
