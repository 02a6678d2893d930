// The load generator of the IRC bench: a process of its own, so that its work is not counted as the server's. It
// speaks what every server speaks: plain clients without any capability. Members only count what arrives; when a line
// comes to its listener, its sender says the next one, so that a window of lines is under way all the time.

import { connect, type Socket } from 'node:net'

export type LoadOrder =
  | {
      readonly kind: 'talk'
      readonly port: number
      readonly members: number
      readonly senders: number
      /** Lines each sender has under way. */
      readonly window: number
      /** Before measuring begins, and how long it lasts. */
      readonly warmUp: number
      readonly seconds: number
    }
  /** Members log in; at `go` all of them join one channel. */
  | { readonly kind: 'join'; readonly port: number; readonly members: number }
  /** Connections log in and say nothing more. */
  | { readonly kind: 'idle'; readonly port: number; readonly members: number }

/** `ready`: what is to be measured begins now. Then, when it is over, a report. */
export interface LoadReport {
  readonly seconds: number
  /** Lines that arrived at members, all members together. */
  readonly deliveries: number
  /** Lines that were written. */
  readonly lines: number
  /** From writing to arriving, milliseconds, sampled at some members. */
  readonly latencies: readonly number[]
  readonly ownCpu: number
  /** Connections that are still open at the end. */
  readonly open: number
}

const CHANNEL = '#bench'
const TEXT_OCTETS = 64
/** Members that read what they receive; the others count line ends. */
const SAMPLED = 20
const CONNECT_AT_ONCE = 50
const QUIET_MS = 1500

class Load {
  readonly #order: LoadOrder
  readonly #members: Socket[] = []
  readonly #latencies: number[] = []
  #measuring = false
  #deliveries = 0
  #lines = 0
  #lastHeard = 0

  constructor(order: LoadOrder) {
    this.#order = order
  }

  async run(): Promise<LoadReport> {
    const order = this.#order
    for (let index = 0; index < order.members; index += CONNECT_AT_ONCE) {
      const size = Math.min(CONNECT_AT_ONCE, order.members - index)
      const batch = Array.from({ length: size }, (_, each) => this.#enter(index + each))
      this.#members.push(...(await Promise.all(batch)))
    }
    if (order.kind === 'talk') await this.#joinAll()
    await this.#quiet()
    if (order.kind === 'talk') return this.#report(order.seconds * 1000, await this.#talk(order))
    const cpuBefore = process.cpuUsage()
    const started = performance.now()
    process.send?.('ready')
    if (order.kind === 'join') await this.#joinAll()
    await this.#quiet()
    return this.#report(performance.now() - started, cpuBefore)
  }

  /** @returns what this process had used of the processor when the measuring began */
  async #talk({ senders, window, warmUp, seconds }: Extract<LoadOrder, { kind: 'talk' }>): Promise<NodeJS.CpuUsage> {
    this.#listen(senders)
    for (const sender of this.#members.slice(0, senders)) {
      for (let each = 0; each < window; each += 1) this.#say(sender)
    }
    await sleep(warmUp * 1000)
    process.send?.('ready')
    const cpuBefore = process.cpuUsage()
    this.#measuring = true
    await sleep(seconds * 1000)
    this.#measuring = false
    return cpuBefore
  }

  #report(milliseconds: number, cpuBefore: NodeJS.CpuUsage): LoadReport {
    const { user, system } = process.cpuUsage(cpuBefore)
    return {
      seconds: milliseconds / 1000,
      ...{ deliveries: this.#deliveries, lines: this.#lines, latencies: this.#latencies },
      ownCpu: (user + system) / 1e6,
      open: this.#members.filter((socket) => !socket.destroyed).length,
    }
  }

  /** Resolves when the member has had its welcome. */
  #enter(index: number): Promise<Socket> {
    const nick = `member${index}`
    const socket = connect(this.#order.port, '127.0.0.1')
    socket.setNoDelay(true)
    socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :member\r\n`)
    return this.#until(socket, / (?:376|422) /, `${nick} was sent away`)
  }

  async #joinAll(): Promise<void> {
    for (let index = 0; index < this.#members.length; index += CONNECT_AT_ONCE) {
      const batch = this.#members.slice(index, index + CONNECT_AT_ONCE).map((socket) => {
        socket.write(`JOIN ${CHANNEL}\r\n`)
        return this.#until(socket, / 366 /, 'a member could not join')
      })
      await Promise.all(batch)
    }
  }

  #until(socket: Socket, what: RegExp, otherwise: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      let heard = ''
      const onClose = (): void => reject(new Error(`${otherwise}: ${heard.slice(-300)}`))
      const hear = (chunk: Buffer): void => {
        this.#lastHeard = performance.now()
        heard = heard.slice(-600) + chunk.toString('latin1')
        if (!what.test(heard)) return
        socket.off('data', hear).off('close', onClose)
        socket.on('data', () => {
          this.#lastHeard = performance.now()
        })
        resolve(socket)
      }
      socket.removeAllListeners('data').on('data', hear)
      socket.on('error', onClose).on('close', onClose)
    })
  }

  /** What earlier commands caused is still being told to everybody. */
  async #quiet(): Promise<void> {
    const until = performance.now() + 30_000
    do await sleep(200)
    while (performance.now() - this.#lastHeard < QUIET_MS && performance.now() < until)
  }

  #listen(senders: number): void {
    for (const [index, socket] of this.#members.entries()) {
      socket.removeAllListeners('data')
      if (index < SAMPLED) this.#sample(socket, index, senders)
      else {
        socket.on('data', (chunk: Buffer) => {
          if (this.#measuring) this.#deliveries += countLines(chunk)
        })
      }
    }
  }

  /** Those after the senders are their listeners: the one of `member0` is the first of them. */
  #sample(socket: Socket, index: number, senders: number): void {
    const heardFor = index >= senders && index < 2 * senders ? index - senders : -1
    const speaker = this.#members[heardFor]
    const prefix = `:member${heardFor}!`
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        this.#hear(line)
        if (speaker !== undefined && line.startsWith(prefix)) this.#say(speaker)
      }
    })
  }

  #hear(line: string): void {
    if (!this.#measuring) return
    const text = line.indexOf(' :at ')
    if (text < 0) return
    this.#deliveries += 1
    const at = Number(line.slice(text + 5, line.indexOf(' ', text + 5)))
    this.#latencies.push(performance.now() - at)
  }

  #say(sender: Socket): void {
    if (this.#measuring) this.#lines += 1
    const text = `at ${performance.now().toFixed(3)} `.padEnd(TEXT_OCTETS, 'x')
    sender.write(`PRIVMSG ${CHANNEL} :${text}\r\n`)
  }
}

const countLines = (chunk: Buffer): number => {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  return count
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

process.once('message', (order) => {
  new Load(order as LoadOrder).run().then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit(0))
