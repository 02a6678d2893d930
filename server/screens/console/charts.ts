// Small charts of characters. Pure.

import { textWidth } from '../../wire/text/width.ts'
import { type Line, setText, styled } from '../widgets/lines.ts'

const STEPS = { blocks: '▁▂▃▄▅▆▇█', ascii: '.:-=+*#@' } as const

/** One character for each value, by its share of the greatest; a blank for none. */
export const sparkline = (values: readonly number[], steps: keyof typeof STEPS): string => {
  const most = Math.max(1, ...values)
  const marks = STEPS[steps]
  return values
    .map((value) =>
      value <= 0 ? ' ' : (marks[Math.min(marks.length - 1, Math.floor((value / most) * marks.length))] ?? ''),
    )
    .join('')
}

export interface Bar {
  readonly label: string
  readonly value: number
  /** How the value is written. */
  readonly shown: string
}

/** A line for each: its label, a bar by its share of the greatest, the value. */
export const barLines = (bars: readonly Bar[], columns: number): readonly Line[] => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const labels = Math.max(0, ...bars.map(({ label }) => textWidth(label)))
  const figures = Math.max(0, ...bars.map(({ shown }) => textWidth(shown)))
  const room = Math.max(4, Math.min(60, columns - labels - figures - 2))
  return bars.map(({ label, value, shown }) => {
    const filled = value <= 0 ? 0 : Math.max(1, Math.round((value / most) * room))
    return [
      styled('dim', `${setText(label, labels)} `),
      styled('accent', '█'.repeat(filled)),
      styled('rule', '·'.repeat(room - filled)),
      styled(value > 0 ? 'text' : 'dim', ` ${setText(shown, figures, 'right')}`),
    ]
  })
}
