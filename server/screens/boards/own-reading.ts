// Whether something that was read concerns the caller: the same account may sit at several screens.

import type { ReadingChanged } from '../../core/boards/board-events.ts'
import type { ScreenContext } from '../screen.ts'

/** @param board only this one; without it any */
export const isOwnReading = (event: ReadingChanged, { me }: Pick<ScreenContext, 'me'>, board?: string): boolean =>
  event.account === me.accountName && (board === undefined || event.boards.includes(board))
