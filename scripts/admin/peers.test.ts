import { expect, test } from 'vitest'
import type { PeerStatus } from '../../server/core/boards/peering/peer.ts'
import { peerLines } from './peers.ts'

const PEER: PeerStatus = {
  ...{ name: 'friend', waiting: 3, sent: 12, unwanted: 1, received: 4000, refused: 0, dropped: 0 },
  state: 'waiting',
  ...{ lastContact: Date.UTC(2026, 0, 2, 3, 4), lastError: { what: 'nobody listens there', at: Date.UTC(2026, 0, 3) } },
}

test('each peer has a line, and below it what went wrong last', () => {
  expect(
    peerLines([PEER, { ...PEER, name: 'x', state: 'resting', dropped: 7, lastContact: null, lastError: null }]),
  ).toEqual([
    'peer    state         waiting  sent  not wanted  received  refused  last heard of (UTC)',
    'friend  trying again        3    12           1      4000        0  2026-01-02 03:04',
    '  last trouble: nobody listens there (2026-01-03 00:00)',
    'x       at rest             3    12           1      4000        0  never',
    '  given up, because too much waited or it was put off too often: 7',
  ])
})

test('without peers it says where they are named', () => {
  expect(peerLines([]).join()).toContain('[[nntp.peers]]')
})
