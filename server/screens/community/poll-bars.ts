// The results of a poll as bars. Pure.

import type { PollView } from '../../core/community/community-calls.ts'
import { textWidth } from '../../wire/text/width.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import { type Line, setText, styled } from '../widgets/lines.ts'

const PERCENT_COLUMNS = 5

/** An answer on a line of its own, its bar below it with votes and percent. The caller's own choice is marked. */
export const pollBars = ({ options, chosen }: PollView, columns: number): readonly Line[] => {
  const all = options.reduce((sum, { votes }) => sum + votes, 0)
  const most = Math.max(1, ...options.map(({ votes }) => votes))
  const countColumns = textWidth(String(all)) + 1
  const room = Math.max(4, Math.min(60, columns - countColumns - PERCENT_COLUMNS - 4))
  return options.flatMap(({ text, votes }, index): Line[] => {
    const filled = votes === 0 ? 0 : Math.max(1, Math.round((votes / most) * room))
    const percent = all === 0 ? 0 : Math.round((votes / all) * 100)
    const isOwn = index === chosen
    return [
      ...wrapText(text, Math.max(8, columns - 4)).map(
        (row, at): Line => [
          styled(isOwn ? 'good' : 'text', at === 0 ? (isOwn ? ' ● ' : '   ') : '   '),
          styled(isOwn ? 'strong' : 'text', row),
        ],
      ),
      [
        '   ',
        styled(isOwn ? 'good' : 'accent', '█'.repeat(filled)),
        styled('rule', '░'.repeat(room - filled)),
        styled('text', setText(String(votes), countColumns, 'right')),
        styled('dim', setText(`${percent}%`, PERCENT_COLUMNS, 'right')),
      ],
    ]
  })
}
