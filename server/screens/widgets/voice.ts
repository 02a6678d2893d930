// What a widget is when it is not drawn but told: the model behind it, for line mode (lines/). A widget that has no
// voice is ornament and is left out there.

import type { Line } from './lines.ts'

/** False: it means nothing here. A promise: further lines wait until it is settled. */
export type Answered = boolean | Promise<void>

/** Something to read. */
export interface TextVoice {
  readonly kind: 'text'
  /** Wrapped for this many columns. */
  lines(columns: number): readonly Line[]
  /** Told when the screen comes up and not again, however often it changes. */
  readonly isPassing?: boolean
}

/** Rows to choose from, by number or by a letter of their own. */
export interface ListVoice {
  readonly kind: 'list'
  readonly rows: readonly ToldRow[]
  /** What is said when there are no rows. */
  readonly empty: string
  /** Fetches the rows behind the last one; false when there are none. */
  more(): Promise<boolean>
}

export interface ToldRow {
  /** '' when it is chosen by its number. */
  readonly hotkey: string
  readonly text: string
  /** Makes it the chosen row, as the arrows do. */
  select(): void
  /** As Enter on it; false when that means nothing here. */
  choose(): Answered
}

/** Questions and answers: whoever is here types whole lines. */
export interface TalkVoice {
  readonly kind: 'talk'
  /** Words before the line being typed; '' for none. */
  prompt(): string
  /** What is typed is a secret. */
  readonly isMasked?: boolean
  /** What came since this was last asked for. Taking it is seeing it. */
  takeNews(): readonly string[]
  answer(line: string): Answered
  /** `/help` and `/cancel` are answers too, and not for whoever listens in between. */
  readonly ownsCommands?: boolean
}

export type Voice = TextVoice | ListVoice | TalkVoice
