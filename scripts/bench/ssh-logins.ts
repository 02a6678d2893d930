// How many callers can come in over SSH in a second, and what one costs while it sits at the menu. The callers are a
// process of their own (ssh-load.ts).

import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Daemon, freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { newKeyPair } from '../../server/testing/ssh-caller.ts'
import { type Connection, connectCore } from '../connect.ts'
import type { Bench, BenchContext, Row } from './bench.ts'
import { cpuSeconds, residentMib } from './machine.ts'
import type { CallersOrder, CallersReport } from './ssh-load.ts'

const NAME = 'caller'
const PASSWORD = 'the password of the caller'
const CALLERS = 100
/** Until every menu is on its screen. */
const PAINTING_MS = 3000

export const sshLogins: Bench = {
  name: 'ssh-logins',
  what: 'logins a second over SSH, and memory per session at the menu',
  run: async ({ folder, say }: BenchContext) => {
    const speed = await withDaemon(join(folder, 'speed'), async (daemon, base) => {
      say('by key')
      const byKey = await measureLogins(daemon, 'by key', { ...base, logins: 200 })
      say('by password')
      const { key: _, ...without } = base
      return [...byKey, ...(await measureLogins(daemon, 'by password', { ...without, logins: 200 }))]
    })
    say(`${CALLERS} callers at the menu`)
    // A daemon of its own: memory that the logins before have left behind would hide what the callers take.
    const memory = await withDaemon(join(folder, 'memory'), (daemon, base) => measureMemory(daemon, base))
    return [...speed, ...memory]
  },
}

/** Runs `measure` with a daemon that knows one caller, by key and by password. */
const withDaemon = async (
  stateFolder: string,
  measure: (daemon: Daemon, base: CallersOrder) => Promise<Row[]>,
): Promise<Row[]> => {
  const [port = 0] = await freePorts(1)
  const daemon = startDaemon({ stateFolder, settings: { SSH_PORT: String(port), LIMITS_THROTTLE: 'false' } })
  try {
    await daemon.ready
    const key = newKeyPair()
    const connection = await connectCore(null, { SAMBAND_SERVER_STATE: stateFolder })
    await addCaller(connection, key.public)
    await connection.close()
    const base = { port, name: NAME, key: key.private, password: PASSWORD, logins: 1, atOnce: 8, stay: false }
    return await measure(daemon, base)
  } finally {
    await daemon.end('SIGKILL')
  }
}

const addCaller = async ({ core, session }: Connection, sshKey: string): Promise<void> => {
  await core.accounts.add({ session, name: NAME, password: PASSWORD, sshKey })
}

const measureLogins = async (daemon: Daemon, how: string, order: CallersOrder): Promise<Row[]> => {
  const { pid = 0 } = daemon.child
  const before = cpuSeconds(pid)
  const callers = startCallers(order)
  const { seconds } = await callers.report
  const cpu = cpuSeconds(pid) - before
  callers.end()
  return [
    { measured: `${how}, ${order.atOnce} at a time`, value: order.logins / seconds, unit: 'logins/s' },
    { measured: `${how}: server's processor`, value: (1000 * cpu) / order.logins, unit: 'ms/login' },
  ]
}

const measureMemory = async (daemon: Daemon, base: CallersOrder): Promise<Row[]> => {
  const { pid = 0 } = daemon.child
  // The first caller pays for what all share.
  const first = startCallers({ ...base, stay: true })
  await first.report
  await sleep(PAINTING_MS)
  const before = residentMib(pid)
  const callers = startCallers({ ...base, logins: CALLERS, stay: true })
  await callers.report
  await sleep(PAINTING_MS)
  const growth = residentMib(pid) - before
  callers.end()
  first.end()
  return [{ measured: `memory per session, ${CALLERS} at the menu`, value: growth / CALLERS, unit: 'MiB' }]
}

const startCallers = (order: CallersOrder): { report: Promise<CallersReport>; end(): void } => {
  const callers = fork(new URL('ssh-load.js', import.meta.url))
  callers.send(order)
  const report = new Promise<CallersReport>((resolve, reject) => {
    callers.once('message', (message) => resolve(message as CallersReport))
    callers.once('exit', (code) => reject(new Error(`the callers ended with ${code}`)))
  })
  return { report, end: () => void callers.kill() }
}
