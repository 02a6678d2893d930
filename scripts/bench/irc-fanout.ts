// Fan-out through the IRC gateway: the real daemon, and a load generator in a process of its own (irc-load.ts).

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Daemon, freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'
import type { LoadOrder, LoadReport } from './irc-load.ts'
import { cpuSeconds } from './machine.ts'

export const ircFanout: Bench = {
  name: 'irc-fanout',
  what: 'deliveries of 64-octet channel lines through the IRC gateway, 4 senders, every line kept on disk',
  run: async (context) => {
    const rows: Row[] = []
    for (const members of [100, 1000]) {
      for (const window of [32, 1]) rows.push(...(await measure(context, members, window)))
    }
    return rows
  },
}

const measure = async ({ folder, say }: BenchContext, members: number, window: number): Promise<Row[]> => {
  say(`${members} members, window ${window}`)
  const [port = 0] = await freePorts(1)
  const stateFolder = join(folder, `${members}-${window}`)
  const daemon = startDaemon({ stateFolder, settings: { IRC_PORT: String(port), LIMITS_THROTTLE: 'false' } })
  try {
    await daemon.ready
    const { report, cpu } = await load(daemon, { port, members, senders: 4, window, seconds: 5 })
    const what = `${members} members, window ${window}`
    const millions = report.deliveries / 1e6
    return [
      { measured: what, value: report.deliveries / report.seconds, unit: 'deliveries/s' },
      { measured: `${what}: lines kept`, value: report.lines / report.seconds, unit: 'lines/s' },
      { measured: `${what}: latency p50`, value: percentile(report.latencies, 0.5), unit: 'ms' },
      { measured: `${what}: latency p99`, value: percentile(report.latencies, 0.99), unit: 'ms' },
      { measured: `${what}: server's processor`, value: cpu / millions, unit: 's/million deliveries' },
      { measured: `${what}: server's share of a core`, value: (100 * cpu) / report.seconds, unit: '%' },
      { measured: `${what}: generator's share of a core`, value: (100 * report.ownCpu) / report.seconds, unit: '%' },
    ]
  } finally {
    await daemon.end('SIGKILL')
  }
}

const load = async (daemon: Daemon, order: LoadOrder): Promise<{ report: LoadReport; cpu: number }> => {
  const generator = fork(new URL('irc-load.js', import.meta.url))
  const { pid = 0 } = daemon.child
  let before = 0
  generator.on('message', (message) => {
    if (message === 'joined') before = cpuSeconds(pid)
  })
  generator.send(order)
  const report = await new Promise<LoadReport>((resolve, reject) => {
    generator.on('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    generator.on('message', (message) => {
      if (typeof message === 'object') resolve(message as LoadReport)
    })
  })
  const cpu = cpuSeconds(pid) - before
  generator.disconnect()
  await once(generator, 'exit')
  return { report, cpu }
}
