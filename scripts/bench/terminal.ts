// The BBS under load: callers coming over SSH, what each costs while it stays, how fast keys are answered while many
// type, and whether anything is left behind by those who came and went.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Daemon, freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { newKeyPair } from '../../server/testing/ssh-caller.ts'
import { connectCore } from '../connect.ts'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'
import { cpuSeconds, residentMib } from './machine.ts'
import type { TerminalOrder, TerminalReport } from './terminal-load.ts'

const NAME = 'caller'
const STAYING = 500
const ACTIVE = 200
const TYPING_SECONDS = 10
const PAUSE_MS = 1000
const AT_ONCE = 16
const PASSING = 10_000
/** What all share is there after so many. */
const WARMING = 300
const SETTLING_MS = 4000

export const terminal: Bench = {
  name: 'terminal',
  what: `${STAYING} callers over SSH, keys of ${ACTIVE} of them, and ${PASSING.toLocaleString('en')} who come and go`,
  run: async ({ folder, say }: BenchContext) => {
    const house = await openHouse(join(folder, 'state'))
    try {
      say('warming up')
      // One alone: memory that many have left behind would hide what those who stay take.
      await house.order({ ...house.door, order: 'come', callers: 1, atOnce: 1, stay: false })
      await sleep(SETTLING_MS)
      const staying = await measureStaying(house, say)
      const leaving = await openHouse(join(folder, 'leaving'))
      try {
        return [...staying, ...(await measurePassing(leaving, say))]
      } finally {
        await leaving.close()
      }
    } finally {
      await house.close()
    }
  },
}

interface BenchHouse {
  readonly daemon: Daemon
  readonly door: { readonly port: number; readonly name: string; readonly key: string }
  readonly order: (order: TerminalOrder) => Promise<TerminalReport>
  /** MiB that are no garbage. */
  readonly heap: () => Promise<number>
  readonly close: () => Promise<void>
}

const openHouse = async (stateFolder: string): Promise<BenchHouse> => {
  const [port = 0] = await freePorts(1)
  const heapFile = `${stateFolder}.heap`
  const daemon = startDaemon({
    ...{ stateFolder, settings: { SSH_PORT: String(port), LIMITS_THROTTLE: 'false' } },
    nodeArguments: ['--expose-gc', '--import', new URL('heap.js', import.meta.url).href],
    environment: { BENCH_HEAP: heapFile },
  })
  await daemon.ready
  const key = newKeyPair()
  const { core, session, close } = await connectCore(null, { SAMBAND_SERVER_STATE: stateFolder })
  await core.accounts.add({ session, name: NAME, sshKey: key.public })
  await close()
  const callers: ChildProcess = fork(new URL('terminal-load.js', import.meta.url))
  return {
    ...{ daemon, door: { port, name: NAME, key: key.private } },
    order: async (order) => {
      callers.send(order)
      const [report] = await once(callers, 'message')
      return report as TerminalReport
    },
    heap: async () => {
      rmSync(heapFile, { force: true })
      daemon.child.kill('SIGUSR2')
      for (let tries = 0; tries < 100 && !existsSync(heapFile); tries += 1) await sleep(50)
      return existsSync(heapFile) ? Number(readFileSync(heapFile, 'utf8')) / 1_048_576 : Number.NaN
    },
    close: async () => {
      callers.kill()
      await daemon.end('SIGKILL')
    },
  }
}

const measureStaying = async (house: BenchHouse, say: BenchContext['say']): Promise<readonly Row[]> => {
  const { pid = 0 } = house.daemon.child
  const [memory, cpu] = [residentMib(pid), cpuSeconds(pid)]
  say(`${STAYING} callers come and stay`)
  const came = await house.order({ ...house.door, order: 'come', callers: STAYING, atOnce: AT_ONCE, stay: true })
  const spent = cpuSeconds(pid) - cpu
  await sleep(SETTLING_MS)
  const each = (residentMib(pid) - memory) / STAYING
  say(`${ACTIVE} of them type`)
  const before = cpuSeconds(pid)
  const { waits } = await house.order({
    ...{ order: 'type', callers: ACTIVE, seconds: TYPING_SECONDS, pauseMs: PAUSE_MS },
  })
  const typing = cpuSeconds(pid) - before
  return [
    {
      measured: 'logins to the first screen',
      value: STAYING / came.seconds,
      unit: 'logins/s',
      target: { atLeast: 20 },
    },
    { measured: 'processor for a login and its screen', value: (1000 * spent) / STAYING, unit: 'ms' },
    { measured: `memory of each of ${STAYING}`, value: each, unit: 'MiB', target: { atMost: 1.5 } },
    { measured: `key to redraw, ${ACTIVE} type, p50`, value: percentile(waits, 0.5), unit: 'ms' },
    {
      measured: `key to redraw, ${ACTIVE} type, p99`,
      value: percentile(waits, 0.99),
      unit: 'ms',
      target: { atMost: 50 },
    },
    { measured: 'processor for a key', value: (1000 * typing) / Math.max(1, waits.length), unit: 'ms' },
  ]
}

const measurePassing = async (house: BenchHouse, say: BenchContext['say']): Promise<readonly Row[]> => {
  const pass = (callers: number): Promise<TerminalReport> =>
    house.order({ ...house.door, order: 'come', callers, atOnce: AT_ONCE, stay: false })
  say('callers come and go')
  await pass(WARMING)
  await sleep(SETTLING_MS)
  const before = await house.heap()
  await pass(PASSING)
  await sleep(SETTLING_MS)
  const growth = 100 * ((await house.heap()) / before - 1)
  const measured = `heap after ${PASSING.toLocaleString('en')} came and went`
  return [{ measured, value: growth, unit: '% more', target: { atMost: 5 } }]
}
