// The load generator of irc-fanout: a process of its own, so that its work is not counted as the daemon's. Members only
// count what arrives; senders keep a window of lines under way and write the next when their own line comes back.

import { connect, type Socket } from 'node:net'

export interface LoadOrder {
  readonly port: number
  readonly members: number
  readonly senders: number
  /** Lines each sender has under way. */
  readonly window: number
  readonly seconds: number
}

export interface LoadReport {
  readonly seconds: number
  /** Lines that arrived at members, all members together. */
  readonly deliveries: number
  /** Lines that were written. */
  readonly lines: number
  /** From writing to arriving, milliseconds, sampled at some members. */
  readonly latencies: readonly number[]
  readonly ownCpu: number
}

const CHANNEL = '#lobby'
const TEXT_OCTETS = 64
/** Members that read what they receive; the others count line ends. */
const SAMPLED = 20
const CONNECT_AT_ONCE = 50

class Load {
  readonly #order: LoadOrder
  readonly #members: Socket[] = []
  readonly #latencies: number[] = []
  #measuring = false
  #deliveries = 0
  #lines = 0

  constructor(order: LoadOrder) {
    this.#order = order
  }

  async run(): Promise<LoadReport> {
    const { members, seconds } = this.#order
    for (let index = 0; index < members; index += CONNECT_AT_ONCE) {
      const batch = Array.from({ length: Math.min(CONNECT_AT_ONCE, members - index) }, (_, each) =>
        this.#join(index + each),
      )
      this.#members.push(...(await Promise.all(batch)))
    }
    // The joins are still being told to everybody.
    await sleep(1500)
    process.send?.('joined')
    const cpuBefore = process.cpuUsage()
    this.#measuring = true
    const started = performance.now()
    for (const sender of this.#members.slice(0, this.#order.senders)) {
      for (let each = 0; each < this.#order.window; each += 1) this.#say(sender)
    }
    await sleep(seconds * 1000)
    this.#measuring = false
    const { user, system } = process.cpuUsage(cpuBefore)
    return {
      seconds: (performance.now() - started) / 1000,
      deliveries: this.#deliveries,
      lines: this.#lines,
      latencies: this.#latencies,
      ownCpu: (user + system) / 1e6,
    }
  }

  /** Resolves when the member is in the channel. */
  #join(index: number): Promise<Socket> {
    const nick = `member${index}`
    const socket = connect(this.#order.port, '127.0.0.1')
    socket.setNoDelay(true)
    socket.write(`CAP REQ :echo-message\r\nNICK ${nick}\r\nUSER ${nick} 0 * :member\r\nCAP END\r\nJOIN ${CHANNEL}\r\n`)
    return new Promise((resolve, reject) => {
      let greeting = ''
      const hear = (chunk: Buffer): void => {
        greeting += chunk.toString('latin1')
        if (!/ 366 /.test(greeting)) return
        socket.off('data', hear)
        this.#listen(socket, index)
        resolve(socket)
      }
      socket.on('data', hear)
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`${nick} was sent away: ${greeting.slice(-300)}`)))
    })
  }

  #listen(socket: Socket, index: number): void {
    if (index >= SAMPLED) {
      socket.on('data', (chunk: Buffer) => {
        if (this.#measuring) this.#deliveries += countLines(chunk)
      })
      return
    }
    const own = `:member${index}!`
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      if (!this.#measuring) return
      for (const line of lines) this.#hear(socket, line, line.startsWith(own))
    })
  }

  #hear(socket: Socket, line: string, isOwn: boolean): void {
    const text = line.indexOf(' :at ')
    if (text < 0) return
    this.#deliveries += 1
    const at = Number(line.slice(text + 5, line.indexOf(' ', text + 5)))
    this.#latencies.push(performance.now() - at)
    if (isOwn) this.#say(socket)
  }

  #say(socket: Socket): void {
    this.#lines += 1
    const text = `at ${performance.now().toFixed(3)} `.padEnd(TEXT_OCTETS, 'x')
    socket.write(`PRIVMSG ${CHANNEL} :${text}\r\n`)
  }
}

const countLines = (chunk: Buffer): number => {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  return count
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

process.once('message', (order) => {
  new Load(order as LoadOrder).run().then((report) => {
    process.send?.(report)
  })
})
process.once('disconnect', () => process.exit(0))
