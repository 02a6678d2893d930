import { describe, expect, test } from 'vitest'
import { easel } from '../../testing/easel.ts'
import { styled } from './lines.ts'
import { List, type ListOptions } from './list.ts'

interface Fruit {
  readonly name: string
  readonly count: number
}

const fruits = (count: number, from = 1): Fruit[] =>
  Array.from({ length: count }, (_, at) => ({ name: `fruit ${from + at}`, count: from + at }))

const columns: ListOptions<Fruit>['columns'] = [
  { head: 'Name', width: 'fill', cell: (fruit) => fruit.name },
  { head: 'Count', width: 6, align: 'right', cell: (fruit) => styled('dim', String(fruit.count)) },
]

const open = async (
  rows: readonly Fruit[],
  options: Partial<ListOptions<Fruit>> = {},
  size = { columns: 30, rows: 6 },
) => {
  const list = new List<Fruit>({ columns, ...options })
  list.setRows(rows)
  const stand = easel(list, size)
  await stand.drawn()
  const press = async (text: string) => {
    stand.terminal.type(text)
    await stand.drawn()
  }
  return { list, press, ...stand }
}

describe('a list', () => {
  test('stands in columns, whatever scripts are in it', async () => {
    const { terminal } = await open([
      { name: '日本語 👩‍👩‍👧 é', count: 1 },
      { name: 'a very long name that must be cut somewhere', count: 20 },
    ])
    expect(terminal.row(0)).toBe(' Name                   Count')
    expect([terminal.find('1')[0], terminal.find('20')[0]]).toEqual([
      { x: 28, y: 1 },
      { x: 27, y: 2 },
    ])
    expect(terminal.row(2)).toBe(' a very long name th…      20')
  })

  test('moves by row, by page, to both ends, and no further', async () => {
    const { list, press } = await open(fruits(20))
    await press('\u001b[Bj')
    expect(list.index).toBe(2)
    await press('k')
    expect(list.index).toBe(1)
    await press('\u001b[6~')
    expect(list.index).toBe(6)
    await press('\u001b[F\u001b[B')
    expect(list.index).toBe(19)
    await press('\u001b[5~')
    expect(list.index).toBe(14)
    await press('\u001b[H\u001b[A')
    expect(list.index).toBe(0)
  })

  test('keeps the chosen row in sight and shows that there is more', async () => {
    const { terminal, press } = await open(fruits(20))
    expect(terminal.row(5)).toBe(' fruit 5                    5↓')
    await press('\u001b[F')
    expect(terminal.row(1)).toBe(' fruit 16                  16↑')
    expect(terminal.row(5)).toBe(' fruit 20                  20')
    expect(terminal.styleOf('fruit 20')).toContain('48;5;24')
  })

  test('chooses by Enter, by Right and by a hotkey, which goes before the keys of the list', async () => {
    const chosen: string[] = []
    const { press } = await open(fruits(12), {
      onChoose: (fruit) => {
        chosen.push(fruit.name)
      },
      hotkey: (fruit) => (fruit.count === 7 ? 'j' : undefined),
    })
    await press('\r\u001b[B\u001b[CjJ')
    expect(chosen).toEqual(['fruit 1', 'fruit 2', 'fruit 7', 'fruit 7'])
  })

  test('fetches more rows when the end comes near, until there are none', async () => {
    const asked: number[] = []
    const { list, press } = await open(fruits(15), {
      more: (last) => {
        asked.push(last.count)
        return Promise.resolve(last.count < 30 ? fruits(15, last.count + 1) : [])
      },
    })
    await press('\u001b[6~')
    expect(list.rows).toHaveLength(30)
    await press('\u001b[F')
    await press('\u001b[F\u001b[6~\u001b[B')
    expect(list.rows).toHaveLength(30)
    expect(asked).toEqual([15, 30])
  })

  test('keeps the same row chosen when the rows are loaded anew', async () => {
    const { list, press } = await open(fruits(5))
    await press('\u001b[B\u001b[B')
    list.setRows([{ name: 'new', count: 0 }, ...fruits(5)], (a, b) => a.name === b.name)
    expect(list.selected?.name).toBe('fruit 3')
    list.setRows(fruits(1))
    expect(list.selected?.name).toBe('fruit 1')
    list.setRows([])
    expect(list.selected).toBeUndefined()
  })

  test('says so when it is empty', async () => {
    const { terminal, press } = await open([], { empty: 'No fruit today.' })
    expect(terminal.row(2)).toBe(' No fruit today.')
    await press('\r\u001b[B')
  })

  test('takes from the widest column when there is no room, and leaves out those that may go', async () => {
    const { terminal } = await open(
      fruits(1),
      {
        columns: [
          { head: 'A', width: 20, cell: (fruit) => fruit.name },
          { head: 'B', width: 20, from: 60, cell: () => 'gone' },
          { head: 'C', width: 8, cell: () => 'here' },
        ],
      },
      { columns: 24, rows: 4 },
    )
    expect(terminal.row(0)).toBe(' A             C')
    expect(terminal.row(1)).toBe(' fruit 1       here')
  })
})
