// What the history remembers, over a real store.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type TestCore } from '../testing/core.ts'
import { newsHistory } from './news-history.ts'

let core: TestCore
beforeEach(() => {
  core = openCore()
})
afterEach(() => core.close())

test('an id that was remembered is known until it is forgotten', () => {
  const history = newsHistory(core.house.store)
  const { tick } = core.house
  expect(history.knows('<gone@x>')).toBe(false)
  tick.run(() => history.remember('<gone@x>', 1000))
  tick.run(() => history.remember('<gone@x>', 500))
  expect(history.knows('<gone@x>')).toBe(true)
  expect(tick.run(() => history.forgetBefore(1000, 10))).toBe(0)
  expect(tick.run(() => history.forgetBefore(1001, 10))).toBe(1)
  expect(history.knows('<gone@x>')).toBe(false)
})

test('an article that is here is known, and one that others only refer to is not', async () => {
  const history = newsHistory(core.house.store)
  const raw = 'From: a@x\r\nSubject: s\r\nMessage-ID: <here@x>\r\nReferences: <ghost@x>\r\n\r\ntext\r\n'
  core.boards.import({ session: core.console, board: 'local.general', articles: [Buffer.from(raw)] })
  expect(history.knows('<here@x>')).toBe(true)
  expect(history.knows('<ghost@x>')).toBe(false)
})
