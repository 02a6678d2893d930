// A conversation over a real socket with any protocol of lines, written down as it would be in an RFC:
//   await anna.script('> PING x', '< :* PONG * :x')

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface ConversationOptions {
  readonly port: number
  readonly host?: string
  /** Of ours, to come from: any of 127.0.0.0/8. */
  readonly localAddress?: string
  /** Over TLS, with any certificate. */
  readonly secure?: boolean
  /** How long a line may be waited for, in milliseconds. */
  readonly patience?: number
}

const PATIENCE = 5000

export const openConversation = async (options: ConversationOptions): Promise<Conversation> => {
  const { port, host = '127.0.0.1', secure = false, localAddress } = options
  const to = { port, host, ...(localAddress === undefined ? {} : { localAddress }) }
  const socket = secure ? connectTls({ ...to, rejectUnauthorized: false }) : connect(to)
  await once(socket, secure ? 'secureConnect' : 'connect')
  return new Conversation(socket, options.patience ?? PATIENCE)
}

export class Conversation {
  readonly socket: Socket
  /** Every line that came, without its end. */
  readonly lines: string[] = []
  readonly #patience: number
  #rest = ''
  /** How many of the lines have been looked at. */
  #seen = 0
  #wake = () => {}
  #ended = false

  constructor(socket: Socket, patience: number) {
    this.socket = socket
    this.#patience = patience
    socket.setNoDelay(true)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#hear(text))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
  }

  get hasEnded(): boolean {
    return this.#ended
  }

  /** Sends each as a line of its own, all in one write. */
  send(...lines: readonly string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  /** Octets as they are. */
  sendRaw(octets: Buffer | string): void {
    this.socket.write(octets)
  }

  /**
   * Waits for a line that fits; `*` in the pattern stands for anything. Lines before it are passed over.
   * @throws Error with the lines that came instead
   */
  async expect(pattern: string): Promise<string> {
    const from = this.#seen
    const fits = patternOf(pattern)
    const line = await this.#find(fits)
    if (line === null) throw new Error(`never came: ${pattern}\nwhat came:\n${this.#shown(from)}`)
    return line
  }

  /** The very next line, whatever it is. @throws Error when none comes */
  async next(): Promise<string> {
    const line = await this.#find(() => true)
    if (line === null) throw new Error('no further line came')
    return line
  }

  /**
   * Steps, one a line: `> line` sends; `< pattern` waits for a line that fits, passing others over; `= pattern` wants
   * the very next line to fit. Blanks before a step, and lines without any, do not count.
   */
  async script(...steps: readonly string[]): Promise<void> {
    for (const step of steps.flatMap((each) => each.split('\n')).map((each) => each.trimStart())) {
      if (step === '') continue
      const body = step.slice(2)
      if (step.startsWith('> ')) this.send(body)
      else if (step.startsWith('< ')) await this.expect(body)
      else if (step.startsWith('= ')) {
        const line = await this.next()
        if (!patternOf(body)(line)) throw new Error(`came: ${line}\ninstead of: ${body}`)
      } else throw new Error(`a step begins with "> ", "< " or "= ": ${step}`)
    }
  }

  /** The lines that came and have not been looked at yet. */
  unseen(): readonly string[] {
    return this.lines.slice(this.#seen)
  }

  /** Drops the lines that have been looked at: for long runs. */
  forget(): void {
    this.lines.splice(0, this.#seen)
    this.#seen = 0
  }

  /** Resolves when the other side has hung up. @throws Error when it does not */
  async ended(): Promise<void> {
    const deadline = performance.now() + this.#patience
    while (!this.#ended) {
      if (!(await this.#waitUntil(deadline))) throw new Error(`still connected; what came:\n${this.#shown(0)}`)
    }
  }

  async close(): Promise<void> {
    this.socket.destroy()
    await this.ended()
  }

  async #find(fits: (line: string) => boolean): Promise<string | null> {
    const deadline = performance.now() + this.#patience
    for (;;) {
      while (this.#seen < this.lines.length) {
        const line = this.lines[this.#seen] ?? ''
        this.#seen += 1
        if (fits(line)) return line
      }
      if (this.#ended || !(await this.#waitUntil(deadline))) return null
    }
  }

  /** False when the time is up. */
  async #waitUntil(deadline: number): Promise<boolean> {
    const left = deadline - performance.now()
    if (left <= 0) return false
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      timer = setTimeout(resolve, left)
    })
    clearTimeout(timer)
    return true
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.lines.push(line.replace(/\r$/, ''))
    if (lines.length > 0) this.#wake()
  }

  #shown(from: number): string {
    const lines = this.lines.slice(from).map((line) => `  ${line}`)
    return lines.length === 0 ? '  (nothing)' : lines.join('\n')
  }
}

const patternOf = (pattern: string): ((line: string) => boolean) => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`, 's')
  return (line) => expression.test(line)
}
