// A caller over SSH for tests, by the ssh2 client: logs in, types, and waits for words or for a screen.

import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2'
import { Received } from './received.ts'

export interface SshCallerOptions extends ConnectConfig {
  readonly port: number
  readonly username: string
  /** Answers to the prompts of keyboard-interactive, in order; none means that the method is not offered. */
  readonly answers?: readonly string[]
  readonly columns?: number
  readonly rows?: number
  readonly term?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Runs this instead of a shell. */
  readonly command?: string
  /** False asks for no pty. */
  readonly pty?: boolean
}

export interface SshCaller {
  readonly client: ssh2.Client
  readonly channel: ClientChannel
  readonly received: Received
  type(text: string): void
  resize(columns: number, rows: number): void
  /** Waits for new words. */
  expect(expected: string, milliseconds?: number): Promise<void>
  /** Waits until the screen shows it. */
  see(expected: string, milliseconds?: number): Promise<void>
  /** Resolves with the exit code when the channel is closed; null when there was none. */
  readonly ended: Promise<number | null>
  close(): void
}

/** Prompts and instructions that keyboard-interactive showed. */
export interface Asked {
  readonly instruction: string
  readonly prompts: readonly string[]
}

/** Resolves once logged in. @throws Error of ssh2: `level` is `client-authentication` when nobody was let in */
export const logIn = (options: SshCallerOptions, asked: Asked[] = []): Promise<ssh2.Client> => {
  const client = new ssh2.Client()
  const answers = [...(options.answers ?? [])]
  client.on('keyboard-interactive', (_name, instruction, _language, prompts, finish) => {
    asked.push({ instruction, prompts: prompts.map(({ prompt }) => prompt) })
    finish(prompts.map(() => answers.shift() ?? ''))
  })
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve(client))
    client.on('error', reject)
    client.once('close', () => reject(new Error('the connection closed before anybody was let in')))
    const tryKeyboard = options.answers !== undefined || options.username === 'new'
    client.connect({ host: '127.0.0.1', readyTimeout: 15_000, tryKeyboard, ...options })
  })
}

/** An ed25519 key pair: private in PEM, public as an authorized_keys line. */
export const newKeyPair = (): { readonly private: string; readonly public: string } => {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519')
    // See host-key.ts: some of these are malformed.
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair
  }
}

export const callOverSsh = async (options: SshCallerOptions, asked: Asked[] = []): Promise<SshCaller> => {
  const client = await logIn(options, asked)
  const { columns = 80, rows = 24 } = options
  const received = new Received({ columns, rows })
  let code: number | null = null
  let end: (code: number | null) => void = () => {}
  const ended = new Promise<number | null>((resolve) => {
    end = resolve
  })
  const hear = (chunk: Buffer): void => {
    received.feed(chunk)
  }
  // At once: an exit code may come in the same packet as the channel.
  const channel = await openChannel(client, options, (opened) => {
    opened.on('data', hear)
    opened.stderr.on('data', hear)
    opened.on('exit', (exitCode: number | null) => {
      code = exitCode
    })
    opened.on('close', () => end(code))
  })
  return {
    ...{ client, channel, received, ended },
    type: (typed) => channel.write(typed),
    resize: (width, height) => {
      received.terminal.resize(width, height)
      channel.setWindow(height, width, 0, 0)
    },
    expect: (expected, milliseconds) => received.expect(expected, milliseconds),
    see: (expected, milliseconds) => received.see(expected, milliseconds),
    close: () => client.end(),
  }
}

const openChannel = (
  client: ssh2.Client,
  options: SshCallerOptions,
  listen: (channel: ClientChannel) => void,
): Promise<ClientChannel> => {
  const { columns = 80, rows = 24, term = 'xterm-256color', environment = {}, command, pty = true } = options
  const window = { cols: columns, rows, width: 0, height: 0, term }
  const env = { ...environment }
  return new Promise((resolve, reject) => {
    const opened = (error: Error | undefined, channel: ClientChannel): void => {
      if (error) {
        reject(error)
        return
      }
      listen(channel)
      resolve(channel)
    }
    if (command !== undefined) client.exec(command, { env, ...(pty ? { pty: window } : {}) }, opened)
    else client.shell(pty ? window : false, { env }, opened)
  })
}
