// One connection of the NNTP load generator. What an answer holds is only looked at for its first and its last octets.

import { connect, type Socket } from 'node:net'

const END = Buffer.from('\r\n.\r\n')

/** An answer is a line, or a block; the caller knows which. */
export class Reader {
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #wake = () => {}
  #failed: Error | null = null

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk: Buffer) => {
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
      this.#wake()
    })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('hung up')))
  }

  say(text: string): void {
    this.#socket.write(text)
  }

  /** @throws Error when the line does not begin with `code` */
  async line(code: string): Promise<void> {
    let end = this.#held.indexOf('\r\n')
    for (; end === -1; end = this.#held.indexOf('\r\n')) await this.#more()
    this.#require(this.#held, code)
    this.#held = this.#held.subarray(end + 2)
  }

  /** Only what might be the beginning of the end is kept. @throws Error as `line` */
  async block(code: string): Promise<void> {
    while (this.#held.length < END.length) await this.#more()
    this.#require(this.#held, code)
    let end = this.#held.indexOf(END)
    for (; end === -1; end = this.#held.indexOf(END)) {
      this.#held = this.#held.subarray(1 - END.length)
      await this.#more()
    }
    this.#held = this.#held.subarray(end + END.length)
  }

  close(): void {
    this.#socket.destroy()
  }

  #require(answer: Buffer, code: string): void {
    if (!answer.toString('latin1', 0, 3).startsWith(code)) {
      throw new Error(`instead of ${code}: ${answer.toString('latin1', 0, 80)}`)
    }
  }

  async #more(): Promise<void> {
    if (this.#failed !== null) throw this.#failed
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    if (this.#failed !== null) throw this.#failed
  }

  #fail(error: Error): void {
    this.#failed = error
    this.#wake()
  }
}

export interface Login {
  readonly port: number
  readonly name: string
  readonly password: string
  readonly group: string
}

/** As a newsreader begins. INN hands a connection over to its readers' program at MODE READER. */
export const open = async ({ port, name, password, group }: Login): Promise<Reader> => {
  const reader = new Reader(port)
  await reader.line('20')
  reader.say('MODE READER\r\n')
  await reader.line('20')
  reader.say(`AUTHINFO USER ${name}\r\n`)
  await reader.line('381')
  reader.say(`AUTHINFO PASS ${password}\r\n`)
  await reader.line('281')
  reader.say(`GROUP ${group}\r\n`)
  await reader.line('211')
  return reader
}
