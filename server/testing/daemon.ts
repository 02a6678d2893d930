// The real daemon as a child process, for what only a whole process can show: signals, kill -9, start-up time. Runs
// what is compiled in dist/ (`npm test` compiles first) on ports of its own.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../root.ts'

export interface DaemonOptions {
  readonly stateFolder: string
  /** Settings as environment variables without their prefix: `{ IRC_PORT: '6667' }`. Doors not named stay shut. */
  readonly settings: Readonly<Record<string, string>>
  /** Further variables, such as LD_PRELOAD. */
  readonly environment?: Readonly<Record<string, string>>
  /** What to run instead of dist/server/main.js, from the project's folder. */
  readonly program?: string
  /** Its own arguments, such as `--config FILE`. */
  readonly programArguments?: readonly string[]
  /** Further arguments of Node, such as `--import FILE`. */
  readonly nodeArguments?: readonly string[]
}

export interface Daemon {
  readonly child: ChildProcess
  /** Resolves with the milliseconds from the start until every door was open. @throws Error with what it said instead */
  readonly ready: Promise<number>
  /** What it has written to standard output and standard error. */
  output(): string
  /** Sends the signal and resolves when the process is gone: with its exit code, or null when the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export const startDaemon = (options: DaemonOptions): Daemon => {
  const started = performance.now()
  const doors = { SSH_PORT: '0', WEB_PORT: '0', IRC_PORT: '0', NNTP_PORT: '0', TELNET_PORT: '0', TELNET_TLS_PORT: '0' }
  const settings = { ...doors, SERVER_STATE: options.stateFolder, LOG_LEVEL: 'error', ...options.settings }
  const child = spawn(
    process.execPath,
    [
      ...(options.nodeArguments ?? []),
      join(PROJECT_ROOT, options.program ?? 'dist/server/main.js'),
      ...(options.programArguments ?? []),
    ],
    {
      env: { ...inherited(), ...prefixed(settings), ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const gone = once(child, 'exit')
  let output = ''
  const ready = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes(' is open ')) resolve(performance.now() - started)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code, signal) => reject(new Error(`the daemon ended (${code ?? signal}): ${output}`)))
  })
  ready.catch(() => {})
  return {
    child,
    ready,
    output: () => output,
    end: async (signal) => {
      child.kill(signal)
      await gone
      return child.exitCode
    },
  }
}

/** Ports that were free a moment ago. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Our environment without any settings of a Samband. */
const inherited = (): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('SAMBAND_') || name === 'SAMBAND_LINK'),
  )

const prefixed = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`SAMBAND_${name}`, value]))
