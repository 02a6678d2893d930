// The callers of the bench `terminal`: a process of its own. It obeys one order after the other and answers each.

import { setTimeout as sleep } from 'node:timers/promises'
import type ssh2 from 'ssh2'
import { logIn } from '../../server/testing/ssh-caller.ts'

interface Door {
  readonly port: number
  readonly name: string
  /** PEM. */
  readonly key: string
}

export type TerminalOrder =
  /** So many callers come; those who do not stay hang up once the first screen is there. */
  | (Door & { readonly order: 'come'; readonly callers: number; readonly atOnce: number; readonly stay: boolean })
  /** So many of those who stay press a key now and then, for so long. */
  | { readonly order: 'type'; readonly callers: number; readonly seconds: number; readonly pauseMs: number }

export interface TerminalReport {
  readonly seconds: number
  /** Milliseconds from each key to the first octets that answer it. */
  readonly waits: readonly number[]
}

interface Caller {
  readonly client: ssh2.Client
  readonly channel: ssh2.ClientChannel
}

const staying: Caller[] = []

const openShell = (client: ssh2.Client): Promise<ssh2.ClientChannel> =>
  new Promise((resolve, reject) => {
    client.shell({ cols: 80, rows: 24, term: 'xterm-256color' }, (error, channel) => {
      if (error !== undefined) return reject(error)
      channel.resume()
      channel.once('data', () => resolve(channel))
    })
  })

const call = async ({ port, name, key, stay }: Door & { readonly stay: boolean }): Promise<void> => {
  const client = await logIn({ port, username: name, privateKey: key })
  const channel = await openShell(client)
  if (stay) {
    staying.push({ client, channel })
    return
  }
  await new Promise<void>((resolve) => {
    client.once('close', () => resolve())
    client.end()
  })
}

const come = async (order: Extract<TerminalOrder, { order: 'come' }>): Promise<void> => {
  let begun = 0
  const one = async (): Promise<void> => {
    while (begun < order.callers) {
      begun += 1
      await call(order)
    }
  }
  await Promise.all(Array.from({ length: order.atOnce }, one))
}

const KEYS = ['\u001b[B', '\u001b[A'] as const

const typeOne = async ({ channel }: Caller, until: number, pauseMs: number, waits: number[]): Promise<void> => {
  await sleep(Math.random() * pauseMs)
  for (let at = 0; performance.now() < until; at += 1) {
    const pressed = performance.now()
    const answered = new Promise<void>((resolve) => channel.once('data', () => resolve()))
    channel.write(KEYS[at % 2] ?? KEYS[0])
    await answered
    waits.push(performance.now() - pressed)
    await sleep(pauseMs)
  }
}

const obey = async (order: TerminalOrder): Promise<TerminalReport> => {
  const started = performance.now()
  const waits: number[] = []
  if (order.order === 'come') await come(order)
  else {
    const until = started + order.seconds * 1000
    await Promise.all(staying.slice(0, order.callers).map((one) => typeOne(one, until, order.pauseMs, waits)))
  }
  return { seconds: (performance.now() - started) / 1000, waits }
}

process.on('message', (order) => {
  obey(order as TerminalOrder).then((report) => process.send?.(report))
})
process.once('disconnect', () => process.exit(0))
