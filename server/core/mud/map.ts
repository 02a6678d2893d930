// A map with letters: the rooms of an area around one of them, with the ways between neighbours.

import { hasFlag, type MudObject, propText } from './mud-object.ts'
import { hasFound } from './points.ts'
import type { World } from './world.ts'

/** Rooms to each side. */
const REACH = { x: 5, y: 4 } as const

interface Place {
  readonly x: number
  readonly y: number
}

const placeOf = (room: MudObject): Place | null => {
  const { x, y } = room.props
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : null
}

/** Rows of text; null when the room has no place on a map. */
export const drawMap = (world: World, room: MudObject, body: MudObject): readonly string[] | null => {
  const centre = placeOf(room)
  if (centre === null) return null
  const columns = 2 * REACH.x + 1
  const rows = Array.from({ length: 4 * REACH.y + 1 }, () => Array.from({ length: columns * 4 - 1 }, () => ' '))
  const put = (x: number, y: number, text: string): void => {
    for (const [at, letter] of [...text].entries()) {
      const row = rows[y]
      if (row !== undefined && x + at >= 0 && x + at < row.length) row[x + at] = letter
    }
  }
  for (const each of roomsAround(world, room, centre)) {
    const at = placeOf(each) ?? centre
    const [column, line] = [(at.x - centre.x + REACH.x) * 4, (at.y - centre.y + REACH.y) * 2]
    put(column, line, each.id === room.id ? '[*]' : hasFound(body, each.seed?.key ?? '') ? '[o]' : '[ ]')
    for (const exit of world.exitsOf(each.id)) {
      const there = placeOf(world.get(exit.target) ?? each)
      if (there === null || hasFlag(exit, 'hidden')) continue
      if (there.x === at.x + 1 && there.y === at.y) put(column + 3, line, '-')
      if (there.x === at.x && there.y === at.y + 1) put(column + 1, line + 1, '|')
    }
  }
  return trimmed(rows.map((row) => row.join('').trimEnd()))
}

const roomsAround = (world: World, room: MudObject, centre: Place): readonly MudObject[] =>
  world.roomsOf(propText(room, 'area')).filter((each) => {
    const at = placeOf(each)
    return at !== null && Math.abs(at.x - centre.x) <= REACH.x && Math.abs(at.y - centre.y) <= REACH.y
  })

const trimmed = (rows: readonly string[]): readonly string[] => {
  const used = rows.flatMap((row, at) => (row === '' ? [] : [at]))
  const kept = rows.slice(used[0] ?? 0, (used.at(-1) ?? 0) + 1)
  const indent = Math.min(...kept.filter((row) => row !== '').map((row) => row.length - row.trimStart().length))
  return kept.map((row) => row.slice(indent))
}
