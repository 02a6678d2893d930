// Clients that write as fast as they are answered and remember what they saw: IRC connections (echo-message) in one
// channel, and one that posts articles and makes accounts over the console. Texts are unique, so a line kept twice shows.

import { connect } from 'node:net'
import type { Connection } from '../../../scripts/connect.ts'
import type { Ledger } from './ledger.ts'

export const CHANNEL = '#lobby'

export interface Writer {
  /** Resolves when the connection is gone and everything that had arrived on it has been read. */
  readonly gone: Promise<unknown>
}

/**
 * Joins the channel and keeps `window` lines under way. Every channel line it receives, its own echo or another's,
 * goes into the ledger.
 */
export const startIrcWriter = (port: number, name: string, window: number, ledger: Ledger): Writer => {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  let number = 0
  const write = (): void => {
    number += 1
    socket.write(`PRIVMSG ${CHANNEL} :${name} line ${number} ${'.'.repeat(number % 100)}\r\n`)
  }
  const hear = (line: string): void => {
    if (line.startsWith('PING')) socket.write(line.replace('PING', 'PONG').concat('\r\n'))
    if (/^(@\S+ )?:\S+ 001 /.test(line)) socket.write(`JOIN ${CHANNEL}\r\n`)
    if (/^(@\S+ )?:\S+ 366 /.test(line)) for (let each = 0; each < window; each += 1) write()
    const said = /^@(\S+) :(\S+)!\S+ PRIVMSG #lobby :(.*)$/.exec(line)
    const msgid = /(?:^|;)msgid=([^;]+)/.exec(said?.[1] ?? '')?.[1]
    if (said === null || msgid === undefined) return
    ledger.lines.set(msgid, said[3] ?? '')
    if (said[2] === name) write()
  }
  let rest = ''
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop() ?? ''
    lines.forEach(hear)
  })
  socket.write(
    `CAP REQ :message-tags echo-message server-time\r\nNICK ${name}\r\nUSER ${name} 0 * :writer\r\nCAP END\r\n`,
  )
  return { gone: new Promise<void>((resolve) => socket.once('close', () => resolve())) }
}

/** Posts articles one after the other, each starting a thread, and makes an account now and then. */
export const startConsoleWriter = (connection: Connection, board: string, name: string, ledger: Ledger): Writer => {
  const { core, session } = connection
  const work = async (): Promise<void> => {
    const author = await core.sessions.open({ face: 'console', address: '', secure: true })
    await core.accounts.add({ session, name, password: 'a long password' })
    ledger.accounts.add(name)
    await core.accounts.signIn({ session: author, name, password: 'a long password' })
    for (let number = 1; ; number += 1) {
      const subject = `${name} article ${number}`
      const text = 'It was a dark and stormy night.\n'.repeat(1 + (number % 40))
      const { messageId } = await core.boards.post({ session: author, boards: [board], subject, text })
      ledger.articles.set(messageId, subject)
    }
  }
  return { gone: work().catch(() => {}) }
}
