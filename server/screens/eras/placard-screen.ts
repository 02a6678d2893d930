// One placard or more of one year, to read; a key goes on to what they hang beside.

import type { KeyRow, ScreenFactory } from '../screen.ts'
import { TextPane } from '../widgets/text-pane.ts'
import type { Era, Placard } from './era.ts'
import { eraLines } from './placard-layout.ts'

export interface PlacardOptions {
  readonly era: Era
  readonly placards: readonly Placard[]
  /** Text key of what the key that goes on is called. */
  readonly word: string
  /** What comes when it has been read; the placard is down by then. */
  readonly go: () => Promise<void>
  readonly more?: () => readonly KeyRow[]
}

export const placardScreen =
  ({ era, placards, word, go, more }: PlacardOptions): ScreenFactory =>
  (context) => {
    context.pane.add(new TextPane((columns) => eraLines(context, era, placards, columns), 2), {
      left: 0,
      right: 0,
      top: 1,
      bottom: 0,
    })
    const onward = (): Promise<void> => {
      context.back()
      return go()
    }
    return {
      get title() {
        return era.year === null ? context.era.say(era.name) : `${era.year} · ${context.era.say(era.name)}`
      },
      help: 'eras.placard.help',
      keys: () => [{ on: ['enter'], label: word, run: onward }, ...(more?.() ?? [])],
    }
  }
