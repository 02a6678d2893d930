// A news server that says what a test tells it to, for answers that a sound one would not give.

import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export interface ScriptedPeer {
  readonly port: number
  /** Every line that was sent to it, articles too. */
  readonly heard: readonly string[]
  /** How often somebody connected. */
  readonly connections: () => number
  close(): Promise<void>
}

/**
 * @param answer what to say to a line; null says nothing, `hang up` ends the connection. The dot behind an article is a
 *   line too. Lines of an article are heard and not answered.
 */
export const openScriptedPeer = async (
  answer: (line: string, heard: readonly string[]) => string | null,
  greeting = '200 scripted',
): Promise<ScriptedPeer> => {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    let rest = ''
    let isInArticle = false
    socket.setEncoding('latin1')
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.write(`${greeting}\r\n`)
    socket.on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        heard.push(line)
        if (isInArticle && line !== '.') continue
        isInArticle = /^TAKETHIS/.test(line)
        const said = isInArticle ? null : answer(line, heard)
        if (said === 'hang up') socket.destroy()
        else if (said !== null) socket.write(`${said}\r\n`)
        isInArticle ||= said !== null && /^3[34]/.test(said)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
