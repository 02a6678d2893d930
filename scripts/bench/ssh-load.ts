// The callers of ssh-logins: a process of its own, so that their half of each handshake is not counted as the daemon's.

import type ssh2 from 'ssh2'
import { logIn } from '../../server/testing/ssh-caller.ts'

export interface CallersOrder {
  readonly port: number
  readonly name: string
  /** PEM; without it the password is used. */
  readonly key?: string
  readonly password?: string
  readonly logins: number
  readonly atOnce: number
  /** Open a shell and stay, instead of hanging up after the login. */
  readonly stay: boolean
}

export interface CallersReport {
  readonly seconds: number
}

const call = async ({ port, name, key, password, stay }: CallersOrder): Promise<void> => {
  const secret = key === undefined ? { password: password ?? '' } : { privateKey: key }
  const client = await logIn({ port, username: name, ...secret })
  if (stay) await openShell(client)
  else client.end()
}

const openShell = (client: ssh2.Client): Promise<void> =>
  new Promise((resolve, reject) => {
    client.shell({ cols: 80, rows: 24, term: 'xterm-256color' }, (error, channel) => {
      if (error !== undefined) return reject(error)
      channel.resume()
      channel.once('data', () => resolve())
    })
  })

const run = async (order: CallersOrder): Promise<CallersReport> => {
  const started = performance.now()
  let begun = 0
  const caller = async (): Promise<void> => {
    for (; begun < order.logins; ) {
      begun += 1
      await call(order)
    }
  }
  await Promise.all(Array.from({ length: order.atOnce }, caller))
  return { seconds: (performance.now() - started) / 1000 }
}

process.once('message', (order) => {
  run(order as CallersOrder).then((report) => process.send?.(report))
})
process.once('disconnect', () => process.exit(0))
