// What somebody in the MUD reads: a text of the catalogue with its values, drawn by each face in the language of the
// one who reads it.

import type { Local } from './mud-object.ts'

/** A list is joined as the language joins lists: "a lamp, a rope and a key". */
export type MudValue = string | number | Local | readonly (string | Local)[]

/** How a face may set it apart. `said` is speech, `asked` a question that waits for an answer, `map` a drawing
 *  that faces without drawing leave out, `verbatim` keeps its rows as they are. */
export type Tone = 'plain' | 'title' | 'prose' | 'list' | 'said' | 'dim' | 'wrong' | 'asked' | 'map' | 'verbatim'

export interface MudLine {
  /** A key of the catalogue `mud`, or '' for the bare `text`. */
  readonly key: string
  readonly values: Readonly<Record<string, MudValue>>
  readonly tone: Tone
  /** Said by a body, here or on the wire: for clients that keep talk apart (GMCP Comm.Channel.Text). */
  readonly talk?: { readonly channel: string; readonly talker: string }
}

export const line = (key: string, values: MudLine['values'] = {}, tone: Tone = 'plain'): MudLine => ({
  key,
  values,
  tone,
})

/** A text of the world itself. */
export const prose = (text: Local, tone: Tone = 'prose'): MudLine => ({ key: '', values: { text }, tone })
