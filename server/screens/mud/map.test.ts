// The map of rooms as text.

import { expect, test } from 'vitest'
import type { RoomView } from '../../core/mud/mud-calls.ts'
import type { MudId } from '../../core/mud/mud-object.ts'
import { lineText } from '../widgets/lines.ts'
import { drawMap } from './map.ts'

const room = (id: number, x: number | null, y: number | null, exits: readonly number[], channel = false): RoomView => ({
  ...{ id: id as MudId, name: { en: `room ${id}` }, area: 'museum', x, y, board: null, people: [], things: [] },
  exits: exits.map((to) => ({ name: { en: `to ${to}` }, to: to as MudId, toName: { en: `room ${to}` } })),
  ...{ channel: channel ? '#lobby' : null, isSeated: false },
})

const drawn = (rooms: readonly RoomView[], here: number): string[] | undefined =>
  drawMap(rooms, here as MudId, { columns: 11, rows: 5 })?.map((row) => lineText(row).trimEnd())

test('rooms beside each other are joined, and the reader is in the middle', () => {
  const rooms = [room(1, 0, 0, [2, 3, 4]), room(2, 1, 0, [1], true), room(3, 0, -1, [1]), room(4, 1, 1, [1])]
  expect(drawn(rooms, 1)).toEqual(['    [ ]', '     │', '    [@]─[#]', '       \\', '        [ ]'])
})

test('what lies further away than the pane reaches is left out', () => {
  expect(drawn([room(1, 0, 0, [2]), room(2, 9, 0, [1])], 1)).toEqual(['', '', '    [@]', '', ''])
})

test('a room without a place has no map', () => {
  expect(drawn([room(1, null, null, [])], 1)).toBeUndefined()
})
