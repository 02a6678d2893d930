// What a client sends, on its way to the commands: octets become lines, lines wait their turn. One command at a time
// for each connection, in order; a talkative client is slowed down (fakelag), a flooding one is cut off (RecvQ).

import { TokenBucket } from '../../../shared/token-bucket.ts'
import { CLIENT_TAGS_OCTETS, LINE_OCTETS } from '../../wire/irc/message.ts'
import { type Line, LineReader } from '../../wire/lines.ts'
import type { ConnectionClass } from './classes.ts'

/** So that one client that sends a great deal at once leaves room in the turn for the others. */
const COMMANDS_PER_TURN = 32
const KEEPALIVE = /^P[IO]NG\b/i

export type Pace = Pick<ConnectionClass, 'recvq' | 'burst' | 'perSecond'>

/** The connection that an intake belongs to. */
export interface IntakeOwner {
  /** Carries out one line, which is over before the next one starts. Must not throw. */
  carryOut(line: Line): Promise<void>
  /** More waits than may. */
  onFlood(): void
  /** Stop or go on reading from the socket. */
  setReading(reading: boolean): void
  /** A task threw. */
  onFault(error: unknown): void
}

export class Intake {
  readonly #owner: IntakeOwner
  readonly #reader = new LineReader(CLIENT_TAGS_OCTETS + LINE_OCTETS - 2)
  /** Null when nobody is slowed down. */
  #bucket: TokenBucket | null
  /** Octets of complete lines that may wait. */
  #recvq: number
  #waiting: Line[] = []
  #waitingOctets = 0
  #tasks: (() => Promise<void>)[] = []
  #pumping = false
  #paused = false
  #stopped = false
  #lag: NodeJS.Timeout | undefined

  constructor(owner: IntakeOwner, pace: Pace, options: { readonly throttle: boolean }) {
    this.#owner = owner
    this.#recvq = pace.recvq
    this.#bucket = options.throttle ? bucketOf(pace) : null
  }

  /** True when the chunk completed a line. */
  receive(chunk: Buffer): boolean {
    if (this.#stopped) return false
    const lines = this.#reader.read(chunk)
    for (const line of lines) {
      if (line.length === 0) continue
      this.#waiting.push(line)
      this.#waitingOctets += line.length
    }
    if (this.#waitingOctets > this.#recvq) this.#onFull()
    void this.#pump()
    return lines.length > 0
  }

  /** Runs `task` after the command that is running now, before the next one. */
  after(task: () => Promise<void>): void {
    this.#tasks.push(task)
    void this.#pump()
  }

  /** Runs the tasks that wait: for a command that must not go on before they are done. */
  async settle(): Promise<void> {
    for (let task = this.#tasks.shift(); task !== undefined && !this.#stopped; task = this.#tasks.shift()) await task()
  }

  /** From here on another pace holds, with its burst to begin with. */
  setPace(pace: Pace): void {
    this.#recvq = pace.recvq
    if (this.#bucket !== null) this.#bucket = bucketOf(pace)
  }

  stop(): void {
    this.#stopped = true
    this.#waiting = []
    this.#tasks = []
    clearTimeout(this.#lag)
  }

  #onFull(): void {
    if (this.#bucket !== null) this.#owner.onFlood()
    else if (!this.#paused) this.#setPaused(true)
  }

  #setPaused(paused: boolean): void {
    this.#paused = paused
    this.#owner.setReading(!paused)
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    let budget = COMMANDS_PER_TURN
    try {
      while (!this.#stopped) {
        if (this.#tasks.length > 0) await this.settle()
        const line = this.#next()
        if (line === null) break
        await this.#owner.carryOut(line)
        budget -= 1
        if (budget > 0) continue
        budget = COMMANDS_PER_TURN
        await nextTurn()
      }
    } catch (error) {
      this.#owner.onFault(error)
    } finally {
      this.#pumping = false
    }
  }

  /** The next line that may run now, or null: none waits, or it has to wait for its token. */
  #next(): Line | null {
    const [line] = this.#waiting
    if (line === undefined) return null
    if (this.#bucket !== null && !this.#isDue(this.#bucket, line)) return null
    this.#waiting.shift()
    this.#waitingOctets -= line.length
    if (this.#paused && this.#waitingOctets < this.#recvq / 2) this.#setPaused(false)
    return line
  }

  /** False: its token is not there yet; we go on when it is. */
  #isDue(bucket: TokenBucket, line: Line): boolean {
    const now = performance.now()
    const cost = isKeepalive(line) ? 0.5 : 1
    if (bucket.take(now, cost)) return true
    clearTimeout(this.#lag)
    this.#lag = setTimeout(() => void this.#pump(), bucket.wait(now, cost))
    return false
  }
}

const bucketOf = ({ burst, perSecond }: Pace) => new TokenBucket({ burst, perSecond, now: performance.now() })

const isKeepalive = (line: Line): boolean => typeof line !== 'string' && KEEPALIVE.test(line.toString('latin1', 0, 5))

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
