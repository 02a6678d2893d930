// What the browser terminal and the daemon say to each other over one WebSocket. Binary frames are terminal output
// (UTF-8); everything else is a small JSON object in a text frame. Parsers give null for what they do not know.

/** The sizes a terminal may claim, in character cells. Screens are drawn for at least the smallest. */
const COLUMNS = { least: 20, most: 500 } as const
const ROWS = { least: 6, most: 300 } as const
/** The longest input frame, in UTF-16 units; the browser cuts a longer paste into several. */
export const INPUT_UNITS = 8192
/** The longest list of languages, in UTF-16 units. */
export const LANGUAGE_UNITS = 200
const RESUME_TOKEN = /^[A-Za-z0-9_-]{16,64}$/

/** The first frame. `resume` asks for the caller that a dropped connection left behind. */
export interface HelloFrame {
  readonly type: 'hello'
  readonly columns: number
  readonly rows: number
  readonly resume?: string
  /** The languages that the browser's owner reads, best first, with commas. */
  readonly language?: string
  /** A screen reader reads along: lines in place of drawn screens. */
  readonly reader?: boolean
}

/** A screen reader reads along from now on, or no longer. */
export interface ReaderFrame {
  readonly type: 'reader'
  readonly on: boolean
}

/** What was typed or pasted. */
export interface InputFrame {
  readonly type: 'input'
  readonly text: string
}

export interface ResizeFrame {
  readonly type: 'resize'
  readonly columns: number
  readonly rows: number
}

export type BrowserFrame = HelloFrame | InputFrame | ResizeFrame | ReaderFrame

/** The caller is connected; `resumed` tells whether it is the one that was asked for. Keep the token for this tab. */
export interface WelcomeFrame {
  readonly type: 'welcome'
  readonly resumeToken: string
  readonly resumed: boolean
}

/** The visit is over: do not connect again unasked. */
export interface ByeFrame {
  readonly type: 'bye'
  readonly reason: string
}

/** Sent every BEAT_SECONDS, so that a browser notices a line that died without a word. */
export interface BeatFrame {
  readonly type: 'beat'
}

/** How the screens are given from now on: drawn, or told in lines (which xterm.js reads out by itself). */
export interface ShownFrame {
  readonly type: 'shown'
  readonly inLines: boolean
}

export type DaemonFrame = WelcomeFrame | ByeFrame | BeatFrame | ShownFrame

export const BEAT_SECONDS = 20

/** What a browser may say. Null for anything malformed. */
export const parseBrowserFrame = (text: string): BrowserFrame | null => {
  const fields = parseObject(text)
  if (fields === null) return null
  const { type, columns, rows, text: typed, on } = fields
  switch (type) {
    case 'input':
      return typeof typed === 'string' && typed.length <= INPUT_UNITS ? { type, text: typed } : null
    case 'resize':
      return isWithin(columns, COLUMNS) && isWithin(rows, ROWS) ? { type, columns, rows } : null
    case 'hello':
      if (!isWithin(columns, COLUMNS) || !isWithin(rows, ROWS)) return null
      return hello({ type, columns, rows }, fields)
    case 'reader':
      return typeof on === 'boolean' ? { type, on } : null
    default:
      return null
  }
}

const hello = (frame: HelloFrame, { resume, language, reader }: Fields): HelloFrame | null => {
  if (resume !== undefined && (typeof resume !== 'string' || !RESUME_TOKEN.test(resume))) return null
  if (language !== undefined && (typeof language !== 'string' || language.length > LANGUAGE_UNITS)) return null
  if (reader !== undefined && typeof reader !== 'boolean') return null
  return {
    ...frame,
    ...(resume === undefined ? {} : { resume }),
    ...(language === undefined ? {} : { language }),
    ...(reader === undefined ? {} : { reader }),
  }
}

/** What the daemon says. Null for anything malformed. */
export const parseDaemonFrame = (text: string): DaemonFrame | null => {
  const fields = parseObject(text)
  if (fields === null) return null
  const { type, resumeToken, resumed, reason, inLines } = fields
  switch (type) {
    case 'welcome':
      if (typeof resumeToken !== 'string' || !RESUME_TOKEN.test(resumeToken)) return null
      return typeof resumed === 'boolean' ? { type, resumeToken, resumed } : null
    case 'bye':
      return typeof reason === 'string' ? { type, reason } : null
    case 'beat':
      return { type }
    case 'shown':
      return typeof inLines === 'boolean' ? { type, inLines } : null
    default:
      return null
  }
}

/** A size that both sides accept, whatever was measured or claimed. */
export const clampSize = (size: { columns: number; rows: number }): { columns: number; rows: number } => ({
  columns: clamp(size.columns, COLUMNS),
  rows: clamp(size.rows, ROWS),
})

interface Fields {
  readonly type?: unknown
  readonly columns?: unknown
  readonly rows?: unknown
  readonly resume?: unknown
  readonly language?: unknown
  readonly text?: unknown
  readonly resumeToken?: unknown
  readonly resumed?: unknown
  readonly reason?: unknown
  readonly reader?: unknown
  readonly on?: unknown
  readonly inLines?: unknown
}

interface Bounds {
  readonly least: number
  readonly most: number
}

const parseObject = (text: string): Fields | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const isWithin = (value: unknown, { least, most }: Bounds): value is number =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most

const clamp = (value: number, { least, most }: Bounds): number =>
  Number.isFinite(value) ? Math.min(most, Math.max(least, Math.trunc(value))) : least
