// Rounds of: let clients write, kill the daemon in the middle, leave of its files what a power cut leaves, start it again
// and compare what it knows with what clients were told. The same folder goes through all rounds.

import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, connectCore } from '../../../scripts/connect.ts'
import { checkStore } from '../../storage/check.ts'
import { type Daemon, freePorts, startDaemon } from '../../testing/daemon.ts'
import { randomOf } from '../../testing/random.ts'
import { type Comparison, compare, countAcknowledged, type Ledger, openLedger } from './ledger.ts'
import { cutPower, markDurable } from './power-cut.ts'
import { FROM_THE_START, recall, type Since } from './recall.ts'
import { startConsoleWriter, startIrcWriter, type Writer } from './writers.ts'

export interface CrashOptions {
  readonly rounds: number
  /** The compiled power-cut shim; null for a plain kill -9, after which the system's cache survives. */
  readonly shim: string | null
  /** Deceives the daemon into synchronous=NORMAL, to see that the comparison can fail. */
  readonly asIfNormal?: boolean
  /** The same seed makes the same choices (how long to write, what to tear); the machine's timing is its own. */
  readonly seed: number
  readonly onRound?: (round: RoundReport) => void
}

export interface RoundReport {
  readonly round: number
  readonly acknowledged: number
  readonly comparison: Comparison
  readonly readyMs: number
  /** Octets that a power cut took back, or tore. */
  readonly takenBack: number
  /** What SQLite says of the files after the crash: `ok`. */
  readonly check: string
}

export interface CrashReport {
  readonly rounds: readonly RoundReport[]
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly gaps: number
  readonly damaged: number
  readonly slowestReadyMs: number
  readonly takenBack: number
}

const BOARD = 'test.crash'
const IRC_WRITERS = 4
const LONGEST_WRITING_MS = 600
const LONGEST_START_MS = 400

export const runCrashRounds = async (options: CrashOptions): Promise<CrashReport> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'samband-crash-')))
  const [port = 0, sshPort = 0] = await freePorts(2)
  const random = randomOf(options.seed)
  const run = new Run({ ...options, folder, port, sshPort, random })
  try {
    const rounds: RoundReport[] = []
    await run.start(openLedger(), false)
    for (let round = 1; round <= options.rounds; round += 1) {
      const ledger = openLedger()
      const crash = await run.crash(round, ledger)
      const start = await run.start(ledger, round % 4 === 0)
      const report = { round, acknowledged: countAcknowledged(ledger), ...crash, ...start }
      rounds.push(report)
      options.onRound?.(report)
    }
    return summarize(rounds, await run.finish())
  } finally {
    await run.abandon()
    rmSync(folder, { recursive: true, force: true })
  }
}

const summarize = (rounds: readonly RoundReport[], final: Comparison & { acknowledged: number }): CrashReport => {
  const sum = (of: (round: RoundReport) => number): number => rounds.reduce((total, round) => total + of(round), 0)
  const most = (of: (comparison: Comparison) => number): number =>
    Math.max(
      of(final),
      sum(({ comparison }) => of(comparison)),
    )
  return {
    rounds,
    acknowledged: final.acknowledged,
    lost: most(({ lost }) => lost.length),
    doubled: most(({ doubled }) => doubled.length),
    gaps: most(({ gaps }) => gaps.length),
    damaged: rounds.filter(({ check }) => check !== 'ok').length,
    slowestReadyMs: Math.max(0, ...rounds.map(({ readyMs }) => readyMs)),
    takenBack: sum(({ takenBack }) => takenBack),
  }
}

interface RunOptions extends CrashOptions {
  readonly folder: string
  readonly port: number
  readonly sshPort: number
  readonly random: () => number
}

class Run {
  readonly #options: RunOptions
  readonly #everything = openLedger()
  #daemon: Daemon | null = null
  #since: Since = FROM_THE_START

  constructor(options: RunOptions) {
    this.#options = options
  }

  /** Starts the daemon, now and then killing it once while it starts, and compares what it knows with the ledger. */
  async start(ledger: Ledger, stumbles: boolean): Promise<Pick<RoundReport, 'comparison' | 'readyMs'>> {
    if (stumbles) {
      // Replaying the log and opening the doors are moments like any other.
      const early = this.#launch()
      await sleep(this.#options.random() * LONGEST_START_MS)
      await early.end('SIGKILL')
      this.#leaveWhatWasSynced()
    }
    const daemon = this.#launch()
    const readyMs = await daemon.ready
    return { readyMs, comparison: await this.#compare(ledger) }
  }

  /** Lets clients write to the running daemon and kills it in the middle. */
  async crash(round: number, ledger: Ledger): Promise<Pick<RoundReport, 'takenBack' | 'check'>> {
    if (this.#daemon === null) throw new Error('there is nothing to crash')
    await this.#writeUntilKilled(this.#daemon, ledger, round)
    remember(this.#everything, ledger)
    const takenBack = this.#leaveWhatWasSynced()
    return { takenBack, check: this.#check() }
  }

  /** Once more everything from the first round on, and a stop in good order. */
  async finish(): Promise<Comparison & { acknowledged: number }> {
    if (this.#daemon === null) throw new Error('there is nothing to finish')
    this.#since = FROM_THE_START
    const comparison = await this.#compare(this.#everything)
    const code = await this.#daemon.end('SIGTERM')
    if (code !== 0) throw new Error(`the daemon did not stop in good order (${code}): ${this.#daemon.output()}`)
    return { ...comparison, acknowledged: countAcknowledged(this.#everything) }
  }

  async abandon(): Promise<void> {
    const child = this.#daemon?.child
    if (child?.exitCode === null && child.signalCode === null) await this.#daemon?.end('SIGKILL')
  }

  #launch(): Daemon {
    const { folder, port, sshPort, shim, asIfNormal } = this.#options
    if (shim !== null) markDurable(folder)
    this.#daemon = startDaemon({
      stateFolder: folder,
      settings: { IRC_PORT: String(port), SSH_PORT: String(sshPort), LIMITS_THROTTLE: 'false' },
      environment: shim === null ? {} : { LD_PRELOAD: shim, POWER_CUT_FOLDER: folder },
      nodeArguments: asIfNormal === true ? ['--import', new URL('as-if-normal.mjs', sourceFolder).href] : [],
    })
    return this.#daemon
  }

  async #writeUntilKilled(daemon: Daemon, ledger: Ledger, round: number): Promise<void> {
    const { port, random } = this.#options
    const connection = await this.#connect()
    const writers: Writer[] = Array.from({ length: IRC_WRITERS }, (_, index) =>
      startIrcWriter(port, `w${round}x${index}`, 1 + Math.floor(random() * 16), ledger),
    )
    writers.push(startConsoleWriter(connection, BOARD, `a${round}`, ledger))
    await waitUntil(() => ledger.lines.size > 0 && ledger.articles.size > 0, daemon)
    await sleep(random() * LONGEST_WRITING_MS)
    await daemon.end('SIGKILL')
    // What was in the sockets when it died had been said: it is read to the end, and counts.
    await Promise.all(writers.map(({ gone }) => gone))
  }

  #leaveWhatWasSynced(): number {
    const { folder, shim, random } = this.#options
    if (shim === null) return 0
    return cutPower(folder, random() < 0.5 ? 'all' : 'half of the sectors', random)
  }

  /** On a copy: to open a store after a crash is to mend it, and that is the daemon's to do. */
  #check(): string {
    const copy = mkdtempSync(join(tmpdir(), 'samband-check-'))
    try {
      cpSync(this.#options.folder, copy, { recursive: true, filter: (name) => !name.endsWith('.sock') })
      return checkStore(join(copy, 'samband.db'))
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }

  async #compare(ledger: Ledger): Promise<Comparison> {
    const connection = await this.#connect()
    await makeBoard(connection)
    const memory = await recall(connection, BOARD, this.#since)
    this.#since = memory
    await connection.close()
    return compare(ledger, memory)
  }

  async #connect(): Promise<Connection> {
    const connection = await connectCore(null, { SAMBAND_SERVER_STATE: this.#options.folder })
    if (!connection.live) throw new Error('the daemon does not listen on its console')
    return connection
  }
}

// as-if-normal.mjs is not compiled, so it is found beside the source also when this code runs from dist/.
const sourceFolder = new URL(import.meta.url.replace('/dist/server/', '/server/'))

const makeBoard = async ({ core, session }: Connection): Promise<void> => {
  const boards = await core.boards.list({ session })
  if (boards.some(({ name }) => name === BOARD)) return
  await core.boards.add({ session, board: BOARD, description: 'Written to while the lights go out' })
}

const remember = (everything: Ledger, ledger: Ledger): void => {
  for (const [msgid, text] of ledger.lines) everything.lines.set(msgid, text)
  for (const [messageId, subject] of ledger.articles) everything.articles.set(messageId, subject)
  for (const name of ledger.accounts) everything.accounts.add(name)
}

const waitUntil = async (isDone: () => boolean, daemon: Daemon): Promise<void> => {
  const started = performance.now()
  while (!isDone()) {
    if (performance.now() - started > 10_000) throw new Error(`nobody was answered within 10 s: ${daemon.output()}`)
    await sleep(5)
  }
}
