// A caller in a browser tab for tests, without the browser: the WebSocket and its frames, nothing drawn.

import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type DaemonFrame, parseDaemonFrame } from '../../shared/frames.ts'
import { stripEscapes } from './ssh-caller.ts'

export interface BrowserCallerOptions {
  readonly port: number
  readonly resume?: string
  readonly columns?: number
  readonly rows?: number
  /** The page's own by default. */
  readonly origin?: string | null
}

export interface BrowserCaller {
  readonly socket: WebSocket
  /** Terminal output so far, without escape sequences. */
  text(): string
  /** Control frames so far. */
  frames(): readonly DaemonFrame[]
  type(text: string): void
  resize(columns: number, rows: number): void
  send(text: string): void
  /** Waits for output not yet matched by an earlier `expect`. @throws Error with what came instead */
  expect(expected: string, milliseconds?: number): Promise<void>
  /** The welcome frame. */
  welcome(): Promise<Extract<DaemonFrame, { type: 'welcome' }>>
  /** Resolves with the close code. */
  readonly closed: Promise<number>
}

/** @throws Error `Unexpected server response: STATUS` when it is refused */
export const openSocket = async ({ port, origin }: BrowserCallerOptions): Promise<WebSocket> => {
  const options = origin === null ? {} : { origin: origin ?? `http://127.0.0.1:${port}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/terminal`, { perMessageDeflate: false, ...options })
  await once(socket, 'open')
  socket.on('error', () => {})
  return socket
}

/** Opens the socket and says hello. */
export const callFromBrowser = async (options: BrowserCallerOptions): Promise<BrowserCaller> => {
  const socket = await openSocket(options)
  let received = ''
  let seen = 0
  const frames: DaemonFrame[] = []
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) received += data.toString('utf8')
    else frames.push(parseDaemonFrame(data.toString('utf8')) ?? { type: 'bye', reason: `not a frame: ${data}` })
  })
  const closed = once(socket, 'close').then(([code]) => Number(code))
  const text = (): string => stripEscapes(received)
  const send = (frame: object): void => socket.send(JSON.stringify(frame))
  const { columns = 80, rows = 24, resume } = options
  send({ type: 'hello', columns, rows, ...(resume === undefined ? {} : { resume }) })
  return {
    ...{ socket, closed, text },
    frames: () => frames,
    type: (typed) => send({ type: 'input', text: typed }),
    resize: (width, height) => send({ type: 'resize', columns: width, rows: height }),
    send: (raw) => socket.send(raw),
    expect: (expected, milliseconds = 10_000) =>
      until(milliseconds, () => {
        const at = text().indexOf(expected, seen)
        if (at < 0) return `${expected} never came; instead:\n${text().slice(seen).slice(-4000)}`
        seen = at + expected.length
        return null
      }),
    welcome: async () => {
      const find = () => frames.find((frame) => frame.type === 'welcome')
      await until(10_000, () => (find() === undefined ? 'no welcome came' : null))
      const welcome = find()
      if (welcome?.type !== 'welcome') throw new Error('no welcome came')
      return welcome
    },
  }
}

const until = async (milliseconds: number, complaint: () => string | null): Promise<void> => {
  const deadline = performance.now() + milliseconds
  for (;;) {
    const wrong = complaint()
    if (wrong === null) return
    if (performance.now() > deadline) throw new Error(wrong)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
