// Placards as lines: who, where and when in a column of their own, then the story, what is not agreed on, what there is
// to see here, and where it is all from.

import { wrapText } from '../../wire/text/wrap.ts'
import type { ScreenContext } from '../screen.ts'
import { type Line, setText, styled } from '../widgets/lines.ts'
import type { Style } from '../widgets/styles.ts'
import type { Era, Placard } from './era.ts'

/** Longer rows are hard to read. */
const READABLE = 76
const LABEL_COLUMNS = 9

export const eraLines = (
  context: ScreenContext,
  era: Era,
  placards: readonly Placard[],
  columns: number,
): readonly Line[] => {
  const width = Math.min(columns, READABLE)
  return placards.flatMap((placard, at): readonly Line[] => [
    ...(at === 0 ? [] : [[], [styled('rule', '─'.repeat(width))]]),
    ...placardLines(context, era, placard, width),
  ])
}

const placardLines = (
  { era: { say }, era: caller, text }: ScreenContext,
  era: Era,
  placard: Placard,
  width: number,
): readonly Line[] => {
  const words = say.bind(caller)
  const fact = (label: string, value: string, style: Style = 'text'): readonly Line[] =>
    labelled(text(`eras.placard.${label}`), value, width, style)
  const year = era.year === null ? '' : `${era.year}  `
  return [
    [styled('logo1', year), styled('title', words(placard.title))],
    [],
    ...fact('who', words(placard.who)),
    ...fact('where', words(placard.where)),
    ...fact('when', words(placard.when)),
    [],
    ...flowing(words(placard.text))
      .flatMap((row) => wrapText(row, width))
      .map((row): Line => [row]),
    [],
    ...(placard.doubt === null ? [] : fact('doubt', words(placard.doubt), 'warning')),
    ...fact('see', words(placard.see), 'good'),
    ...fact('source', words(placard.source), 'dim'),
  ]
}

/** Lines of a paragraph run on, whatever width they were written for. */
const flowing = (words: string): readonly string[] =>
  words
    .trim()
    .replace(/(\S)\n(?=\S)/g, '$1 ')
    .split('\n')

const labelled = (label: string, value: string, width: number, style: Style): readonly Line[] =>
  wrapText(value, Math.max(8, width - LABEL_COLUMNS)).map(
    (row, at): Line => [styled('accent', setText(at === 0 ? label : '', LABEL_COLUMNS)), styled(style, row)],
  )
