// A map of rooms as rows of text: a box for each room, lines where neighbours are joined, the reader in the middle. Pure.

import type { RoomView } from '../../core/mud/mud-calls.ts'
import type { MudId } from '../../core/mud/mud-object.ts'
import { type Line, styled } from '../widgets/lines.ts'
import type { Style } from '../widgets/styles.ts'

/** Cells from one room to the next. */
const PITCH = { x: 4, y: 2 }

type Cell = { readonly character: string; readonly style: Style }

/** Null when the room the reader is in has no place on it. */
export const drawMap = (
  rooms: readonly RoomView[],
  here: MudId,
  size: { readonly columns: number; readonly rows: number },
): readonly Line[] | null => {
  const own = rooms.find(({ id }) => id === here)
  if (own === undefined || own.x === null || own.y === null) return null
  const cells: Cell[][] = Array.from({ length: size.rows }, () =>
    Array.from({ length: size.columns }, () => ({ character: ' ', style: 'text' as const })),
  )
  const middle = { x: Math.floor(size.columns / 2), y: Math.floor(size.rows / 2) }
  const put = (x: number, y: number, character: string, style: Style): void => {
    const row = cells[y]
    if (row?.[x] !== undefined) row[x] = { character, style }
  }
  const placed = new Map(rooms.map((room) => [room.id, room]))
  for (const room of rooms) {
    if (room.x === null || room.y === null) continue
    const x = middle.x + (room.x - own.x) * PITCH.x
    const y = middle.y + (room.y - own.y) * PITCH.y
    const style: Style = room.id === here ? 'hotkey' : 'rule'
    put(x - 1, y, '[', style)
    put(x, y, markOf(room, here), room.id === here ? 'hotkey' : 'accent')
    put(x + 1, y, ']', style)
    for (const exit of room.exits) join(room, placed.get(exit.to), { x, y }, put)
  }
  return cells.map((row) => row.map(({ character, style }) => styled(style, character)))
}

/** You; a channel; a board. */
const markOf = (room: RoomView, here: MudId): string => {
  if (room.id === here) return '@'
  if (room.channel !== null) return '#'
  return room.board === null ? ' ' : '='
}

/** Draws the way between two rooms beside each other. */
const join = (
  from: RoomView,
  to: RoomView | undefined,
  { x, y }: { readonly x: number; readonly y: number },
  put: (x: number, y: number, character: string, style: Style) => void,
): void => {
  if (to === undefined || to.x === null || to.y === null || from.x === null || from.y === null) return
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  if (Math.abs(dx) > 1 || Math.abs(dy) > 1 || (dx === 0 && dy === 0)) return
  const character = dx === 0 ? '│' : dy === 0 ? '─' : dx === dy ? '\\' : '/'
  put(x + dx * (PITCH.x / 2), y + dy * (PITCH.y / 2), character, 'rule')
}
