// Stock OpenSSH with plain pipes, as scripts use it: what goes in, what comes out of both streams, and the exit code.

import { spawn } from 'node:child_process'

export interface SshPipeOptions {
  readonly port: number
  readonly user: string
  /** A private key file; without it only what needs no secret works. */
  readonly key?: string
  readonly knownHosts: string
  /** Before all other options, of which the first counts: `-tt`. */
  readonly args?: readonly string[]
  readonly command?: readonly string[]
  readonly input?: string | Buffer
  readonly environment?: Readonly<Record<string, string>>
}

export interface SshPipeResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Resolves when ssh has ended. */
export const sshPipe = (options: SshPipeOptions): Promise<SshPipeResult> => {
  const { port, user, key, knownHosts, args = [], command = [], input = '', environment = {} } = options
  const identity = key === undefined ? ['-o', 'IdentityFile=none'] : ['-i', key]
  const child = spawn(
    'ssh',
    [
      ...args,
      ...['-F', 'none', '-p', String(port), ...identity, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
      ...['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'StrictHostKeyChecking=accept-new', '-o', 'LogLevel=ERROR'],
      ...['-o', 'SendEnv=LANG LC_ALL', `${user}@127.0.0.1`, ...command],
    ],
    { env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', ...environment } },
  )
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  // ssh may have ended before it has read everything.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(output).toString('utf8'), stderr: Buffer.concat(errors).toString('utf8') })
    })
  })
}
