// A caller in a browser tab for tests, without the browser: the WebSocket and its frames, nothing drawn.

import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type DaemonFrame, parseDaemonFrame } from '../../shared/frames.ts'
import { Received, until } from './received.ts'

export interface BrowserCallerOptions {
  readonly port: number
  readonly resume?: string
  /** A screen reader reads along. */
  readonly reader?: boolean
  readonly columns?: number
  readonly rows?: number
  /** The page's own by default. */
  readonly origin?: string | null
}

export interface BrowserCaller {
  readonly socket: WebSocket
  readonly received: Received
  /** Control frames so far. */
  frames(): readonly DaemonFrame[]
  type(text: string): void
  resize(columns: number, rows: number): void
  send(text: string): void
  /** Waits for new words. */
  expect(expected: string, milliseconds?: number): Promise<void>
  /** Waits until the screen shows it. */
  see(expected: string, milliseconds?: number): Promise<void>
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
  const { columns = 80, rows = 24, resume, reader } = options
  const received = new Received({ columns, rows })
  const frames: DaemonFrame[] = []
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) received.feed(data)
    else frames.push(parseDaemonFrame(data.toString('utf8')) ?? { type: 'bye', reason: `not a frame: ${data}` })
  })
  const closed = once(socket, 'close').then(([code]) => Number(code))
  const send = (frame: object): void => socket.send(JSON.stringify(frame))
  send({ type: 'hello', columns, rows, reader, ...(resume === undefined ? {} : { resume }) })
  return {
    ...{ socket, closed, received },
    frames: () => frames,
    type: (typed) => send({ type: 'input', text: typed }),
    resize: (width, height) => {
      received.terminal.resize(width, height)
      send({ type: 'resize', columns: width, rows: height })
    },
    send: (raw) => socket.send(raw),
    expect: (expected, milliseconds) => received.expect(expected, milliseconds),
    see: (expected, milliseconds) => received.see(expected, milliseconds),
    welcome: async () => {
      const find = () => frames.find((frame) => frame.type === 'welcome')
      await until(10_000, () => (find() === undefined ? 'no welcome came' : null))
      const welcome = find()
      if (welcome?.type !== 'welcome') throw new Error('no welcome came')
      return welcome
    },
  }
}
