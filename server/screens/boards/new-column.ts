// The column that says how many articles of a row are new.

import type { ScreenContext } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import type { Column } from '../widgets/list.ts'

/** Dim where the caller does not follow the board. */
export const newColumn = <Row extends { readonly unread: number | null; readonly isSubscribed?: boolean }>({
  text,
}: Pick<ScreenContext, 'text'>): Column<Row> => ({
  head: text('boards.column.new'),
  width: 5,
  align: 'right',
  cell: ({ unread, isSubscribed }) => {
    if (unread === null || unread === 0) return ''
    return styled(isSubscribed === false ? 'dim' : 'fresh', text('boards.number', { value: unread }))
  },
})
