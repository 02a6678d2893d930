import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { filed, openCore, refusalOf, type TestCore } from '../../../testing/core.ts'
import { lockAndKey, peerArticle } from '../../../testing/peer-articles.ts'
import type { MessageId, SessionId } from '../../ids.ts'

let core: TestCore
afterEach(() => core.close())

const BOARD = 'local.general'
const table = (name: string, lines: string): string =>
  `[[nntp.peers]]\nname = "${name}"\ngroups = "local.*"\n${lines}\n`
const OUT = 'direction = "out"\nhost = "b.test"'
const FROM = 'direction = "in"\naddresses = ["192.0.2.7"]\npath = ["feeder.test"]'

/** A session at the address of the feeding peer. */
const open = (...tables: readonly string[]): SessionId => {
  core = openCore({ SERVER_HOSTNAME: 'a.test', LIMITS_THROTTLE: 'false' }, tables.join('\n'))
  return core.sessions.open({ face: 'nntp', address: '192.0.2.7', secure: false })
}

const DATE = 'Thu, 01 Jan 2026 00:00:00 +0000'

const take = (session: SessionId, id: string, fields: Record<string, string> = {}): string => {
  const octets = Buffer.from(peerArticle(id, { Date: DATE, ...fields }))
  const taken = core.peering.take({ session, messageId: id as MessageId, octets })
  return taken.kind === 'refused' ? taken.why : (taken.note ?? 'taken')
}

const waiting = (peer = 'b') => core.peering.backlog({ session: core.console, peer, after: 0, limit: 100 })
const idsWaiting = (peer = 'b'): readonly string[] => waiting(peer).map(({ messageId }) => messageId)
const answer = (kind: 'sent' | 'unwanted' | 'later'): void => {
  const answers = waiting().map(({ entry }) => ({ entry, kind }))
  core.peering.answered({ session: core.console, peer: 'b', answers })
}

test('what one peer sends goes on to the others, and neither back nor where it has been', () => {
  const feeder = open(
    table('a', `${FROM}\nhost = "feeder.test"`).replace('"in"', '"both"'),
    table('b', OUT),
    table('c', `${OUT}\npath = ["c.test"]`),
  )
  take(feeder, '<1@x>')
  take(feeder, '<2@x>', { Path: 'feeder.test!C.test!not-for-mail' })
  expect(idsWaiting('a')).toEqual([])
  expect(idsWaiting('b')).toEqual(['<1@x>', '<2@x>'])
  expect(idsWaiting('c')).toEqual(['<1@x>'])
})

test('size, distribution and poison keep an article from a peer, and imports are nothing new', () => {
  const rules = `${OUT}\nmax_octets = 1000\ndistributions = "*,!local,!no"`
  const feeder = open(
    table('a', `${FROM}\ndistributions = "*"`),
    table('b', rules).replace('local.*', 'local.*,@misc.*'),
  )
  take(feeder, '<1@x>', { Subject: 'y'.repeat(900) })
  take(feeder, '<2@x>', { Distribution: 'no' })
  take(feeder, '<3@x>', { Newsgroups: 'misc.test,local.general' })
  const octets = Buffer.from(peerArticle('<4@x>', { Date: DATE }))
  core.boards.import({ session: core.console, board: BOARD, articles: [octets] })
  expect(core.boards.get({ session: core.console, board: BOARD }).count).toBe(4)
  expect(idsWaiting()).toEqual([])
  take(feeder, '<5@x>', { Distribution: 'no,world' })
  expect(idsWaiting()).toEqual(['<5@x>'])
})

test('what a peer puts off is offered again after a while, longer each time, and at last given up', () => {
  const feeder = open(table('a', FROM), table('b', OUT))
  take(feeder, '<1@x>')
  answer('later')
  expect(idsWaiting()).toEqual([])
  core.pass(30_000)
  expect(idsWaiting()).toEqual(['<1@x>'])
  answer('later')
  core.pass(30_000)
  expect(idsWaiting()).toEqual([])
  for (let tries = 0; tries < 70; tries += 1) {
    core.pass(3_600_000)
    answer('later')
  }
  expect(core.peering.status({ session: core.console })[1]).toMatchObject({ waiting: 0, dropped: 1 })
})

test('of more than may wait the oldest goes', () => {
  const feeder = open(table('a', FROM), table('b', `${OUT}\nmax_waiting = 2`))
  for (const id of ['<1@x>', '<2@x>', '<3@x>']) take(feeder, id)
  expect(idsWaiting()).toEqual(['<2@x>', '<3@x>'])
  expect(core.peering.status({ session: core.console })[1]).toMatchObject({ waiting: 2, dropped: 1 })
})

test('an article that was taken back is no longer offered, and the cancel of it is', () => {
  const feeder = open(table('a', FROM), table('b', OUT))
  const { lock, key } = lockAndKey('c2VjcmV0')
  take(feeder, '<1@x>', { 'Cancel-Lock': lock })
  expect(take(feeder, '<c@x>', { Control: 'cancel <1@x>', 'Cancel-Key': key })).toBe('cancel of <1@x> was carried out')
  expect(idsWaiting()).toEqual(['<c@x>'])
  core.pass(120_000)
  waiting()
  expect(core.peering.status({ session: core.console })[1]?.waiting).toBe(1)
  const [entry] = waiting()
  const octets = core.peering.octets({ session: core.console, peer: 'b', entry: entry?.entry ?? 0, proto: false })
  expect(Buffer.from(octets ?? []).toString()).toMatch(/^Path: a\.test!!feeder\.test!/)
  answer('sent')
  expect(core.peering.status({ session: core.console })[1]).toMatchObject({ waiting: 0, sent: 1 })
})

test('a cancel that comes before its article keeps it out when it bears the key, and only then', () => {
  const feeder = open(table('a', FROM), table('b', OUT))
  const { lock, key } = lockAndKey('c2VjcmV0')
  const early = { Control: 'cancel <1@x>', 'Cancel-Key': key }
  expect(take(feeder, '<c@x>', early)).toBe('cancel of <1@x>: it is not here yet')
  expect(take(feeder, '<d@x>', { ...early, Control: 'cancel <2@x>' })).toBe('cancel of <2@x>: it is not here yet')
  expect(take(feeder, '<e@x>', { Control: 'cancel <3@x>' })).toBe('cancel of <3@x>: it is not here')
  expect(take(feeder, '<1@x>', { 'Cancel-Lock': lock })).toBe('its author took it back before it came')
  expect(take(feeder, '<1@x>', { 'Cancel-Lock': lock })).toBe('it has been here')
  expect(take(feeder, '<2@x>', { 'Cancel-Lock': lockAndKey('b3RoZXI=').lock })).toBe('taken')
  expect(take(feeder, '<3@x>', { 'Cancel-Lock': lock })).toBe('taken')
  expect(idsWaiting()).toEqual(['<c@x>', '<d@x>', '<e@x>', '<2@x>', '<3@x>'])
})

test('the key of an early cancel is kept for a week', () => {
  const feeder = open(table('a', FROM), table('b', OUT))
  const { lock, key } = lockAndKey('c2VjcmV0')
  take(feeder, '<c@x>', { Control: 'cancel <1@x>', 'Cancel-Key': key })
  core.pass(8 * 86_400_000)
  waiting()
  answer('sent')
  expect(take(feeder, '<1@x>', { 'Cancel-Lock': lock })).toBe('taken')
})

test('a new peer is sent what was written in the days before, once, where that is wished', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-peers-'))
  const start = (...tables: readonly string[]) => {
    core = openCore({ SERVER_HOSTNAME: 'a.test', LIMITS_THROTTLE: 'false', SERVER_STATE: folder }, tables.join('\n'))
  }
  start()
  const session = await core.enter('anna')
  const post = (board: string) =>
    filed(core.boards.post({ session, boards: [board], subject: 's', text: 't' })).messageId
  const old = Buffer.from(peerArticle('<old@x>', { Date: 'Thu, 01 May 2025 00:00:00 +0000' }))
  core.boards.import({ session: core.console, board: BOARD, articles: [old] })
  const recent = [post(BOARD), post('local.projects')]
  post('rec.books')
  core.close()
  start(table('b', `${OUT}\nbackfill_days = 7`), table('c', OUT))
  expect([idsWaiting('b'), idsWaiting('c')]).toEqual([recent, []])
  answer('sent')
  core.close()
  start(table('b', `${OUT}\nbackfill_days = 7`))
  expect(idsWaiting('b')).toEqual([])
  core.close()
  core = openCore()
  rmSync(folder, { recursive: true })
})

test('a moderated board takes from elsewhere only what a moderator has approved', () => {
  const feeder = open(table('a', FROM))
  core.order.set({ session: core.console, board: BOARD, change: { isModerated: true } })
  expect(take(feeder, '<1@x>')).toBe('it needs the approval of a moderator')
  expect(take(feeder, '<2@x>', { Approved: 'mod@feeder.test' })).toBe('taken')
})

test('what was refused is remembered only as long as it could still be taken', () => {
  const feeder = open(table('a', FROM))
  const offer = () => core.peering.offer({ session: feeder, messageId: '<1@x>' as MessageId })
  take(feeder, '<1@x>', { Newsgroups: 'none.of.ours' })
  expect(offer()).toBe('known')
  core.pass(10 * 86_400_000)
  take(feeder, '<2@x>', { Date: 'Sun, 11 Jan 2026 00:00:00 +0000' })
  expect(offer()).toBe('known')
  core.pass(2 * 86_400_000)
  take(feeder, '<3@x>', { Date: 'Tue, 13 Jan 2026 00:00:00 +0000' })
  expect(offer()).toBe('wanted')
})

test('a trusted cancel that comes before its article keeps it out', () => {
  const feeder = open(table('a', `${FROM}\ntrust = ["cancel"]`))
  expect(take(feeder, '<c@x>', { Control: 'cancel <1@x>' })).toBe('cancel of <1@x>: it will not be taken')
  expect(take(feeder, '<1@x>')).toBe('it has been here')
})

test('nobody but the sysop sees how it goes with peers, and nobody but a peer feeds us', async () => {
  open(table('a', FROM))
  const anna = await core.enter('anna')
  expect(await refusalOf(() => core.peering.status({ session: anna }))).toBe('not-permitted')
  const stranger = core.sessions.open({ face: 'nntp', address: '192.0.2.8', secure: true })
  expect(await refusalOf(() => take(stranger, '<1@x>'))).toBe('not-permitted')
  const unknownPeer = { session: core.console, peer: 'nobody', after: 0, limit: 1 }
  expect(await refusalOf(() => core.peering.backlog(unknownPeer))).toBe('no-such-thing')
})
