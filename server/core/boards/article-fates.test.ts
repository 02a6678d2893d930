// What became of articles, over a real store.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filed, openCore, type TestCore } from '../../testing/core.ts'
import type { MessageId, SessionId } from '../ids.ts'

const DAY = 86_400_000

let folder: string
let core: TestCore
let anna: SessionId

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-fates-'))
  core = openCore({ SERVER_STATE: folder })
  anna = await core.enter('anna')
})
afterEach(() => {
  core.close()
  rmSync(folder, { recursive: true })
})

const post = (board = 'local.general', session = anna) => {
  core.pass(60_000)
  return filed(core.boards.post({ session, boards: [board], subject: 'Tea', text: 'Hot.\n' })).messageId
}
const fate = (messageId: MessageId, session = anna) => core.news.fate({ session, messageId })

test('an article is live, cancelled or superseded, also after a start; one that never was is unknown', async () => {
  const [live, cancelled, old] = [post(), post(), post()]
  core.order.cancel({ session: anna, article: cancelled, reason: '' })
  const { messageId: by } = filed(core.boards.edit({ session: anna, article: old, subject: 'Tea', text: 'Cold.\n' }))
  core.close()
  core = openCore({ SERVER_STATE: folder })
  const visitor = core.guest('visitor')
  expect([live, cancelled, old, '<never@x>' as MessageId].map((each) => fate(each, visitor))).toEqual([
    { kind: 'live' },
    { kind: 'cancelled' },
    { kind: 'superseded', by },
    { kind: 'unknown' },
  ])
})

test('one that expired says so, and still does when its last row is dropped', () => {
  const messageId = post()
  core.order.set({ session: core.console, board: 'local.general', change: { expireDays: 10 } })
  core.pass(11 * DAY)
  core.order.expire({ session: core.console })
  expect(fate(messageId)).toEqual({ kind: 'expired' })
  core.pass(365 * DAY)
  core.order.expire({ session: core.console })
  expect(fate(messageId)).toEqual({ kind: 'expired' })
})

test('what stood where somebody may not read was never there for them', async () => {
  const mod = await core.enter('mod')
  core.accounts.setRole({ session: core.console, name: 'mod', role: 'moderator' })
  const [live, gone] = [post('samband.staff', mod), post('samband.staff', mod)]
  core.order.cancel({ session: core.console, article: gone, reason: '' })
  expect([fate(live), fate(gone)]).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }])
  expect([fate(live, core.console), fate(gone, core.console)]).toEqual([{ kind: 'live' }, { kind: 'cancelled' }])
})
