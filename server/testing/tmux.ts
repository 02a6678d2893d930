// A real terminal for real programs: tmux on a server socket of its own, which no other test and no person shares.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface TmuxOptions {
  readonly columns?: number
  readonly rows?: number
  /** Added to the environment of the program. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface Tmux {
  /** What the screen shows now, without colours. */
  capture(): Promise<string>
  /** The same with the SGR sequences of its colours. */
  captureColors(): Promise<string>
  /** Types text as it is. */
  type(text: string): Promise<void>
  /** Presses keys by tmux's names: `Enter`, `Escape`, `C-c`, `Up`, `F1`. */
  press(...keys: readonly string[]): Promise<void>
  /**
   * Waits until the screen shows the text or matches the pattern; gives the screen back.
   * @throws Error with the screen as it was after `milliseconds` (10,000)
   */
  see(expected: string | RegExp, milliseconds?: number): Promise<string>
  resize(columns: number, rows: number): Promise<void>
  /** Ends the program and the tmux server. */
  kill(): Promise<void>
}

const SETTINGS = `
set -g status off
set -s escape-time 0
set -g default-terminal tmux-256color
`

// The pane outlives its program, so that its last words can be read; then it says how the program ended. (tmux's own
// remain-on-exit drops what was written in the same breath, and now and then its message too.)
const LINGER = '"$@"; printf "\\n[ended with %s]\\n" $?; exec sleep 600'

/** Starts a command (program and arguments) in a terminal of 80 by 24. */
export const openTmux = async (command: readonly string[], options: TmuxOptions = {}): Promise<Tmux> => {
  const { columns = 80, rows = 24, environment = {} } = options
  const folder = mkdtempSync(join(tmpdir(), 'samband-tmux-'))
  const tmux = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('tmux', ['-S', join(folder, 'socket'), '-f', join(folder, 'tmux.conf'), ...args], {
      env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TMUX: '' },
    })
    return stdout
  }
  writeFileSync(join(folder, 'tmux.conf'), SETTINGS)
  const variables = Object.entries({ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...environment })
  await tmux(
    ...['new-session', '-d', '-x', String(columns), '-y', String(rows)],
    ...variables.flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ['sh', '-c', LINGER, 'sh', ...command].map(quote).join(' '),
  )
  const capture = (): Promise<string> => tmux('capture-pane', '-p')
  return {
    capture,
    captureColors: () => tmux('capture-pane', '-p', '-e'),
    type: async (text) => {
      await tmux('send-keys', '-l', '--', text)
    },
    press: async (...keys) => {
      await tmux('send-keys', ...keys)
    },
    see: (expected, milliseconds = 10_000) => waitFor(capture, expected, milliseconds),
    resize: async (width, height) => {
      await tmux('resize-window', '-x', String(width), '-y', String(height))
    },
    kill: async () => {
      await tmux('kill-server').catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const waitFor = async (
  capture: () => Promise<string>,
  expected: string | RegExp,
  milliseconds: number,
): Promise<string> => {
  const deadline = performance.now() + milliseconds
  for (;;) {
    const screen = await capture()
    if (typeof expected === 'string' ? screen.includes(expected) : expected.test(screen)) return screen
    if (performance.now() > deadline) throw new Error(`the screen never showed ${expected}; it shows:\n${screen}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
