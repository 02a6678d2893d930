// What was read in the world, scrolled.

import { expect, test } from 'vitest'
import { type Easel, easel } from '../../testing/easel.ts'
import { MudLog } from './mud-log.ts'

const SIZE = { columns: 40, rows: 20 }
const PLACE = { left: 0, top: 0, width: 20, height: 4 }

const rows = ({ terminal }: Easel): string[] => [0, 1, 2, 3].map((y) => terminal.row(y))

const filled = () => {
  const log = new MudLog((below) => `${below} below`)
  for (let at = 1; at <= 10; at += 1) log.append({ text: `line ${at}`, style: 'text' })
  return { log, stage: easel(log, SIZE, PLACE) }
}

test('the newest lines stand at the bottom', async () => {
  const { stage } = filled()
  await stage.drawn()
  expect(rows(stage)).toEqual(['line 7', 'line 8', 'line 9', 'line 10'])
})

test('whoever reads further up stays there, and is told how many lines came', async () => {
  const { log, stage } = filled()
  await stage.drawn()
  log.page(-1)
  log.append({ text: 'line 11', style: 'text' })
  stage.display.refresh()
  await stage.drawn()
  expect(rows(stage)).toEqual(['line 5', 'line 6', 'line 7', '───── 1 below ──────'])
})

test('the first line is the end of scrolling up', async () => {
  const { log, stage } = filled()
  await stage.drawn()
  expect([log.page(-1), log.page(-1), log.page(-1), log.page(-1)]).toEqual([true, true, true, false])
  log.toBottom()
  stage.display.refresh()
  await stage.drawn()
  expect(stage.terminal.row(3)).toBe('line 10')
})

test('a head has a blank row before it, and long lines are folded', async () => {
  const log = new MudLog(() => '')
  log.append({ text: 'one', style: 'text' })
  log.append({ text: 'a title that is too long', style: 'title', isHead: true })
  const stage = easel(log, SIZE, PLACE)
  await stage.drawn()
  expect(rows(stage)).toEqual(['one', '', 'a title that is too', 'long'])
})
