// The line to the house: one WebSocket at a time, connected again by itself when it drops, with the caller that was
// left behind. Knows frames and time-outs, nothing of terminals.

import { BEAT_SECONDS, type BrowserFrame, LANGUAGE_UNITS, parseDaemonFrame } from '../../shared/frames.ts'
import { backoff } from './backoff.ts'
import { resumeToken } from './keepsake.ts'

export type LineState =
  | { readonly state: 'connecting' }
  /** `resumed`: the caller of before; otherwise the screen starts afresh. */
  | { readonly state: 'connected'; readonly resumed: boolean }
  /** The line dropped; the next try is at `retryAt` (milliseconds since 1970). */
  | { readonly state: 'dropped'; readonly retryAt: number }
  /** Over until somebody asks to connect again. */
  | { readonly state: 'over'; readonly reason: string }

export interface LineOptions {
  readonly size: () => { readonly columns: number; readonly rows: number }
  /** Whether a screen reader reads along. */
  readonly reads: () => boolean
  /** The screens are given in lines from now on, or drawn. */
  readonly onShown: (inLines: boolean) => void
  readonly onOutput: (octets: Uint8Array) => void
  readonly onState: (state: LineState) => void
}

const SILENCE_MS = BEAT_SECONDS * 2500
/** The close code of the daemon for a line that another tab took over. */
const REPLACED = 4001

export class Line {
  readonly #options: LineOptions
  #socket: WebSocket | null = null
  #isWelcome = false
  #attempt = 0
  #timer: number | undefined
  #silence: number | undefined
  #bye: string | null = null

  constructor(options: LineOptions) {
    this.#options = options
    window.addEventListener('online', () => this.#hurry())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#hurry()
    })
  }

  /** Connects; also after it was over. */
  connect(): void {
    window.clearTimeout(this.#timer)
    this.#bye = null
    this.#isWelcome = false
    this.#options.onState({ state: 'connecting' })
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    const socket = new WebSocket(`${scheme}://${window.location.host}/terminal`)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    socket.addEventListener('open', () => {
      const token = resumeToken.get()
      const language = navigator.languages.join(',').slice(0, LANGUAGE_UNITS)
      const resume = token === null ? {} : { resume: token }
      const reader = this.#options.reads()
      this.#sendOn(socket, { type: 'hello', ...this.#options.size(), ...resume, language, reader })
    })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (socket === this.#socket) this.#hear(data)
    })
    socket.addEventListener('close', ({ code }) => {
      if (socket === this.#socket) this.#closed(code)
    })
    this.#listenForSilence()
  }

  /** Dropped silently while there is no line: what is typed then is lost, as the dimmed screen shows. */
  send(frame: BrowserFrame): void {
    if (this.#socket !== null && this.#isWelcome) this.#sendOn(this.#socket, frame)
  }

  #sendOn(socket: WebSocket, frame: BrowserFrame): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  #hear(data: unknown): void {
    this.#listenForSilence()
    if (data instanceof ArrayBuffer) {
      this.#options.onOutput(new Uint8Array(data))
      return
    }
    const frame = typeof data === 'string' ? parseDaemonFrame(data) : null
    if (frame === null) return
    if (frame.type === 'welcome') {
      resumeToken.set(frame.resumeToken)
      this.#attempt = 0
      this.#isWelcome = true
      this.#options.onState({ state: 'connected', resumed: frame.resumed })
    } else if (frame.type === 'shown') {
      this.#options.onShown(frame.inLines)
    } else if (frame.type === 'bye') {
      resumeToken.set(null)
      this.#bye = frame.reason
    }
  }

  #closed(code: number): void {
    window.clearTimeout(this.#silence)
    this.#socket = null
    this.#isWelcome = false
    const reason = this.#bye ?? (code === REPLACED ? 'You went on in another tab.' : null)
    if (reason !== null) {
      this.#options.onState({ state: 'over', reason })
      return
    }
    const wait = backoff(this.#attempt, Math.random())
    this.#attempt += 1
    this.#options.onState({ state: 'dropped', retryAt: Date.now() + wait })
    this.#timer = window.setTimeout(() => this.connect(), wait)
  }

  // A line that died without a word (a tunnel, a sleeping router) closes only after minutes. The daemon speaks every
  // BEAT_SECONDS, so silence tells.
  #listenForSilence(): void {
    window.clearTimeout(this.#silence)
    this.#silence = window.setTimeout(() => {
      const socket = this.#socket
      if (socket === null) return
      this.#closed(1006)
      socket.close()
    }, SILENCE_MS)
  }

  /** There is a network again, or somebody looks: do not wait for the timer. */
  #hurry(): void {
    if (this.#socket !== null || this.#bye !== null || this.#attempt === 0) return
    this.connect()
  }
}
